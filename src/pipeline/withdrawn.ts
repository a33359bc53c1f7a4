import type { Did } from '../domain/index.ts';
import type { Case } from '../gate/index.ts';
import type { TrustView } from './trust-view.ts';

/** More ways out than these help nobody, and each costs a look at all who rate the author. */
const MOST_ALONE = 3;

/** Trust in an author after maintainers of the repository take back what they say against them: each alone, and all. */
export const withdrawnIn = (
  view: TrustView,
  author: Did,
  { by, structural }: { readonly by: readonly Did[]; readonly structural: number },
): Pick<Case, 'withdrawals' | 'withdrawnByAll'> => {
  if (by.length === 0) return {};
  const clears = by.length === 1;
  const alone = by.slice(0, MOST_ALONE).map((each) => ({
    by: each,
    structural: view.withoutDenounces(author, [each]).structural,
    clears,
  }));
  return {
    withdrawals: alone.filter((each) => clears || each.structural > structural),
    withdrawnByAll: view.withoutDenounces(author, by),
  };
};
