/** Where totals are going. */
export type Trend = 'improving' | 'stable' | 'degrading';

/**
 * Where a row of totals, oldest first, is going: of its last ten, the mean of the newest five against that of the rest. More
 * than 50 apart is a trend; five totals or fewer are stable.
 */
export const trendOf = (totals: readonly number[]): Trend => {
  const last = totals.slice(-10);
  const older = last.slice(0, -5);
  if (older.length === 0) return 'stable';
  const moved = mean(last.slice(-5)) - mean(older);
  if (moved > 50) return 'improving';
  return moved < -50 ? 'degrading' : 'stable';
};

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
