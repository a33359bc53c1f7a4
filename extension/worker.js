// @ts-check
/**
 * Asks the API for the content scripts: here neither the page's rules about connections nor mixed content apply. It
 * can reach one address, sends no cookies, and reads no answer without an end.
 */

const API = 'http://127.0.0.1:8000';
const TIMEOUT_MS = 5000;
const MOST_BYTES = 1024 * 1024;
/** What the API takes in one request. */
const MOST_AT_ONCE = 100;
/** More people than any page names. */
const MOST_PEOPLE = 1000;

chrome.runtime.onMessage.addListener((message, sender, respond) => {
  if (sender.id !== chrome.runtime.id) return false;
  answer(message).then(respond, () => respond(null));
  return true;
});

/** @param {unknown} message @returns {Promise<Reply>} */
const answer = async (message) => {
  const { ask, dids, uri } = Object(message);
  if (ask === 'scores' && areTexts(dids)) return scores(dids);
  if (ask === 'review' && typeof uri === 'string') return review(uri);
  return null;
};

/** @param {unknown} value @returns {value is string[]} */
const areTexts = (value) =>
  Array.isArray(value) && value.length <= MOST_PEOPLE && value.every((each) => typeof each === 'string');

/** @param {readonly string[]} dids @returns {Promise<Reply>} */
const scores = async (dids) => {
  const parts = [];
  for (let start = 0; start < dids.length; start += MOST_AT_ONCE) parts.push(dids.slice(start, start + MOST_AT_ONCE));
  const responses = await Promise.all(parts.map(postScores));
  return responses.every((response) => response.ok) ? { bodies: await Promise.all(responses.map(json)) } : null;
};

/** @param {readonly string[]} dids */
const postScores = (dids) =>
  request('/scores', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ dids }),
  });

/** @param {string} uri @returns {Promise<Reply>} */
const review = async (uri) => {
  const response = await request(`/review/${encodeURIComponent(uri)}`);
  if (response.status === 404) return { absent: true };
  return response.ok ? { bodies: [await json(response)] } : null;
};

/** @param {string} path @param {RequestInit} [more] */
const request = (path, more = {}) =>
  fetch(`${API}${path}`, {
    ...more,
    credentials: 'omit',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });

/** @param {Response} response @returns {Promise<unknown>} */
const json = async (response) => {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new RangeError(`the answer is over ${MOST_BYTES} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return JSON.parse(text + decoder.decode());
};
