import type { Flag, ReviewOutcome, Severity } from '../domain/index.ts';
import { cut } from './one-line.ts';
import { type HeldVerdict, liftedRisk, type PartReport } from './verdict.ts';

const MOST_FLAGS = 200;
const GRAVITY: Readonly<Record<Severity, number>> = { low: 0, medium: 1, high: 2 };
/** From here on a part's risk is more than a remark, flag or none. */
const DOUBTFUL = 0.4;

const placeOf = ({ file, line, side = 'new' }: Flag): string => `${side}\0${line}\0${file}`;

/**
 * The flags with those of `others` that no flag before them on the same line matches in gravity; trifles are not added.
 * Two readers of one line, shown to both, so make one flag.
 */
const joinedFlags = (flags: readonly Flag[], others: readonly Flag[]): readonly Flag[] => {
  const gravest = new Map<string, number>();
  const isNews = (flag: Flag): boolean => {
    const [place, gravity] = [placeOf(flag), GRAVITY[flag.severity]];
    if ((gravest.get(place) ?? -1) >= gravity) return false;
    gravest.set(place, gravity);
    return true;
  };
  for (const flag of flags) isNews(flag);
  const joined = [...flags, ...others.filter((other) => other.severity !== 'low' && isNews(other))];
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

const CUT = 'A change of lines in the diff is longer than a part of it: nobody saw all of it at once.';
const MOST_SUMMARY = 1200;

/** A verdict on a diff of which a change of lines was cut in two: a person is recommended, and told why. */
export const withCutRuns = ({ verdict, droppedFlags }: HeldVerdict): HeldVerdict => ({
  verdict: {
    ...verdict,
    reviewRecommended: true,
    summary: `${cut(verdict.summary, MOST_SUMMARY - CUT.length - 1)} ${CUT}`.trim(),
  },
  droppedFlags,
});

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
