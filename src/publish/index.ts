/**
 * Tells other services what changed here: trust events, through an outbox that outlives the process. Nothing is sent that
 * was not kept first, nothing that was kept is lost by a host that is away, and nobody here waits for one. Knows no
 * database: whoever keeps the outbox fits `Outbox`. Start with `flusher.ts`.
 */
export { type EventSenderOptions, eventSender, type Send } from './event-sender.ts';
export { type Flusher, type FlusherFigures, type FlusherOptions, flusher } from './flusher.ts';
export { type MemoryOutbox, memoryOutbox } from './memory-outbox.ts';
export type { NewItem, Outbox, OutboxItem } from './outbox.ts';
export { type PairStore, type RemoteStore, type RemoteStoreOptions, remoteStore } from './remote-store.ts';
export { eventItem, stateDeleted, stateUpdated, type TrustEvent } from './trust-event.ts';
