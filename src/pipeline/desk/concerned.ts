import type { Did } from '../../domain/index.ts';
import type { ReputationNow } from '../reputation/reputation-now.ts';

/** Whose pull requests reputation may decide otherwise than before: these people's, or everybody's. */
export const concernedBy = (
  before: ReputationNow | null,
  now: ReputationNow | null,
): { readonly everybody: boolean; readonly people: readonly Did[] } => {
  const [old, fresh] = [before?.people ?? NOBODY, now?.people ?? NOBODY];
  return {
    everybody: (before?.common ?? NOTHING) !== (now?.common ?? NOTHING),
    people: [...new Set([...old.keys(), ...fresh.keys()])].filter((did) => old.get(did) !== fresh.get(did)),
  };
};

const NOBODY: ReadonlyMap<Did, string> = new Map();
/** As `common` is where there is nothing: no override, no verdict. */
const NOTHING = JSON.stringify([[], []]);
