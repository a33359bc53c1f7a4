import { type Did, parseDid } from '../domain/index.ts';

const PLC = /^did:plc:[a-z0-9]{24}$/;
/** One host name, and its port for tests; a path is not allowed. */
const WEB =
  /^did:web:(?=[a-z0-9.-]{1,253}(?:%|$))[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?:%3A[1-9]\d{0,4})?$/;

/**
 * A DID that may name an account, or null: of the two methods AT Protocol knows, and in their one spelling. DIDs are
 * compared letter by letter, so that `did:web:Example.com` or `%3a` would be a second name of the same host; AT Protocol
 * has such names refused (atproto.com/specs/did).
 */
export const accountDid = (text: unknown): Did | null =>
  typeof text === 'string' && (PLC.test(text) || WEB.test(text)) ? parseDid(text) : null;
