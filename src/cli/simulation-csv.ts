import type { Simulation } from '../trust/index.ts';

/** Everything a simulation found as CSV, one figure a line: attack, setting, measure, figure, mean, max. */
export function* simulationCsv({ admitted, rows, stability }: Simulation): Generator<string> {
  yield 'attack,setting,measure,figure,mean,max\n';
  const line = (...cells: readonly (string | number)[]): string => `${cells.join(',')}\n`;
  for (const { contestant, high, low } of admitted) {
    yield line('none', '', contestant, 'admitted_fast', high, '');
    yield line('none', '', contestant, 'admitted_queue', low, '');
  }
  for (const { attack, setting, contestant, attackEdges, sybils, ...figures } of rows) {
    const where = [attack, settingText(setting), contestant];
    yield line(...where, 'attack_edges', attackEdges, '');
    yield line(...where, 'sybils', sybils, '');
    for (const [name, { mean, max }] of Object.entries(figures)) yield line(...where, snake(name), mean, max);
  }
  for (const { contestant, voucher, drop, lost } of stability) {
    const where = ['one-more-vouch', voucher, contestant];
    yield line(...where, 'drop', drop.mean, drop.max);
    yield line(...where, 'lost_a_lane', lost.mean, lost.max);
  }
}

const settingText = (setting: Readonly<Record<string, number>>): string =>
  Object.entries(setting)
    .map(([key, value]) => `${key}=${value}`)
    .join(' ');

const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
