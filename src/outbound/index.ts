/**
 * The one way out over HTTP and DNS, to hosts that strangers' records name. It asks public addresses only (this
 * machine too on a local network), politely and within bounds of size, time and number, and never throws for an
 * answer. It knows nothing of what it fetches; the stages take it as an argument. Start with `outbound.ts`, then
 * `hosts.ts`.
 */
export type { FetchLike } from './as-fetch.ts';
export { isLoopback } from './loopback.ts';
export { type Answer, type GetOptions, type Outbound, type OutboundOptions, outbound } from './outbound.ts';
export { OutboundError, type OutboundReason } from './outbound-error.ts';
export { type ResolveTxt, type TxtOptions, txtRecords } from './txt-records.ts';
export { type PackageFacts, userAgent } from './user-agent.ts';
