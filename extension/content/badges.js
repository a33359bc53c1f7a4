// @ts-check
/** What a badge looks like and where it stands: shape, text and colour together, and every text inert. */

{
  const MOST_TITLE_CHARACTERS = 300;
  const UNKNOWN = 'Not known here yet: the server has no record of this person. That says nothing against them.';

  /** The words and shapes of the project's own pages. @type {Record<Lane, { shape: string, word: string }>} */
  const LANES = {
    fast_lane: { shape: '▲', word: 'Fast lane' },
    normal_queue: { shape: '●', word: 'Normal queue' },
    needs_human: { shape: '■', word: 'Needs human' },
  };

  /** On one line, without characters that steer the writing direction or cannot be seen. @param {string} text */
  const plain = (text) => {
    const visible = text.replace(/\s+/g, ' ').replace(/[\p{Cc}\p{Cf}]/gu, '');
    const characters = [...visible];
    return characters.length <= MOST_TITLE_CHARACTERS
      ? visible
      : `${characters.slice(0, MOST_TITLE_CHARACTERS - 1).join('')}…`;
  };

  /** @param {{ of: string, look: string, text: string, label: string, title: string }} badge `of` is what it speaks of */
  const element = ({ of, look, text, label, title }) => {
    const badge = document.createElement('span');
    badge.className = `tangled-trust-badge tangled-trust-${look}`;
    badge.dataset.tangledTrust = of;
    badge.setAttribute('role', 'img');
    badge.setAttribute('aria-label', label);
    badge.title = plain(title);
    badge.textContent = text;
    return badge;
  };

  /** @param {string} did @param {PersonScore} score */
  const person = (did, { known, structural, lanePreview, sentence }) => {
    if (!known) return element({ of: did, look: 'unknown', text: '– unknown', label: 'Trust unknown', title: UNKNOWN });
    const { shape, word } = LANES[lanePreview];
    const digits = structural.toFixed(2);
    return element({
      of: did,
      look: lanePreview,
      text: `${shape} ${digits}`,
      label: `Trust ${digits}: ${word.toLowerCase()}`,
      title: sentence,
    });
  };

  /** @param {PullAddress} pull @param {PullLane} decided */
  const lane = (pull, { lane: name, sentence }) => {
    const { shape, word } = LANES[name];
    return element({ of: pull.uri, look: name, text: `${shape} ${word}`, label: `Lane: ${word}`, title: sentence });
  };

  /** A page out of the browser's or htmx's history brings badges along, so what stands in the page is the only record. @param {readonly { link: HTMLAnchorElement, badges: HTMLElement[] }[]} wanted */
  const settle = (wanted) => {
    /** @type {Set<Element>} */
    const right = new Set();
    for (const { link, badges } of wanted) {
      /** @type {Element} */
      let last = link;
      for (const badge of badges) {
        const next = last.nextElementSibling;
        const kept = next?.isEqualNode(badge) ? next : badge;
        if (kept === badge) last.after(badge);
        right.add(kept);
        last = kept;
      }
    }
    for (const badge of document.querySelectorAll('[data-tangled-trust]')) if (!right.has(badge)) badge.remove();
  };

  tangledTrust.badges = { person, lane, settle };
}
