// @ts-check
/**
 * The door to the JSON API: one function per question, each answering with the parsed JSON or throwing an
 * `ApiError` whose message can be shown to a person as it stands.
 */

/** @import {Circuits, ConductExplanation, FindingVerdict, Leaderboard, Metrics, Override, Prior, Review, Said, Score, Triage} from './shapes.js' */

const TIMEOUT_MS = 20_000;

/** Why there is no answer: `status` is 0 when the service could not be reached at all. */
export class ApiError extends Error {
  /**
   * @param {string} message
   * @param {number} status
   */
  constructor(message, status) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
  }
}

/** @param {unknown} thrown */
const reasonOf = (thrown) => {
  if (thrown instanceof DOMException && thrown.name === 'TimeoutError') return `no answer in ${TIMEOUT_MS / 1000} s`;
  return 'the connection failed';
};

/**
 * The API's own words for a failure, when it gave any.
 * @param {unknown} body
 * @param {number} status
 */
const messageFrom = (body, status) => {
  if (typeof body === 'object' && body !== null && 'message' in body && typeof body.message === 'string') {
    return body.message;
  }
  return `it answered with status ${status}`;
};

/**
 * @param {string} path
 * @param {AbortSignal} signal
 * @param {RequestInit} [how] default: a plain GET
 * @returns {Promise<unknown>}
 */
const getJson = async (path, signal, how = { headers: { accept: 'application/json' } }) => {
  const limits = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
  // A page and its JSON may share one address, so neither may be answered from the other's cache.
  const request = fetch(path, { ...how, cache: 'no-store', signal: limits });
  const response = await request.catch((thrown) => {
    if (signal.aborted) throw thrown;
    throw new ApiError(`the service did not answer: ${reasonOf(thrown)}`, 0);
  });
  const body = await response.json().catch(() => {
    if (signal.aborted) throw signal.reason;
    return undefined;
  });
  if (!response.ok) throw new ApiError(messageFrom(body, response.status), response.status);
  if (body === undefined) throw new ApiError('the service answered with something that is not JSON', response.status);
  return body;
};

/** @param {Record<string, string | number | null | undefined>} values */
const query = (values) => {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== '') pairs.set(name, String(value));
  }
  const text = pairs.toString();
  return text === '' ? '' : `?${text}`;
};

/**
 * Open pull requests with their lanes.
 * @param {{ lane?: string, repo?: string, q?: string, limit?: number, cursor?: string | null }} filter
 * @param {AbortSignal} signal
 */
export const getTriage = async (filter, signal) =>
  /** @type {Triage} */ (await getJson(`/triage${query(filter)}`, signal));

/**
 * One pull request: the decision and everything under it.
 * @param {string} prId
 * @param {AbortSignal} signal
 */
export const getReview = async (prId, signal) =>
  /** @type {Review} */ (await getJson(`/review/${encodeURIComponent(prId)}`, signal));

/**
 * One person's trust, as seen from a repository or from everywhere.
 * @param {string} did
 * @param {string | null} repo
 * @param {AbortSignal} signal
 */
export const getScore = async (did, repo, signal) =>
  /** @type {Score} */ (await getJson(`/score/${encodeURIComponent(did)}${query({ repo })}`, signal));

/**
 * People by rank.
 * @param {{ limit?: number, cursor?: string | null }} page
 * @param {AbortSignal} signal
 */
export const getLeaderboard = async (page, signal) =>
  /** @type {Leaderboard} */ (await getJson(`/leaderboard${query(page)}`, signal));

/**
 * The dashboard's figures.
 * @param {AbortSignal} signal
 */
export const getMetrics = async (signal) => /** @type {Metrics} */ (await getJson('/metrics', signal));

/**
 * What maintainers and the operator said of what sources said of a change, the newest first.
 * @param {string} prId
 * @param {AbortSignal} signal
 */
export const getVerdicts = async (prId, signal) =>
  /** @type {{ items: FindingVerdict[] }} */ (await getJson(`/trust/findings/verdict${query({ pull: prId })}`, signal));

/**
 * Says whether a source was right. Without a key the service says what it needs.
 * @param {Said} said
 * @param {string | null} key the operator's
 */
export const sayVerdict = async (said, key) => {
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  await getJson('/trust/findings/verdict', new AbortController().signal, {
    method: 'POST',
    headers: key === null ? headers : { ...headers, 'x-admin-key': key },
    body: JSON.stringify(said),
  });
};

/**
 * Why somebody's conduct is what it is.
 * @param {string} did
 * @param {AbortSignal} signal
 */
export const getConduct = async (did, signal) =>
  /** @type {ConductExplanation} */ (await getJson(`/agents/${encodeURIComponent(did)}/explanation`, signal));

/**
 * Which sources are cut off from whom, the worst first.
 * @param {AbortSignal} signal
 */
export const getCircuits = async (signal) => /** @type {Circuits} */ (await getJson('/trust/circuits', signal));

/**
 * How often sources were right, and what somebody decided about them instead.
 * @param {AbortSignal} signal
 */
export const getPriors = async (signal) => {
  const [priors, overrides] = await Promise.all([
    getJson('/tools/priors', signal),
    getJson('/trust/overrides', signal),
  ]);
  return { priors: /** @type {Prior[]} */ (priors), overrides: /** @type {Override[]} */ (overrides) };
};
