import { concealment } from './concealment.ts';
import { instructions } from './instructions.ts';
import { sast } from './sast.ts';
import { secrets } from './secrets.ts';
import type { Signal } from './signal.ts';

/** Every signal there is, by id. */
export const allSignals: readonly Signal[] = [concealment, instructions, sast, secrets];
