import type { IncomingHttpHeaders } from 'node:http';

/** One request as it came in over the wire. */
export interface RecordedRequest {
  /** Position among all requests of the server, from 0. */
  readonly n: number;
  readonly method: string;
  /** Path without the query. */
  readonly path: string;
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  /** The raw body; empty for a GET. */
  readonly body: Uint8Array;
}

/** Domains that handles and mail addresses commonly end in: `@app.route` is a decorator, `@alice.example.com` somebody. */
const ENDINGS =
  'com|org|net|edu|gov|io|dev|app|social|sh|me|xyz|blog|info|online|site|cloud|tech|ai|so|to|eu|uk|de|fr|nl|es|it|jp|br|ca|au|ch|se|pl|test|example|invalid|local';

const IDENTITIES: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: 'a DID', pattern: /\bdid:[a-z0-9]{2,20}:[A-Za-z0-9._:%-]+/ },
  { what: 'an at-uri', pattern: /\bat:\/\/[A-Za-z0-9]/ },
  { what: 'a handle', pattern: new RegExp(`@(?:[a-z0-9-]{1,63}\\.){1,6}(?:${ENDINGS})(?![a-z0-9-])`, 'i') },
];

const foundIn = (body: string, words: readonly string[]): string | null => {
  for (const { what, pattern } of IDENTITIES) {
    const match = pattern.exec(body);
    if (match !== null) return `${what}: ${match[0]}`;
  }
  const lower = body.toLowerCase();
  const word = words.find((each) => lower.includes(each) || lower.includes(JSON.stringify(each).slice(1, -1)));
  return word === undefined ? null : `the word ${JSON.stringify(word)}`;
};

/**
 * Looks through the bodies of all requests for what would name somebody: a DID, an at-uri, `@` before a domain, or one
 * of `words` in any case. @throws {Error} naming the request and what it holds. @throws {RangeError} for an empty word.
 */
export const scanRequests = (requests: readonly RecordedRequest[], words: readonly string[]): void => {
  const lower = words.map((word) => word.toLowerCase());
  if (lower.includes('')) throw new RangeError('words: must not be empty, got ""');
  for (const { n, method, path, body } of requests) {
    const found = foundIn(new TextDecoder().decode(body), lower);
    if (found !== null) throw new Error(`request ${n} (${method} ${path}) holds ${found}`);
  }
};
