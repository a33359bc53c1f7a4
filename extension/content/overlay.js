// @ts-check
/** Looks at the page, asks, and sets badges; again whenever the page changes. */

{
  const { people, ask, badges } = tangledTrust;
  /** Swaps come in bursts; one pass per burst. */
  const BURST_MS = 100;

  /** @param {PullAddress | null} pull @param {Known} known */
  const draw = (pull, { scores, lane }) => {
    const spots = people.spots();
    const author = pull && people.authorSpot(spots, pull.author, scores.get(pull.author)?.handle ?? null);
    if (author !== null && !spots.includes(author)) spots.push(author);
    badges.settle(
      spots.map((spot) => {
        const score = scores.get(spot.did);
        const own = score === undefined ? [] : [badges.person(spot.did, score)];
        const decided = pull !== null && lane !== null && spot === author ? [badges.lane(pull, lane)] : [];
        return { link: spot.link, badges: [...own, ...decided] };
      }),
    );
  };

  const pass = async () => {
    const pull = people.pull();
    const dids = people.spots().map(({ did }) => did);
    const [scores, lane] = await Promise.all([
      ask.scores(pull === null ? dids : [...dids, pull.author]),
      ask.lane(pull),
    ]);
    const now = people.pull();
    // Another pull request may have been swapped in while we waited; its own pass follows.
    draw(now, { scores, lane: now?.uri === pull?.uri ? lane : null });
  };

  let waiting = false;
  let last = Promise.resolve();
  const soon = () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      last = last.then(pass).catch((error) => console.error('Tangled Trust:', error));
    }, BURST_MS);
  };

  new MutationObserver(soon).observe(document, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['src', 'href', 'data-aturi'],
  });
  soon();
}
