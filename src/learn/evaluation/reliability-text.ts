import type { ReliabilityPoint } from './reliability.ts';

/** Characters between the axes; an odd number of each, so that .5 has a place of its own. */
const [WIDTH, HEIGHT] = [51, 21];

/**
 * A reliability curve for a terminal, at most 60 columns wide, in ASCII alone: `o` where mean probability given
 * (right) meets share clean (up), `|` its exact interval, `.` the diagonal on which a calibrated model lies, `@` a point
 * on it; below, how many examples each point stands for. Ends with a line break.
 */
export const reliabilityText = (curve: readonly ReliabilityPoint[]): string => {
  if (curve.length === 0) return 'no examples to draw a reliability curve of\n';
  const cells = Array.from({ length: HEIGHT }, () => Array<string>(WIDTH).fill(' '));
  const put = (x: number, y: number, mark: string): void => {
    const row = cells[HEIGHT - 1 - y];
    if (row) row[x] = mark;
  };
  for (let x = 0; x < WIDTH; x += 1) put(x, placeOf(x / (WIDTH - 1), HEIGHT), '.');
  for (const { predicted, low, high } of curve) {
    for (let y = placeOf(low, HEIGHT); y <= placeOf(high, HEIGHT); y += 1) put(placeOf(predicted, WIDTH), y, '|');
  }
  for (const { predicted, observed } of curve) {
    const [x, y] = [placeOf(predicted, WIDTH), placeOf(observed, HEIGHT)];
    put(x, y, y === placeOf(x / (WIDTH - 1), HEIGHT) ? '@' : 'o');
  }
  const rows = cells.map((row, at) => `${label(at)} |${row.join('').trimEnd()}`);
  const axis = `     +${'-'.repeat(WIDTH)}`;
  const numbers = `      0${' '.repeat(22)}0.5${' '.repeat(24)}1`;
  const counts = curve.map(({ count }) => count);
  return `${['clean', ...rows, axis, numbers, '      probability given', ...summary(counts)].join('\n')}\n`;
};

const placeOf = (share: number, places: number): number => Math.round(share * (places - 1));

/** Each quarter of the way up. */
const label = (row: number): string => {
  const share = (HEIGHT - 1 - row) / (HEIGHT - 1);
  return share % 0.25 === 0 ? share.toFixed(2) : '    ';
};

const summary = (counts: readonly number[]): string[] => {
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const each = least === most ? `${least}` : `${least} to ${most}`;
  return [`o ${each} examples each, | 95 %; . and @ on the diagonal`];
};
