// @ts-check
/** What has been asked and answered on this page. After a failure nothing is asked for a while. */

{
  const FRESH_MS = 5 * 60_000;
  const PAUSE_MS = 30_000;
  /** What the worker takes in one question. */
  const MOST_PEOPLE = 1000;
  const { scoresIn, laneIn } = tangledTrust.answers;

  /** @type {Map<string, { score: PersonScore, untilMs: number }>} */
  const people = new Map();
  /** @type {Map<string, { lane: PullLane | null, untilMs: number }>} */
  const pulls = new Map();
  let pausedUntilMs = 0;

  const pause = () => {
    pausedUntilMs = Date.now() + PAUSE_MS;
  };

  /** @param {Question} question @returns {Promise<{ bodies: unknown[] } | { absent: true } | null>} */
  const send = async (question) => {
    if (Date.now() < pausedUntilMs) return null;
    try {
      const { bodies, absent } = Object(await chrome.runtime.sendMessage(question));
      if (absent === true) return { absent };
      if (Array.isArray(bodies)) return { bodies };
    } catch {
      // The extension was updated or removed under this page; like silence, it asks for patience and no more.
    }
    pause();
    return null;
  };

  /** One question for everyone not yet known. Whoever the API does not answer for is missing in what comes back. @param {readonly string[]} dids */
  const scores = async (dids) => {
    const now = Date.now();
    const missing = [...new Set(dids)].filter((did) => (people.get(did)?.untilMs ?? 0) <= now).slice(0, MOST_PEOPLE);
    if (missing.length > 0) {
      const reply = await send({ ask: 'scores', dids: missing });
      const given = reply !== null && 'bodies' in reply ? scoresIn(reply.bodies, missing) : null;
      if (given === null) pause();
      for (const [did, score] of given ?? []) people.set(did, { score, untilMs: now + FRESH_MS });
    }
    return new Map([...people].map(([did, { score }]) => [did, score]));
  };

  /** @param {PullAddress | null} pull */
  const lane = async (pull) => {
    if (pull === null) return null;
    const now = Date.now();
    const before = pulls.get(pull.uri);
    if (before !== undefined && before.untilMs > now) return before.lane;
    const reply = await send({ ask: 'review', uri: pull.uri });
    if (reply === null) return before?.lane ?? null;
    const answered = 'bodies' in reply ? laneIn(reply.bodies[0], pull) : null;
    pulls.set(pull.uri, { lane: answered, untilMs: now + FRESH_MS });
    return answered;
  };

  tangledTrust.ask = { scores, lane };
}
