import type { Flag, ReviewOutcome, Severity } from '../domain/index.ts';
import { type HeldVerdict, liftedRisk, type PartReport } from './verdict.ts';

const MOST_FLAGS = 200;
const GRAVITY: Readonly<Record<Severity, number>> = { low: 0, medium: 1, high: 2 };
/** From here on a part's risk is more than a remark, flag or none. */
const DOUBTFUL = 0.4;

const isOf = (said: Flag, flag: Flag): boolean =>
  said.file === flag.file && said.line === flag.line && (said.side ?? 'new') === (flag.side ?? 'new');

/** The flags with those of `others` that no flag on the same line matches in gravity; trifles are not added. */
const joinedFlags = (flags: readonly Flag[], others: readonly Flag[]): readonly Flag[] => {
  const missing = others.filter(
    (other) =>
      other.severity !== 'low' &&
      !flags.some((flag) => isOf(flag, other) && GRAVITY[flag.severity] >= GRAVITY[other.severity]),
  );
  const joined = [...flags, ...missing];
  return joined.length <= MOST_FLAGS
    ? joined
    : joined.toSorted((a, b) => GRAVITY[b.severity] - GRAVITY[a.severity]).slice(0, MOST_FLAGS);
};

/**
 * A verdict joined with flags from elsewhere: every one of medium or high severity stays, whatever the verdict says of
 * it, and the risk is at least theirs. Of more than 200 flags the gravest.
 */
export const withFlags = ({ verdict, droppedFlags }: HeldVerdict, others: readonly Flag[]): HeldVerdict => {
  const flags = joinedFlags(verdict.flags, others);
  return { verdict: { ...verdict, flags, contentRisk: liftedRisk(verdict.contentRisk, flags) }, droppedFlags };
};

/**
 * The verdict on a long diff joined with what the parts' readers said (null where there was none). A person is recommended
 * wherever a part was not read, or its reader saw a risk of .4 or more: whoever decided on the whole may have been
 * talked out of it.
 */
export const withReports = (held: HeldVerdict, reports: readonly (PartReport | null)[]): HeldVerdict => {
  const joined = withFlags(
    held,
    reports.flatMap((report) => report?.flags ?? []),
  );
  const isDoubtful = reports.some((report) => report === null || report.risk >= DOUBTFUL);
  return {
    verdict: { ...joined.verdict, reviewRecommended: joined.verdict.reviewRecommended || isDoubtful },
    droppedFlags: reports.reduce((sum, report) => sum + (report?.droppedFlags ?? 0), joined.droppedFlags),
  };
};

/**
 * What comes of a long diff whose parts were read, but on the whole of which there is no verdict. Something grave that a
 * reader of a part saw is not lost over it, or whoever makes a model fail could hide it: the reports are then the
 * verdict, and a person is recommended. Otherwise the trouble is the outcome.
 */
export const reportsAlone = (trouble: ReviewOutcome, reports: readonly (PartReport | null)[]): ReviewOutcome => {
  const summary = 'Every part was read by itself; the reviewer came to no verdict on the whole.';
  const verdict = { contentRisk: worstOf(reports), reviewRecommended: true, flags: [], summary };
  const held = withReports({ verdict, droppedFlags: 0 }, reports);
  const isGrave = held.verdict.flags.length > 0 || held.verdict.contentRisk >= DOUBTFUL;
  return isGrave ? { kind: 'verdict', ...held } : trouble;
};

const worstOf = (reports: readonly (PartReport | null)[]): number =>
  reports.reduce((worst, report) => Math.max(worst, report?.risk ?? 0), 0);
