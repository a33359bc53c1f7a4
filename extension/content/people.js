// @ts-check
/**
 * Who is named on the page, and where. Goes by ids, data attributes, avatar addresses and link addresses alone: class
 * names change with every version of the site. What people wrote (`article`) names nobody, because anyone can copy the
 * address of anyone's avatar into it; neither does the bar with the reader's own avatar (`nav`).
 */

{
  const { avatarDid, pullAddress, profileIn } = tangledTrust.ids;
  const NOT_PEOPLE = 'article, nav';

  /** @param {Element | null} element @returns {element is HTMLAnchorElement} */
  const isProfileLink = (element) => element instanceof HTMLAnchorElement && profileIn(element) !== null;

  /** The profile link right behind the element, or behind a wrapper that holds nothing else; further off it may be another person's. @param {Element} element */
  const linkBehind = (element) => {
    const { parentElement: wrapper } = element;
    const isAlone = wrapper?.childElementCount === 1 && wrapper.textContent.trim() === element.textContent.trim();
    const start = isAlone ? wrapper : element;
    let next = start.nextElementSibling;
    while (next?.matches('[data-tangled-trust]')) next = next.nextElementSibling;
    return isProfileLink(next) ? next : null;
  };

  /** The link that names the person an avatar shows; an avatar that leads nowhere is decoration. @param {HTMLImageElement} image */
  const linkOf = (image) => {
    const around = image.closest('a');
    if (around === null) return linkBehind(image);
    if (!isProfileLink(around)) return null;
    if (around.textContent.trim() !== '') return around;
    const behind = linkBehind(around);
    return behind?.pathname === around.pathname ? behind : around;
  };

  /** In the order of the page, each link once. */
  const spots = () => {
    /** @type {Map<HTMLAnchorElement, Spot>} */
    const found = new Map();
    for (const image of document.images) {
      const did = avatarDid(image.src);
      if (did === null || image.closest(NOT_PEOPLE) !== null) continue;
      const link = linkOf(image);
      if (link !== null && !found.has(link)) found.set(link, { did, link });
    }
    return [...found.values()];
  };

  const pull = () => {
    // What people write stands in articles, and may pretend to be the panel.
    const panels = [...document.querySelectorAll('#at-uri-panel [data-aturi]')].filter(
      (panel) => panel.closest('article') === null,
    );
    const [panel] = panels;
    return panels.length === 1 ? pullAddress(panel?.getAttribute('data-aturi') ?? '') : null;
  };

  /** The page's head ends where the description or the first round begins. */
  const endOfHead = () =>
    document.querySelector('article#body') ??
    [...document.querySelectorAll('[id^="round-"]')].find((element) => /^round-\d+$/.test(element.id));

  /** The last place in the page's head, since the repository's owner stands above and may be the same person. @param {readonly Spot[]} places */
  const nearestHead = (places) => {
    const end = endOfHead();
    const before = places.filter(
      ({ link }) => end !== undefined && link.compareDocumentPosition(end) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    return before.at(-1) ?? places[0] ?? null;
  };

  /** @param {readonly Spot[]} all @param {string} author @param {string | null} handle */
  const authorSpot = (all, author, handle) => {
    const byAvatar = all.filter(({ did }) => did === author);
    if (byAvatar.length > 0) return nearestHead(byAvatar);
    const byLink = [...document.links].flatMap((link) => {
      if (!(link instanceof HTMLAnchorElement) || link.closest(NOT_PEOPLE) !== null) return [];
      const name = profileIn(link);
      return name !== null && (name === author || name === handle) ? [{ did: author, link }] : [];
    });
    return nearestHead(byLink);
  };

  tangledTrust.people = { spots, pull, authorSpot };
}
