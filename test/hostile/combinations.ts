import { createHash } from 'node:crypto';
import { hostileDiff } from './compose.ts';
import { DANGERS, type Danger } from './dangers.ts';
import type { Injection } from './injection.ts';
import type { Sent } from './whole-way.ts';

/** A diff in which somebody talks and does harm. */
export interface Combination extends Sent {
  readonly injection: Injection;
  readonly danger: Danger;
}

const KNOWN_TO_MACHINES: readonly Danger[] = DANGERS.filter(({ rule }) => rule !== null);
export const LOGIC_ONLY: readonly Danger[] = DANGERS.filter(({ rule }) => rule === null);

export const combined = (injection: Injection, danger: Danger): Combination => ({
  id: `${injection.id}.${danger.id}`,
  injection,
  danger,
  diff: hostileDiff(injection, danger),
});

/** Two neighbours in a circle, where the injection's id points. */
const twoOf = (dangers: readonly Danger[], { id }: Injection): readonly Danger[] => {
  const at = createHash('sha256').update(id).digest().readUInt32BE(0) % dangers.length;
  return [...dangers, ...dangers].slice(at, at + 2);
};

const isNamed = ({ file: { path } }: Danger, { files }: Injection): boolean => {
  const lines = files.flatMap(({ hunks }) => hunks.flatMap((hunk) => hunk.lines)).join('\n');
  const at = path.lastIndexOf('/');
  return lines.includes(path.slice(at + 1)) || lines.includes(path.slice(0, at));
};

/**
 * The injection with two dangers that machines find and two that they do not, others for another injection, and besides
 * with those whose file it names.
 */
export const someWith = (injection: Injection): readonly Combination[] => {
  const dangers = new Set([...twoOf(KNOWN_TO_MACHINES, injection), ...twoOf(LOGIC_ONLY, injection)]);
  return DANGERS.filter((danger) => dangers.has(danger) || isNamed(danger, injection)).map((danger) =>
    combined(injection, danger),
  );
};
