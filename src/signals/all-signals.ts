import { concealment } from './concealment/concealment.ts';
import { dependencies } from './dependencies/dependencies.ts';
import { instructions } from './instructions/instructions.ts';
import { sast } from './sast/sast.ts';
import { secrets } from './secrets/secrets.ts';
import type { Signal } from './signal.ts';
import { size } from './size/size.ts';
import { slop } from './slop/slop.ts';

/** Every signal there is, by id. */
export const allSignals: readonly Signal[] = [concealment, dependencies, instructions, sast, secrets, size, slop];
