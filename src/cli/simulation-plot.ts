import type { AttackFacts, AttackRow, Simulation } from '../trust/index.ts';

/** Colours that stand out from white and from near-black alike, by measure; dashes where two share one. */
const STROKES: Readonly<Record<string, string>> = {
  structural: 'stroke="#2f7de1" stroke-width="3"',
  'structural-2': 'stroke="#2f7de1" stroke-width="1.5" stroke-dasharray="6 3"',
  'structural-plain': 'stroke="#2f7de1" stroke-width="1.5" stroke-dasharray="2 3"',
  'structural-unseconded': 'stroke="#17a2b8" stroke-width="2"',
  standing: 'stroke="#17a2b8" stroke-width="1.5" stroke-dasharray="6 3"',
  opinion: 'stroke="#9b6bdf" stroke-width="1.5"',
  'max-flow': 'stroke="#2e9e5b" stroke-width="2"',
  hitting: 'stroke="#2e9e5b" stroke-width="1.5" stroke-dasharray="6 3"',
  'eigentrust-max': 'stroke="#e08a1e" stroke-width="2"',
  'eigentrust-max@gate': 'stroke="#e08a1e" stroke-width="1.5" stroke-dasharray="2 3"',
  'eigentrust-rank': 'stroke="#e08a1e" stroke-width="1.5" stroke-dasharray="6 3"',
  'eigentrust-distrust': 'stroke="#b5651d" stroke-width="1.5"',
  'fairness-goodness': 'stroke="#d6456b" stroke-width="1.5"',
  pagerank: 'stroke="#888888" stroke-width="1.5"',
  'in-degree': 'stroke="#888888" stroke-width="1.5" stroke-dasharray="6 3"',
};

const STYLE =
  'text{font:12px system-ui,sans-serif;fill:#222}.title{font-size:14px;font-weight:600}.axis{stroke:#777;fill:none}' +
  '.line{fill:none;stroke-linejoin:round}.page{fill:#fff}' +
  '@media(prefers-color-scheme:dark){text{fill:#ddd}.page{fill:#16181c}}';

const PANEL = { width: 400, height: 280, left: 52, right: 16, top: 34, bottom: 50 };
const PER_ROW = 3;
const LEGEND_ROW = 18;

/**
 * The attacks of a simulation as one static SVG, a panel each, a line per measure: accounts of the attacker in the fast
 * lane per attack edge, or, for attacks that aim at harm, honest people who lose a lane, against the settings tried.
 */
export const simulationPlot = (simulation: Simulation, attacks: readonly AttackFacts[]): string => {
  const shown = attacks.filter(({ name }) => simulation.rows.some(({ attack }) => attack === name));
  const contestants = simulation.admitted.map(({ contestant }) => contestant);
  const columns = Math.min(PER_ROW, shown.length);
  const panels = shown.map((attack, index) => {
    const [x, y] = [(index % columns) * PANEL.width, Math.floor(index / columns) * PANEL.height];
    const rows = simulation.rows.filter((row) => row.attack === attack.name);
    return `<g transform="translate(${x} ${y + 30})">${panel(attack, rows, contestants)}</g>`;
  });
  const width = Math.max(2, columns) * PANEL.width;
  const legendTop = Math.ceil(shown.length / columns) * PANEL.height + 50;
  const height = legendTop + Math.ceil(contestants.length / 3) * LEGEND_ROW + 10;
  const { runs, people, seed } = simulation;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>Attacks on ${runs} worlds of ${people} honest people, from seed ${seed}</title><style>${STYLE}</style>`,
    `<rect class="page" width="${width}" height="${height}"/>`,
    `<text class="title" x="12" y="20">Attacks on ${runs} worlds of ${people} honest people, from seed ${seed}: means</text>`,
    ...panels,
    legend(contestants, legendTop, width / 3),
    '</svg>\n',
  ].join('\n');
};

const panel = (attack: AttackFacts, rows: readonly AttackRow[], contestants: readonly string[]): string => {
  const value = (row: AttackRow): number => (attack.aim === 'enter' ? row.sybilsHighPerEdge : row.harmed).mean;
  const keys = keysOf(rows);
  const labels = [...new Set(rows.map(({ setting }) => labelOf(setting, keys)))];
  const most = roundUp(Math.max(...rows.map(value)));
  const { width, height, left, right, top, bottom } = PANEL;
  const x = (at: number): number => left + ((at + 0.5) * (width - left - right)) / labels.length;
  const y = (amount: number): number => height - bottom - (amount * (height - top - bottom)) / most;
  const what = attack.aim === 'enter' ? 'sybils in the fast lane per attack edge' : 'honest people who lose a lane';
  const lines = contestants.map((contestant) => {
    const heights = rows.filter((row) => row.contestant === contestant).map((row) => y(value(row)));
    // One setting alone would be a point, which nobody sees.
    const points = heights.flatMap((height, at) =>
      (heights.length > 1 ? [x(at)] : [x(at) - 40, x(at) + 40]).map((across) => point(across, height)),
    );
    return `<polyline class="line" ${STROKES[contestant] ?? 'stroke="#888888"'} points="${points.join(' ')}"/>`;
  });
  const ticks = [0, most / 2, most].map(
    (amount) => `<text x="${left - 6}" y="${y(amount) + 4}" text-anchor="end">${amount}</text>`,
  );
  return [
    `<text class="title" x="${left}" y="16">${attack.name}</text><text x="${left}" y="30">${what}</text>`,
    `<path class="axis" d="M${left} ${top}V${height - bottom}H${width - right}"/>`,
    ...ticks,
    ...labels.map((label, at) => `<text x="${x(at)}" y="${height - bottom + 18}" text-anchor="middle">${label}</text>`),
    `<text x="${(left + width - right) / 2}" y="${height - bottom + 36}" text-anchor="middle">${keys.join(' / ')}</text>`,
    // The first stands on top of those it meets.
    ...lines.reverse(),
  ].join('');
};

const point = (x: number, y: number): string => `${x.toFixed(1)},${y.toFixed(1)}`;

const keysOf = (rows: readonly AttackRow[]): string[] => [
  ...new Set(rows.flatMap(({ setting }) => Object.keys(setting))),
];

const labelOf = (setting: AttackRow['setting'], keys: readonly string[]): string =>
  keys.map((key) => setting[key] ?? '–').join('/');

/** The next of 1, 2, 4, 6, 10, 20, 40, … that is no less. */
const roundUp = (value: number): number => {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return [1, 2, 4, 6, 10].map((step) => step * power).find((step) => step >= value) ?? power;
};

const legend = (contestants: readonly string[], top: number, columnWidth: number): string =>
  contestants
    .map((contestant, index) => {
      const [x, y] = [20 + (index % 3) * columnWidth, top + Math.floor(index / 3) * LEGEND_ROW];
      const stroke = STROKES[contestant] ?? 'stroke="#888888"';
      return `<path class="line" ${stroke} d="M${x} ${y - 4}h34"/><text x="${x + 42}" y="${y}">${contestant}</text>`;
    })
    .join('');
