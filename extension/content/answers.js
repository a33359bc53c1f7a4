// @ts-check
/** The API's answers, believed whole or not at all: whoever listens on that port may be anyone. */

{
  const MOST_SENTENCE_CHARACTERS = 2000;
  const MOST_HANDLE_CHARACTERS = 253;

  /** @param {unknown} value @returns {value is Lane} */
  const isLane = (value) => value === 'fast_lane' || value === 'normal_queue' || value === 'needs_human';

  /** @param {unknown} value @param {number} most @returns {value is string} */
  const isText = (value, most) => typeof value === 'string' && value.length <= most;

  /** @param {unknown} value @returns {PersonScore | null} */
  const scoreIn = (value) => {
    const { handle, known, structural, lanePreview, sentence } = Object(value);
    if (handle !== null && !isText(handle, MOST_HANDLE_CHARACTERS)) return null;
    if (typeof known !== 'boolean' || !isLane(lanePreview) || !isText(sentence, MOST_SENTENCE_CHARACTERS)) return null;
    if (typeof structural !== 'number' || !(structural >= 0 && structural <= 1)) return null;
    return { handle, known, structural, lanePreview, sentence };
  };

  /** @param {readonly unknown[]} bodies @param {readonly string[]} asked */
  const scoresIn = (bodies, asked) => {
    const given = new Map(bodies.flatMap((body) => Object.entries(Object(Object(body).scores))));
    /** @type {Map<string, PersonScore>} */
    const scores = new Map();
    for (const did of asked) {
      const score = scoreIn(given.get(did));
      if (score === null) return null;
      scores.set(did, score);
    }
    return scores;
  };

  /** Null also when the answer is about another pull request, or nothing is decided yet. @param {unknown} body @param {PullAddress} pull */
  const laneIn = (body, pull) => {
    const { uri, author, decision } = Object(body);
    const { lane, explanation } = Object(decision);
    const { sentence } = Object(explanation);
    if (uri !== pull.uri || author !== pull.author) return null;
    return isLane(lane) && isText(sentence, MOST_SENTENCE_CHARACTERS) ? { lane, sentence } : null;
  };

  tangledTrust.answers = { scoresIn, laneIn };
}
