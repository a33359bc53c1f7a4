/**
 * From the network to facts: reads Jetstream messages, live or captured, and what each record says in every shape it
 * has had. Never throws on upstream data, never loses a message: what cannot be used is kept raw and counted by
 * reason. Start with `decode.ts`, then `collections.ts`.
 */

export { type EventSink, type IngestOptions, type IngestReport, ingestStream } from './ingest-stream.ts';
export { type JetstreamOptions, jetstream } from './jetstream.ts';
export type { ParsedEvent } from './parse-event.ts';
export { type ProbeReport, probe } from './probe.ts';
export { readCapture } from './read-capture.ts';
