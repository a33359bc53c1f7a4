import { InvariantError } from '../domain/index.ts';
import { CANARIES, NAMES } from './canaries.ts';
import { canaryText } from './canary-text.ts';
import { digestOf, picked } from './picked.ts';
import type { HeldVerdict } from './verdict.ts';

/** A danger to be planted beside a change, in a file that the change does not have. */
export interface PlantedDanger {
  readonly path: string;
  /** As the reviewer reads lines. */
  readonly text: string;
}

const TRIES = 64;

/**
 * The danger to plant beside a text with this hash: which, and in a file of which name, follows from the secret
 * alone, so whoever writes the change cannot tell the reviewer to look out for it. Never a file of the change itself.
 */
export const plantedDanger = (secret: string, hash: string, paths: ReadonlySet<string>): PlantedDanger => {
  for (let attempt = 0; ; attempt++) {
    const about = (what: string): string => `${what}\n${attempt}\n${hash}`;
    const canary = picked(CANARIES, secret, about('canary'));
    const folder = picked(canary?.folders ?? [], secret, about('folder'));
    const name = picked(NAMES, secret, about('name'));
    if (canary === undefined) throw new InvariantError('there is no danger to plant');
    // A change that has files of all these names gets one that it could not know.
    const suffix = attempt < TRIES ? '' : `-${digestOf(secret, about('suffix')).toString('hex', 0, 4)}`;
    const path = `${folder}/${name}${suffix}${canary.ending}`;
    const { start, heading, lines } = canary;
    if (!paths.has(path)) {
      return { path, text: canaryText(path, { oldStart: start, newStart: start, heading, lines }) };
    }
  }
};

/**
 * Whether a verdict would let the change pass with nobody looking: only then is the reviewer put to the probe. One that
 * lost a flag does not, for that recommends a review.
 */
export const wouldPass = ({ verdict: { contentRisk, reviewRecommended, flags }, droppedFlags }: HeldVerdict): boolean =>
  contentRisk <= 0.2 && !reviewRecommended && droppedFlags === 0 && flags.every(({ severity }) => severity === 'low');
