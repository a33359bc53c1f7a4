/** Names that are no host of the public network (RFC 6761, RFC 6762, RFC 7686 and their like). */
const RESERVED = /\.(?:alt|arpa|example|home|internal|invalid|lan|local|localhost|onion|test)$/;
const HOST_NAME = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * The origin of a server as a document names it (`https://host` or `https://host:port`), or null where it is none: not
 * https, a literal address, a local name, or with a path, query or credentials. On a local network http and every host
 * will do. Says nothing about what the name resolves to: whoever dials checks that.
 */
export const originOf = (text: unknown, local: boolean): string | null => {
  const url = typeof text === 'string' && /^https?:\/\//i.test(text) ? URL.parse(text) : null;
  if (url === null || url.username || url.password || url.search || url.hash || url.pathname !== '/') return null;
  if (local) return url.origin;
  return url.protocol === 'https:' && isPublicName(url.hostname) ? url.origin : null;
};

/** Whether a name in lower case may be one of the public network by its look: no literal address, nothing reserved. */
export const isPublicName = (name: string): boolean =>
  name.length <= 253 && HOST_NAME.test(name) && !RESERVED.test(name);

/** The host (with a port that is not the usual one) of a knot as a repository's record names it; null as for `originOf`. */
export const knotHost = (text: unknown, local: boolean): string | null => {
  const given = typeof text === 'string' ? text.trim() : '';
  const origin = originOf(/^https?:\/\//i.test(given) ? given : `${local ? 'http' : 'https'}://${given}`, local);
  return origin && new URL(origin).host;
};

/** Where a knot is asked. */
export const knotOrigin = (host: string, local: boolean): string => `${local ? 'http' : 'https'}://${host}`;
