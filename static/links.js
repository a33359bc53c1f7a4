// @ts-check
/** Addresses of pages, made from ids so that no id can leave its place in the path. */

const READABLE_ID = /^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)*$/;

/** @param {string} prId */
export const prHref = (prId) => `/pr/${READABLE_ID.test(prId) ? prId : encodeURIComponent(prId)}`;

/**
 * @param {string} did
 * @param {string | null} [repo] see the person from this repository's point of view
 */
export const didHref = (did, repo) => {
  const path = `/did/${encodeURIComponent(did)}`;
  return repo ? `${path}?repo=${encodeURIComponent(repo)}` : path;
};

/**
 * The id after a page's prefix, decoded once; text that cannot be decoded is taken as it stands.
 * @param {string} prefix
 */
export const idFromPath = (prefix) => {
  const raw = location.pathname.slice(prefix.length);
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
};
