import { expect, it } from 'vitest';
import type { Evidence, GateInputs, Policy } from '../domain/index.ts';
import { caseOf, finding } from './case.testing.ts';
import { explain } from './explain.ts';
import { DEFAULT_POLICY } from './policy.ts';
import { CAPS, content, GUARDS, learned } from './table.testing.ts';
import { weight } from './weights.testing.ts';
import { LANE_WORDS } from './words.ts';

/** What brings each row of the gate about, where no guard or cap does. */
const RULES: readonly (readonly [Partial<GateInputs>, Partial<Evidence>, Partial<Policy>?])[] = [
  [{}, {}],
  [{ tier: 'sensitive' }, { attestation: null }],
  [{ tier: 'sensitive', attested: true }, {}],
  [{ structural: 0 }, { path: [], standing: 0 }],
  [{ structural: 0.2 }, {}],
  [{ structural: 0.5 }, {}],
  [{ structural: Number.NaN }, {}],
  [{}, { findings: [finding()] }],
  [{}, { findings: [finding({ severity: 'medium' }), finding({ source: 'slop', severity: 'low' })] }],
  [{}, { findings: [finding()], fusion: { weights: [weight({ weight: 0.25, by: 'verdicts' })], terms: [] } }],
  [{ content: content(0.9) }, {}],
  [{ content: content(0, true) }, {}],
  [{ content: null }, { coverage: null }],
  [{ calibrated: 0.95 }, {}, learned(0.9)],
  [{ calibrated: 0.5 }, {}, learned(0.9)],
  [{ calibrated: 0.1 }, {}, learned(0.9)],
  [{ calibrated: 0, structural: 0 }, { path: [], standing: 0 }, learned(0.9)],
  [{ calibrated: 0.95 }, {}, learned(null)],
  [{ calibrated: null }, {}, learned(0.9)],
  [{ calibrated: Number.NaN }, {}, learned(0.9)],
];
const GRID = RULES.flatMap(([change, facts, learnedBy = {}]) =>
  [[], ...GUARDS.map((guard) => [guard])].flatMap((guards) =>
    [[], ...CAPS.map((cap) => [cap])].map((caps) => ({
      change,
      facts,
      guards,
      caps,
      policy: { ...DEFAULT_POLICY, ...learnedBy },
    })),
  ),
);

/** Words that only who wrote the gate would use, or that put somebody down. */
const UNFIT =
  /undefined|null|NaN|Infinity|\[object|needs_human|fast_lane|normal_queue|structural|malicious|suspicious|guilty|\bfault|culprit/;

it.each(['badge', 'sentence'] as const)('has a fit %s for every rule, guard and cap', (length) => {
  const unfit = GRID.flatMap(({ change, facts, guards, caps, policy }) => {
    const given = caseOf({ ...change, guards, caps }, facts, { policy });
    const words = explain(given);
    const isFit =
      length === 'badge'
        ? words.badge.split(' ').length <= 3 && /^[a-z][a-z, ]*[a-z]$/.test(words.badge)
        : words.sentence.startsWith(`${capital(LANE_WORDS[given.outcome.lane])}: `) &&
          /^[^.]+(?:\d\.\d+[^.]*|a\.ts:1[^.]*)*\.$/.test(words.sentence) &&
          !/,,| {2}|, and 0 more|: ,/.test(words.sentence);
    return isFit && !UNFIT.test(words[length]) ? [] : [words[length]];
  });
  expect(GRID.length).toBe(1500);
  expect(unfit).toEqual([]);
});

it('ends every sentence of the whole, and says whole sentences of steps', () => {
  for (const { change, facts, guards, caps, policy } of GRID) {
    const { full, changes, steps } = explain(
      caseOf({ ...change, guards, caps }, facts, { policy, policyNotes: ['asks for nothing.'] }),
    );
    for (const line of full) expect(line).toMatch(/^[A-Z].*[^.]\.$/);
    for (const line of changes) expect(line).toMatch(/^[A-Z].* ⇒ (fast lane|normal queue)\.$/);
    for (const { does } of steps ?? []) expect(does).toMatch(/^[a-z].*[^.]$/);
    expect([...full, ...changes].filter((line) => UNFIT.test(line))).toEqual([]);
  }
});

it('says that nothing is known to help, and says it only then', () => {
  for (const { change, facts, guards, caps, policy } of GRID) {
    const given = caseOf({ ...change, guards, caps }, facts, { policy });
    const { full, changes } = explain(given);
    const hopeless = given.outcome.lane !== 'fast_lane' && changes.length === 0;
    expect(full.some((line) => line.startsWith('What would change it: nothing'))).toBe(hopeless);
  }
});

it('tells the policy, what the repository’s own asks for in vain, and the attestation where one is asked for', () => {
  const policyNotes = [
    'asks for T_LOW .2, below this service’s .3: ignored',
    'asks about “one”, which is no signal here: ignored.',
  ];
  const words = explain(caseOf({ tier: 'sensitive' }, { attestation: null }, { policyNotes }));
  expect(words.full.join(' ')).toContain('(policy default-');
  expect(words.full).toContain(
    'The repository’s own policy asks for T_LOW .2, below this service’s .3: ignored; asks about “one”, which is no signal here: ignored.',
  );
  expect(words.full.some((line) => line.startsWith('Not attested'))).toBe(true);
  expect(words.policyNotes).toEqual(policyNotes);
  expect(explain(caseOf({}))).not.toHaveProperty('policyNotes');
});

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
