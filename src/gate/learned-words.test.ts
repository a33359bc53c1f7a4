import { describe, expect, it } from 'vitest';
import type { GateInputs, LearnedEvidence, Policy } from '../domain/index.ts';
import { caseOf } from './case.testing.ts';
import { decide } from './decide.ts';
import { explain } from './explain.ts';
import { DEFAULT_POLICY } from './policy.ts';
import { learned } from './table.testing.ts';

const said = (probability: number): LearnedEvidence => ({
  ...{ model: 'ab12cd34ef56ab78', probability, margin: 1.2, bias: 0.3, rest: 0.01, featuresHash: 'f' },
  contributions: [
    { name: 'merged_pr_count', words: 'merged pull requests', unit: 'count', value: 12, contribution: 1.4 },
    { name: 'days_since_revert', words: 'since the last revert', unit: 'days', value: 3.25, contribution: -0.504 },
    { name: 'stars', words: 'stars', unit: 'count', value: null, contribution: 0.004 },
    { name: 'burst', words: 'never named', unit: 'count', value: 1, contribution: 0.001 },
  ],
});

const words = (change: Partial<GateInputs>, policy: Partial<Policy>, probability: number | null = 0.83) => {
  const given = caseOf(change, probability === null ? {} : { learned: said(probability) }, {
    policy: { ...DEFAULT_POLICY, ...policy },
  });
  return { ...explain(given), lane: given.outcome.lane };
};
const sentence = (...given: Parameters<typeof words>) => words(...given).full[1];

describe('the words with a learned model', () => {
  it('say what P(clean) is, by which model, and what moved it most', () => {
    expect(sentence({ calibrated: 0.83 }, learned(0.91))).toBe(
      'P(clean) 0.83: as often as that, says the learned model ab12cd34ef56, a change like this one turns out clean. ' +
        'What moved it most, in log-odds: merged pull requests: 12 (+1.40); since the last revert: 3.25 days (−0.50); stars: not known (+0.00).',
    );
  });

  it('say of GraphSAGE that there is nothing to tell apart', () => {
    const graph: LearnedEvidence = { ...said(0.83), by: 'graphsage', contributions: [] };
    const given = caseOf({ calibrated: 0.83 }, { learned: graph }, { policy: { ...DEFAULT_POLICY, ...learned(0.91) } });
    expect(explain(given).full[1]).toBe(
      'P(clean) 0.83: as often as that, says the learned model ab12cd34ef56, a change like this one turns out clean. ' +
        'GraphSAGE says P(clean) of the author and whom they are tied to together; it has no exact parts.',
    );
  });

  it('say that it counts as 0 without trust, and what the model alone would say', () => {
    expect(sentence({ calibrated: 0, structural: 0 }, learned(0.91))).toContain(
      'P(clean) counts as 0 while no trust reaches the author; the learned model ab12cd34ef56 alone would say 0.83.',
    );
  });

  it('say nothing of a model where none is served, and that it gave nothing where it did not', () => {
    expect(words({}, {}, null).full.join(' ')).not.toMatch(/P\(clean\)|model/);
    expect(sentence({ calibrated: null }, learned(0.91), null)).toBe(
      'P(clean): the learned model gave none for this change.',
    );
  });

  it.each<[string, Partial<GateInputs>, number | null, string]>([
    ['some trust', { calibrated: 0.83 }, 0.91, 'Normal queue: P(clean) 0.83 is below 0.91.'],
    ['little trust', { calibrated: 0.1 }, 0.91, 'Needs human: P(clean) 0.10 is below 0.30.'],
    [
      'fast lane closed',
      { calibrated: 1 },
      null,
      'Normal queue: the fast lane is closed, for no P(clean) is proven safe enough yet (about 120 more merges of known outcome would open it).',
    ],
    ['not worked out', { calibrated: null }, 0.91, 'Normal queue: P(clean) is not known: the learned model gave none.'],
    ['trusted, nothing found', { calibrated: 0.94 }, 0.91, 'Fast lane: P(clean) 0.94 is at least 0.91, and 2 more.'],
  ])('have the badge %s', (badge, change, fastFrom, first) => {
    expect(words(change, learned(fastFrom))).toMatchObject({ badge, sentence: first });
  });
});

describe('what would change it, with a learned model', () => {
  it('is a better record, where P(clean) alone is short of it', () => {
    const { steps } = words({ calibrated: 0.83 }, learned(0.91));
    expect(steps).toEqual([
      {
        who: 'author',
        does: 'more changes that are merged and stand, until P(clean) reaches 0.91 (now 0.83)',
        lane: 'fast_lane',
      },
    ]);
  });

  it('is no vouch, where vouches are not what is missing', () => {
    const { steps } = words({ calibrated: 0.83, structural: 0.5 }, learned(0.91));
    expect(steps?.map(({ who }) => who)).toEqual(['author']);
  });

  it('is a vouch alone where P(clean) is enough without it, and a record with it where it is not', () => {
    const unvouched = { calibrated: 0, structural: 0 };
    const { steps } = words(unvouched, learned(0.8));
    expect(steps?.map(({ who, lane, needs }) => [who, lane, needs])).toEqual([
      ['voucher', 'fast_lane', undefined],
      ['maintainer', 'fast_lane', undefined],
    ]);
    expect(steps?.[1]?.does).toContain('trust to 0.85, and P(clean) from 0 to about 0.83 (unless');
    const short = words(unvouched, learned(0.91)).steps;
    expect(short?.filter(({ lane }) => lane === 'fast_lane').map(({ who, needs }) => [who, needs])).toEqual([
      ['author', 'all'],
      ['voucher', 'all'],
    ]);
  });

  it('is nothing that anybody can do, while the lane is closed', () => {
    const { steps, full } = words({ calibrated: 1 }, learned(null));
    expect(steps).toEqual([]);
    expect(full.at(-1)).toContain('nothing that anybody can do');
  });

  it('is never more than the gate itself gives then', () => {
    for (const fastFrom of [null, 0.2, 0.5, 0.9])
      for (const structural of [0, 0.2, 0.5, 1])
        for (const probability of [0.1, 0.4, 0.95]) {
          const policy = { ...DEFAULT_POLICY, ...learned(fastFrom) };
          const calibrated = structural === 0 ? 0 : probability;
          for (const { lane, needs } of words({ structural, calibrated }, policy, probability).steps ?? []) {
            if (needs === undefined)
              expect(lane).not.toBe(decide({ ...caseOf({}).inputs, structural, calibrated }, policy).lane);
            if (fastFrom === null) expect(lane).not.toBe('fast_lane');
          }
        }
  });
});
