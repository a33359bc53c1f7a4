/**
 * A stand-in for the Messages API: a local server that speaks its wire format, with models that are rules and faults on
 * demand. Tests, the demo and the measurements talk to it through the real SDK. Never leaves loopback, keeps everything
 * in memory, and records what it was sent. Start with `stand-in.ts`; the models are in `models/`, what they know to be
 * dangerous in `reading/rules/`.
 */
export type { Fault, FaultScript } from './faults.ts';
export { MODEL_IDS } from './models/catalogue.ts';
export type { Jitter } from './models/jitter.ts';
export type { RecordedRequest } from './recording.ts';
export { openStandIn, type StandIn, type StandInOptions } from './stand-in.ts';
