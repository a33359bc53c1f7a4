import type { DecodedEvent, StreamEvent } from '../domain/index.ts';
import { DECODERS_VERSION, decode } from './decode.ts';
import { positionOf } from './tid.ts';

/** Says anew what an event of the raw log says; where `version` differs, everything derived is to be made anew. */
export const deriver = {
  version: DECODERS_VERSION,
  derive: (event: Omit<StreamEvent, 'positionUs'>): DecodedEvent =>
    decode({ ...event, positionUs: positionOf({ rev: event.rev, timeUs: event.timeUs }) }),
};
