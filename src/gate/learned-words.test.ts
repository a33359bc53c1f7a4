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
      'P(clean) 0.83: as often as that, says the learned model ab12cd34ef56, a change by an author with such a record turns out clean; it knows nothing of this change. ' +
        'What moved it most, in log-odds: merged pull requests: 12 (+1.40); since the last revert: 3.25 days (−0.50); stars: not known (+0.00).',
    );
  });

  it('say of GraphSAGE that there is nothing to tell apart', () => {
    const graph: LearnedEvidence = { ...said(0.83), by: 'graphsage', contributions: [] };
    const given = caseOf({ calibrated: 0.83 }, { learned: graph }, { policy: { ...DEFAULT_POLICY, ...learned(0.91) } });
    expect(explain(given).full[1]).toBe(
      'P(clean) 0.83: as often as that, says the learned model ab12cd34ef56, a change by an author with such a record turns out clean; it knows nothing of this change. ' +
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
      'Normal queue: the fast lane is closed, for no P(clean) is proven safe enough yet (about 120 more labelled outcomes in the held-out part, a fifth of all examples, would open it).',
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
        does: 'were P(clean) 0.91 (it is 0.83), to which more changes that are merged and stand may bring it',
        lane: 'fast_lane',
      },
    ]);
  });

  it('tells a P(clean) from the one it would have to be, however near', () => {
    const { changes } = words({ calibrated: 0.8996 }, learned(0.9), 0.8996);
    expect(changes).toEqual([
      'Were P(clean) 0.9000 (it is 0.8996), to which more changes that are merged and stand may bring it ⇒ fast lane.',
    ]);
  });

  it.each<[string, Partial<GateInputs>, number | null, number | undefined, string[]]>([
    ['the fast lane, where the model’s best is just enough', { calibrated: 0.5 }, 0.9, 0.9, ['0.90 fast_lane']],
    ['nothing, where the model’s best is short of it', { calibrated: 0.5 }, 0.9, 0.8999, []],
    ['the queue, where that is all its best is enough for', { calibrated: 0.2 }, 0.9, 0.8, ['0.30 normal_queue']],
    ['nothing, where its best is below T_LOW', { calibrated: 0.2 }, 0.9, 0.29, []],
    ['nothing below T_LOW either while the lane is closed', { calibrated: 0.2 }, null, 0.29, []],
    ['the fast lane, where its best is not known', { calibrated: 0.5 }, 0.9, undefined, ['0.90 fast_lane']],
  ])('is never more than the model gives anybody: %s', (_, change, fastFrom, highest, expected) => {
    const own = change.calibrated ?? 0;
    const { steps } = words(change, learned(fastFrom, highest === undefined ? {} : { highest }), own);
    expect(steps?.map(({ does, lane }) => `${/were P\(clean\) ([\d.]+)/.exec(does)?.[1]} ${lane}`)).toEqual(expected);
  });

  it('says that no record reaches what is asked, where the model gives nobody so much', () => {
    const said = 'It gives nobody more than 0.8999, so that no record reaches the 0.9000 asked for here.';
    expect(sentence({ calibrated: 0.5 }, learned(0.9, { highest: 0.8999 }))).toContain(said);
    expect(sentence({ calibrated: 0.5 }, learned(0.9, { highest: 0.9 }))).not.toContain('nobody more');
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
