import type { Decision, Outcome, Policy, RepoPolicy } from '../domain/index.ts';
import { type PolicyBook, type ShadowCase, type ShadowReport, shadowOf, shadowReport } from '../gate/index.ts';
import { byName } from './desk/policy-names.ts';
import type { RepoEntry } from './ports.ts';

/** A decision in force, and where it was made. */
export interface DecidedPull {
  readonly decision: Decision;
  readonly repo: Pick<RepoEntry, 'uri' | 'repoDid' | 'repoDidProven'> | null;
  /** The target as the record names it: by that name it falls under a repository's own word. */
  readonly targetRepo: string;
}

/** A policy on trial beside the one in force, over the decisions there are. */
export interface ShadowView {
  readonly report: ShadowReport;
  /** What it makes of one decision, and by which policy there. */
  of(pull: DecidedPull): { readonly policy: Policy; readonly outcome: Outcome };
}

/**
 * Looks at the decisions in force with the eyes of the policy on trial; null where there is none. A repository's own
 * word makes that one stricter, too. Pure; the report is made when it is first asked for.
 */
export const shadowView = (
  book: PolicyBook,
  pulls: readonly DecidedPull[],
  repoPolicies: readonly RepoPolicy[] = [],
): ShadowView | null => {
  const { shadow } = book;
  if (shadow === null) return null;
  const said = byName(repoPolicies);
  const caseOf = ({ decision, repo, targetRepo }: DecidedPull): ShadowCase => {
    const certain = !decision.inputs.caps.includes('repo-unverified');
    const { uri = null, repoDid, repoDidProven } = repo ?? {};
    const own = book.shadowFor(uri, said.get(targetRepo), { repoDid, repoDidProven, certain });
    return { decision, shadow: own?.policy ?? shadow, reading: shadow };
  };
  let report: ShadowReport | null = null;
  return {
    get report() {
      report ??= shadowReport(shadow, pulls.map(caseOf));
      return report;
    },
    of: (pull) => {
      const each = caseOf(pull);
      return { policy: each.shadow, outcome: shadowOf(each) };
    },
  };
};

/** The report on one line. */
export const shadowInOneLine = ({ policy, compared, faster, slower, same }: ShadowReport): string =>
  `on trial, ${policy.version}: ${faster + slower} of ${compared} would move (${faster} faster, ${slower} slower, ${same} stay)`;
