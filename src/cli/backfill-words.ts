import type { BackfillReport } from '../ingest/index.ts';
import { safe } from './output.ts';

/** A backfill's report for people. */
export const backfillInWords = (report: BackfillReport): string => {
  const { repositories, records, enumerated, pullStates, notes, problems, waiting } = report;
  const { read, unchanged, gone, failed } = repositories;
  return [
    ...(enumerated > 0 ? [`the relay named ${enumerated} repositories, some more than once`] : []),
    `${read + unchanged + gone} repositories looked at: ${read} read, ${unchanged} unchanged, ${gone} gone`,
    ...byReason(failed, 'failed'),
    `${records.listed} records listed: ${records.fresh} new, ${records.deleted} deleted`,
    ...byReason(records.rejected, 'not used'),
    ...(pullStates > 0 ? [`the appview told the state of ${pullStates} pull requests`] : []),
    ...notes,
    ...problems.map(({ target, problem }) => `  ${target}: ${problem}`),
    ...(waiting > 0 ? [`${waiting} targets are still queued: backfill --watch goes on with them`] : []),
  ]
    .map(safe)
    .join('\n');
};

const byReason = (counts: Readonly<Record<string, number>>, what: string): string[] =>
  Object.entries(counts)
    .sort(([, one], [, other]) => other - one)
    .map(([reason, count]) => `  ${count} ${what}: ${reason}`);
