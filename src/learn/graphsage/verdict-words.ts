import { MOST_SPREAD, type SageVerdict } from './ruling.ts';

/** What a verdict comes to, and by which figures: two sentences. */
export const verdictInWords = ({ wins, stable, margin, interval, seeds, figures }: SageVerdict): string => {
  const { trees, sage, spread, rows, clean } = figures;
  const ruling = wins
    ? `GraphSAGE is better than the trees${stable ? ' from every seed.' : ' on average, but not stable.'}`
    : 'GraphSAGE is not better than the trees.';
  const ends = interval === null ? 'no interval' : `95 % interval ${signed(interval.low)} to ${signed(interval.high)}`;
  return (
    `${ruling} On ${rows} held-out changes, ${clean} of them clean: AUC ${shown(sage.auc)} (mean of ${seeds.length} seeds, ` +
    `${shown(spread)} apart at most; ${MOST_SPREAD} are allowed) against ${shown(trees.auc)}, a difference of ` +
    `${signed(margin)} (${ends}); log loss ${shown(sage.logLoss)} against ${shown(trees.logLoss)}; ` +
    `${seeds.filter((seed) => seed.wins).length} of ${seeds.length} seeds win by themselves.`
  );
};

const shown = (value: number | null): string => (value === null ? 'unknown' : value.toFixed(3));

const signed = (value: number | null): string =>
  value === null ? 'unknown' : `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
