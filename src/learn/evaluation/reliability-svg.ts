import type { ReliabilityPoint } from './reliability.ts';

/** The square from 0 to 1, and what is left around it for words. */
const SIDE = 300;
const [LEFT, TOP] = [52, 16];
const [WIDTH, HEIGHT] = [LEFT + SIDE + 18, TOP + SIDE + 64];
const TICKS = [0, 0.25, 0.5, 0.75, 1];

/**
 * A reliability curve as a drawing that stands by itself: no script, nothing from outside, everything in `currentColor`,
 * which as a file of its own or an image is black or white as the reader's scheme asks; where a page forbids the one line of
 * style that says so, it is the colour of the text around. `title` and `desc` say in words what it shows. A point lies at mean probability given and share
 * clean, its area by how many examples it stands for; the bar through it is the exact 95 % interval.
 */
export const reliabilitySvg = (curve: readonly ReliabilityPoint[]): string => {
  const most = Math.max(1, ...curve.map(({ count }) => count));
  const [bottom, right] = [TOP + SIDE, LEFT + SIDE];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" class="reliability" aria-labelledby="reliability-title reliability-desc" font-family="sans-serif" font-size="12">`,
    '<title id="reliability-title">Reliability curve</title>',
    `<desc id="reliability-desc">${descriptionOf(curve)}</desc>`,
    '<style>.reliability { color-scheme: light dark; color: CanvasText; }</style>',
    '<g fill="none" stroke="currentColor">',
    `<rect x="${LEFT}" y="${TOP}" width="${SIDE}" height="${SIDE}" stroke-opacity="0.5"/>`,
    `<line x1="${LEFT}" y1="${bottom}" x2="${right}" y2="${TOP}" stroke-dasharray="4 4" stroke-opacity="0.7"/>`,
    ...curve.map(intervalBar),
    '</g>',
    '<g fill="currentColor">',
    ...curve.map((point) => dot(point, most)),
    ...TICKS.map((tick) => `<text x="${xOf(tick)}" y="${bottom + 18}" text-anchor="middle">${tick}</text>`),
    ...TICKS.map((tick) => `<text x="${LEFT - 8}" y="${yOf(tick) + 4}" text-anchor="end">${tick}</text>`),
    `<text x="${LEFT + SIDE / 2}" y="${bottom + 38}" text-anchor="middle">probability given</text>`,
    `<text x="14" y="${TOP + SIDE / 2}" text-anchor="middle" transform="rotate(-90 14 ${TOP + SIDE / 2})">share clean</text>`,
    `<text x="${LEFT + SIDE / 2}" y="${bottom + 56}" text-anchor="middle" font-size="11">dashed: calibrated; bars: exact 95 % intervals</text>`,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
};

const round = (value: number): number => Math.round(value * 100) / 100;
const xOf = (share: number): number => round(LEFT + share * SIDE);
const yOf = (share: number): number => round(TOP + (1 - share) * SIDE);

const intervalBar = ({ predicted, low, high }: ReliabilityPoint): string =>
  `<line x1="${xOf(predicted)}" y1="${yOf(low)}" x2="${xOf(predicted)}" y2="${yOf(high)}"/>`;

const dot = ({ predicted, observed, count }: ReliabilityPoint, most: number): string =>
  `<circle cx="${xOf(predicted)}" cy="${yOf(observed)}" r="${round(2 + 3 * Math.sqrt(count / most))}"/>`;

const descriptionOf = (curve: readonly ReliabilityPoint[]): string => {
  if (curve.length === 0) return 'No examples.';
  const total = curve.reduce((sum, { count }) => sum + count, 0);
  const points = curve.map(
    ({ count, predicted, observed, low, high }) =>
      `${predicted.toFixed(3)} given, ${observed.toFixed(3)} clean (${low.toFixed(3)} to ${high.toFixed(3)}) of ${count}`,
  );
  return `${total} examples by probability given, each bin with the share that was clean and its exact 95 % interval: ${points.join('; ')}.`;
};
