import { type PullLabel, SETTLED_AFTER_US } from '../../domain/index.ts';

const BAD: readonly string[] = [
  'reverted-by-message',
  'reverted-by-reference',
  'reverted-by-lines',
  'hot-fixed',
  're-opened',
  'closed-by-maintainer',
];

/**
 * Since when a label could be known: when a maintainer said so, if one did; of a clean one 14 days after its merge; else
 * when the first thing happened that shows it. Never before its features. Microseconds since 1970.
 */
export const labelKnownAtUs = ({
  cleanMerge,
  evidence,
  finishedAtUs,
  roundAtUs,
}: Pick<PullLabel, 'cleanMerge' | 'evidence' | 'finishedAtUs'> & { readonly roundAtUs: number }): number => {
  const corrected = evidence.find(({ kind }) => kind === 'corrected');
  const shown = evidence.filter(({ kind }) => BAD.includes(kind)).map(({ atUs }) => atUs);
  const saidUs =
    corrected?.atUs ?? (cleanMerge ? finishedAtUs + SETTLED_AFTER_US : Math.min(...shown, Number.MAX_SAFE_INTEGER));
  return Math.max(roundAtUs, saidUs === Number.MAX_SAFE_INTEGER ? finishedAtUs : saidUs);
};
