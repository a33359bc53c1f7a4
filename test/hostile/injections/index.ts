/**
 * Attempts to talk a reviewing model into passing a change, by what they try and where they stand. One file per kind;
 * `unseen.ts` was written after the signals had been mended with the others.
 */
import type { Injection } from '../injection.ts';
import { CLAIMS } from './claims.ts';
import { DISGUISES } from './disguises.ts';
import { ENCODINGS } from './encodings.ts';
import { FENCES } from './fences.ts';
import { LANGUAGES } from './languages.ts';
import { ORDERS } from './orders.ts';
import { PERSONAS } from './personas.ts';
import { PLACES } from './places.ts';
import { UNSEEN } from './unseen.ts';

/** All of them, in a fixed order. */
export const INJECTIONS: readonly Injection[] = [
  ...ORDERS,
  ...PERSONAS,
  ...FENCES,
  ...CLAIMS,
  ...LANGUAGES,
  ...DISGUISES,
  ...ENCODINGS,
  ...PLACES,
  ...UNSEEN,
];
