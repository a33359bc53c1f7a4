import type { AtUri, Did } from '../../domain/index.ts';
import type { ReputationNow } from '../reputation/reputation-now.ts';

/** Whose pull requests reputation may decide otherwise than before. */
export interface Concerned {
  readonly everybody: boolean;
  readonly repos: ReadonlySet<AtUri>;
  readonly people: readonly Did[];
}

/** Whom it concerns that sources count otherwise, or that somebody's circuits or eligibility are others. */
export const concernedBy = (before: ReputationNow | null, now: ReputationNow | null): Concerned => ({
  everybody: (before?.common ?? NOTHING) !== (now?.common ?? NOTHING),
  repos: new Set(otherIn(before?.repos ?? new Map(), now?.repos ?? new Map())),
  people: otherIn(before?.people ?? new Map(), now?.people ?? new Map()),
});

const otherIn = <Key>(old: ReadonlyMap<Key, string>, fresh: ReadonlyMap<Key, string>): readonly Key[] =>
  [...new Set([...old.keys(), ...fresh.keys()])].filter((key) => old.get(key) !== fresh.get(key));

/** As `common` is where there is nothing: no override, no verdict. */
const NOTHING = JSON.stringify([[], []]);
