import { concealment } from './concealment/concealment.ts';
import { instructions } from './instructions/instructions.ts';
import { sast } from './sast/sast.ts';
import { secrets } from './secrets/secrets.ts';
import type { Signal } from './signal.ts';

/** Every signal there is, by id. */
export const allSignals: readonly Signal[] = [concealment, instructions, sast, secrets];
