import { expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../gate/index.ts';
import { buildReadModel, type ReadModel } from '../pipeline/index.ts';
import { explainLines } from './explain-words.ts';

const NASTY = `\u001b[2J\u202egnp.${'long '.repeat(60)}\n`;

/** m → alice → carol, many more for carol, and denounces; everybody has a handle that could steer a terminal. */
const model = (): ReadModel => {
  const did = (name: string) => `did:plc:${name}` as never;
  const rating = (from: string, to: string, polarity: 'vouch' | 'denounce' = 'vouch') => ({
    fromDid: did(from),
    toDid: did(to),
    polarity,
    sinceUs: 0,
    evidences: 1,
  });
  const many = Array.from({ length: 30 }, (_, at) => `v${at}`);
  const world = {
    asOfUs: 0,
    vouches: [
      rating('m', 'alice'),
      rating('alice', 'carol'),
      ...many.flatMap((each) => [rating('alice', each), rating(each, 'carol'), rating(`x${each}`, 'carol')]),
      ...many.map((each) => rating(`y${each}`, 'carol', 'denounce')),
    ],
    merges: [],
    seeds: [did('m')],
    maintainers: [],
    repos: [],
    attestations: [],
    handles: ['m', 'alice', 'carol', ...many].map((name) => ({ did: did(name), handle: `${name}${NASTY}` })),
  };
  const nothing = { pulls: [], decisions: [], log: [], backtest: null, rejections: [], network: [] };
  const snapshot = { ...nothing, world, totals: { events: 0, records: 0 } };
  return buildReadModel(snapshot, { policy: DEFAULT_POLICY, aliases: new Map() });
};

it('keeps to the width, steers no terminal, and counts what it leaves out', () => {
  const person = model().explainPerson('did:plc:carol' as never, null);
  if (person === null) throw new Error('no person');
  for (const width of [80, 120]) {
    const lines = explainLines(person, { model: model(), repo: null, width });
    expect(lines.filter((line) => line.length > width)).toEqual([]);
    expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    const text = lines.join('\n');
    expect(text).toContain('and 11 more with smaller shares');
    expect(text).toContain('30 more weigh nothing');
    expect(text).toContain('and 10 more, none of which weighs more');
  }
});
