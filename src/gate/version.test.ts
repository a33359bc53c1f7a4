import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Cap, GateInputs } from '../domain/index.ts';
import { decide } from './decide.ts';
import { DEFAULT_POLICY } from './policy.ts';
import { CAPS, content, GUARDS, learned } from './table.testing.ts';
import { GATE_VERSION } from './version.ts';

/** What the gate of each version answers on all of the inputs below. A new answer is a new version, with a line here. */
const DIGESTS: Readonly<Record<string, string>> = {
  'gate-1': 'd2e1ae6bc0cc23f5b35a2872274bff8acd1a07e16f77c0b5d14a308a261b3eb6',
};

const POLICY = { ...DEFAULT_POLICY, tLow: 0.3, tHigh: 0.7, rLow: 0.2, rHigh: 0.7 };
const NUMBERS = [0, 0.1, 0.2, 0.2001, 0.2999, 0.3, 0.5, 0.6999, 0.7, 0.85, 1, Number.NaN];
const CONTENTS: readonly GateInputs['content'][] = [
  null,
  ...NUMBERS.flatMap((risk) => [content(risk), content(risk, true), content(risk, false, ['low', 'medium', 'high'])]),
];
/** Caps that came after the digest was taken: they hold like all others (`decide.test.ts`), and no older answer is another. */
const LATER: readonly Cap[] = ['source-discounted', 'source-disabled'];
const HELD: readonly Pick<GateInputs, 'guards' | 'caps'>[] = [
  { guards: [], caps: [] },
  ...GUARDS.map((guard) => ({ guards: [guard], caps: [] })),
  ...CAPS.filter((cap) => !LATER.includes(cap)).map((cap) => ({ guards: [], caps: [cap] })),
];
const TIERS = [
  { tier: 'public', attested: false },
  { tier: 'sensitive', attested: false },
  { tier: 'sensitive', attested: true },
] as const;

const answers = (): string => {
  const hash = createHash('sha256');
  for (const tier of TIERS)
    for (const structural of NUMBERS)
      for (const each of CONTENTS)
        for (const held of HELD) {
          const { lane, rule } = decide({ ...tier, structural, content: each, ...held }, POLICY);
          hash.update(`${lane} ${rule.number}\n`);
        }
  return hash.digest('hex');
};

it('the gate answers as its version always has: another answer needs another version', () => {
  expect(answers()).toBe(DIGESTS[GATE_VERSION]);
});

/** The same of a gate to which a learned model speaks. */
const LEARNED: Readonly<Record<string, string>> = {
  'gate-1': '1a1296949dea51e8b709e7697c27b349ce926294cfd368a85b6892cb87bdc47f',
};

const learnedAnswers = (): string => {
  const hash = createHash('sha256');
  for (const fastFrom of [null, 0, 0.5, 0.9, 1])
    for (const structural of NUMBERS)
      for (const calibrated of [undefined, null, ...NUMBERS])
        for (const held of HELD.slice(0, 3)) {
          const inputs = { ...TIERS[0], structural, content: content(0), ...held };
          const given = calibrated === undefined ? inputs : { ...inputs, calibrated };
          const { lane, rule } = decide(given, { ...POLICY, ...learned(fastFrom) });
          hash.update(`${lane} ${rule.number}\n`);
        }
  return hash.digest('hex');
};

it('the gate answers with a learned model as its version always has', () => {
  expect(learnedAnswers()).toBe(LEARNED[GATE_VERSION]);
});
