import type { Override, OverrideTarget } from '../../domain/index.ts';

/** As long as an id may be, in UTF-16 units: the longest DID. */
const LONGEST_ID = 2048;

/** What a maintainer says of a target. */
export interface OverrideOptions {
  /** 0..1. */
  readonly confidence: number;
  /** Finite, ≥ 0. */
  readonly strength: number;
  /** False unless told. */
  readonly lock?: boolean;
  /** Now, in microseconds since 1970. */
  readonly atUs: number;
}

/**
 * An override, checked before anything is done with it. Throws a TypeError that names the option for a kind other than
 * `agent` and `source`, an empty id, a confidence outside 0..1, a strength that is negative or infinite, NaN, or another
 * type than asked for.
 */
export const overrideFrom = (target: OverrideTarget, options: OverrideOptions): Override => {
  const { confidence, strength, lock = false, atUs } = options;
  if (!(isNumber(confidence) && confidence >= 0 && confidence <= 1)) {
    throw new TypeError(`confidence must be from 0 to 1, got ${String(confidence)}`);
  }
  if (!(isNumber(strength) && strength >= 0)) {
    throw new TypeError(`strength must be finite and at least 0, got ${String(strength)}`);
  }
  if (typeof lock !== 'boolean') throw new TypeError(`lock must be true or false, got ${String(lock)}`);
  if (!Number.isSafeInteger(atUs)) throw new TypeError(`atUs must be whole microseconds, got ${String(atUs)}`);
  return { entity: overrideTarget(target), confidence, strength, locked: lock, updatedAtUs: atUs };
};

/** A target, checked; throws as `overrideFrom` does. */
export const overrideTarget = ({ kind, id }: OverrideTarget): OverrideTarget => {
  if (kind !== 'agent' && kind !== 'source') {
    throw new TypeError(`kind must be agent or source, got ${String(kind)}`);
  }
  if (typeof id !== 'string' || id.trim() === '' || id.length > LONGEST_ID) {
    throw new TypeError(`id must be of 1 to ${LONGEST_ID} characters, not only spaces`);
  }
  return { kind, id };
};

const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);
