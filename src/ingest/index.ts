/**
 * From the network to facts: reads Jetstream messages, live or captured, and what each record says in every shape it
 * has had. Never throws on upstream data, never loses a message: what cannot be used is kept raw and counted by
 * reason. Start with `decode.ts`, then `collections.ts`.
 */
export type { BackfillNetwork, BackfillStore } from './backfill/ports.ts';
export { type QueueOptions, runQueue } from './backfill/run-queue.ts';
export type { BackfillReport } from './backfill/tally.ts';
export { about, targetOf } from './backfill/targets.ts';
export { deriver } from './derive-logged.ts';
export { type Identity, identity } from './identity/identity.ts';
export type { Network } from './identity/network.ts';
export { knotHost } from './identity/origins.ts';
export type { LastPerson, ResolvedPerson } from './identity/resolve-person.ts';
export type { LastRepo, ResolvedRepo } from './identity/resolve-repo.ts';
export { type EventSink, type IngestOptions, type IngestReport, ingestStream } from './ingest-stream.ts';
export type { Gap } from './jetstream/gap.ts';
export { type Jetstream, type JetstreamOptions, jetstream, type StreamCounts } from './jetstream/jetstream.ts';
export { eventsSource, type KnotEventsOptions, knotEvents } from './knot-events.ts';
export type { Message } from './message.ts';
export type { ParsedEvent } from './parse-event.ts';
export { branchPolicy } from './policy/branch-policy.ts';
export { type ProbeReport, probe } from './probe.ts';
export { readCapture } from './read-capture.ts';
export type { Keep } from './read-messages.ts';
export { REJECTIONS } from './rejections.ts';
