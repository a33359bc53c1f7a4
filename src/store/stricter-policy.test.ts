import { describe, expect, it } from 'vitest';
import type { AtUri } from '../domain/index.ts';
import { type Said, stricterOf } from './stricter-policy.ts';

const repo = 'at://mira/sh.tangled.repo/anvil' as AtUri;
const record = (asks: Partial<Said>): Said => ({ source: 'record', by: 'at://r', cid: 'c1', names: [repo], ...asks });
const file = (asks: Partial<Said>): Said => ({
  source: 'default-branch',
  by: 'sha:f',
  cid: 'b1',
  names: [repo, 'did:x'],
  ...asks,
});

describe('what a record and a file ask together', () => {
  it('is the stricter in each field, and tells who asked for it', () => {
    const one = record({
      tLow: 0.4,
      tHigh: 0.8,
      rLow: 0.1,
      signals: { size: 'advisory', slop: 'blocking' },
      attestationKinds: ['a', 'b'],
    });
    const other = file({
      tHigh: 0.9,
      rLow: 0.2,
      rHigh: 0.5,
      signals: { size: 'blocking' },
      attestationKinds: ['b', 'c'],
    });
    expect(stricterOf(repo, [one, other])).toEqual({
      repo,
      source: 'record',
      by: 'at://r',
      cid: 'c1',
      tLow: 0.4,
      tHigh: 0.9,
      rLow: 0.1,
      rHigh: 0.5,
      signals: { size: 'blocking', slop: 'blocking' },
      attestationKinds: ['b'],
      names: [repo, 'did:x'],
      sources: [
        { source: 'record', by: 'at://r', cid: 'c1', asks: ['tLow', 'rLow', 'signals.slop', 'attestationKinds'] },
        {
          source: 'default-branch',
          by: 'sha:f',
          cid: 'b1',
          asks: ['tHigh', 'rHigh', 'signals.size', 'attestationKinds'],
        },
      ],
    });
  });

  it('is what one asks where the other asks nothing, and both where they agree', () => {
    const agreed = stricterOf(repo, [record({ tHigh: 0.8 }), file({ tHigh: 0.8, rHigh: 0 })]);
    expect(agreed).toMatchObject({ tHigh: 0.8, rHigh: 0 });
    expect(agreed.sources?.map(({ asks }) => asks)).toEqual([['tHigh'], ['tHigh', 'rHigh']]);
    expect(agreed).not.toHaveProperty('tLow');
    expect(agreed).not.toHaveProperty('signals');
    expect(agreed).not.toHaveProperty('problems');
  });

  it('does not hang on who is asked first, but for whose word leads', () => {
    const one = record({
      tLow: 0.1,
      rHigh: 0.9,
      signals: { size: 'blocking', slop: 'advisory' },
      attestationKinds: [],
    });
    const other = file({
      tLow: 0.2,
      rHigh: 0.3,
      signals: { slop: 'advisory', size: 'advisory' },
      attestationKinds: ['a'],
    });
    const asks = ({ tLow, rHigh, signals, attestationKinds }: ReturnType<typeof stricterOf>) =>
      JSON.stringify({ tLow, rHigh, signals, attestationKinds });
    expect(asks(stricterOf(repo, [one, other]))).toBe(asks(stricterOf(repo, [other, one])));
  });

  it('tells what cannot be heeded, and by whom it was said', () => {
    const { problems } = stricterOf(repo, [record({ problems: ['odd'] }), file({ problems: ['odder'] })]);
    expect(problems).toEqual(['record: odd', 'file: odder']);
  });
});
