import { describe, expect, it } from 'vitest';
import type { GateInputs, Lane, Outcome, Policy, Severity } from '../domain/index.ts';
import { LANES } from '../domain/index.ts';
import { decide } from './decide.ts';
import { checkPolicy, DEFAULT_POLICY } from './policy.ts';
import { CAPS, GUARDS, learned } from './table.testing.ts';

/** To look at one failure again, put the seed it states here. */
const SEED_AGAIN: number | null = null;
const SEED = SEED_AGAIN ?? Math.trunc(Math.random() * 2 ** 32);
/** Random cases; each is decided about fourteen times, once as it is and once for each way to be worse. */
const CASES = 250_000;

const SEVERITIES: readonly Severity[] = ['low', 'medium', 'high'];

/** The double next to a finite one: `up` towards +∞, else towards −∞ (IEEE 754, nextUp and nextDown). */
const nextAfter = (value: number, up: boolean): number => {
  if (value === 0) return up ? Number.MIN_VALUE : -Number.MIN_VALUE;
  const words = new BigInt64Array(1);
  const double = new Float64Array(words.buffer);
  double[0] = value;
  words[0] = (words[0] ?? 0n) + (up === value > 0 ? 1n : -1n);
  return double[0];
};

/** mulberry32: 32 bits of state, the same numbers for the same seed; uniform in [0,1). */
const randomFrom = (seed: number) => {
  let state = seed | 0;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** Random cases, thick where the table's conditions turn. */
const generatorFrom = (seed: number) => {
  const random = randomFrom(seed);
  const below = (count: number): number => Math.floor(random() * count);
  const oneOf = <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item;
  const odd = [0, -0, 1, Number.MIN_VALUE, -Number.MIN_VALUE, nextAfter(1, false), nextAfter(1, true)];
  const none = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.MAX_VALUE, -Number.MAX_VALUE];
  const near = (threshold: number): number =>
    oneOf([threshold, nextAfter(threshold, true), nextAfter(threshold, false), threshold + 1e-9, threshold - 1e-9]);
  const value = (low: number, high: number): number => {
    const kind = below(16);
    if (kind < 7) return random();
    if (kind < 13) return near(kind % 2 === 0 ? low : high);
    return oneOf(kind < 15 ? odd : none);
  };
  const some = <Item>(items: readonly Item[], most: number): Item[] =>
    Array.from({ length: random() < 0.6 ? 0 : below(most + 1) }, () => oneOf(items));
  const pair = (): readonly [number, number] => {
    const [a, b] = [random() < 0.2 ? oneOf([0, 1]) : random(), random()];
    return random() < 0.1 ? [a, a] : [Math.min(a, b), Math.max(a, b)];
  };
  const policy = (): Policy => {
    if (random() < 0.5) return { ...DEFAULT_POLICY, ...served() };
    const [[tLow, tHigh], [rLow, rHigh]] = [pair(), pair()];
    return checkPolicy({ ...DEFAULT_POLICY, tLow, tHigh, rLow, rHigh, ...served() });
  };
  /** A model in two of three; a closed fast lane in a quarter of these. */
  const served = (): Pick<Policy, 'learned'> => {
    if (random() < 0.34) return {};
    const fastFrom = random() < 0.25 ? null : oneOf([random(), 0.9, 1, 0]);
    return learned(fastFrom);
  };
  /** Mostly there where a model is served, and not elsewhere. */
  const probability = ({ tLow, learned: by }: Policy): Pick<GateInputs, 'calibrated'> => {
    if (random() < (by === undefined ? 0.95 : 0.05)) return {};
    return { calibrated: random() < 0.05 ? null : value(tLow, by?.fastFrom ?? 1) };
  };
  const content = ({ rLow, rHigh }: Policy): GateInputs['content'] => ({
    risk: value(rLow, rHigh),
    reviewRecommended: random() < 0.2,
    flags: some(random() < 0.6 ? SEVERITIES.slice(0, 2) : SEVERITIES, 4),
  });
  const inputs = (given: Policy): GateInputs => ({
    tier: random() < 0.8 ? 'public' : 'sensitive',
    attested: random() < 0.5,
    structural: value(given.tLow, given.tHigh),
    content: random() < 0.15 ? null : content(given),
    guards: random() < 0.7 ? [] : some(GUARDS, 3),
    caps: some(CAPS, 4),
    ...probability(given),
  });
  return { random, value, policy, inputs, oneOf };
};

/** A row of DESIGN's table. Numbers go in so that what is none fails every condition that is good for the author. */
interface Row {
  readonly number: Outcome['rule']['number'];
  readonly lane: Lane;
  readonly holds: (facts: Facts) => boolean;
}

/** The inputs with the words of the table: content that is absent is a risk of 0 without flags. */
interface Facts {
  readonly sensitive: boolean;
  readonly attested: boolean;
  readonly structural: number;
  /** Infinite where there is none that could be too low. */
  readonly probability: number;
  /** Whether what stands for trust opens the fast lane: structural trust without a model, else P(clean). */
  readonly enough: boolean;
  readonly risk: number;
  readonly recommended: boolean;
  readonly high: boolean;
  readonly guarded: boolean;
  readonly capped: boolean;
  readonly policy: Policy;
}

/** DESIGN §6 row by row; the first that holds decides. */
const TABLE: readonly Row[] = [
  { number: 1, lane: 'needs_human', holds: (f) => f.sensitive && !f.attested },
  {
    number: 2,
    lane: 'needs_human',
    holds: (f) => f.structural < f.policy.tLow || f.probability < f.policy.tLow || f.risk >= f.policy.rHigh || f.high,
  },
  { number: 3, lane: 'needs_human', holds: (f) => f.guarded },
  {
    number: 4,
    lane: 'fast_lane',
    holds: (f) => f.enough && f.risk <= f.policy.rLow && !f.recommended && !f.capped,
  },
  { number: 5, lane: 'normal_queue', holds: () => true },
];

const isEnough = ({ structural, calibrated }: GateInputs, { tHigh, learned: by }: Policy): boolean => {
  if (calibrated === undefined && by === undefined) return structural >= tHigh;
  return calibrated != null && by?.fastFrom != null && calibrated >= by.fastFrom;
};

const factsOf = (inputs: GateInputs, policy: Policy): Facts => ({
  ...factsOfTrust(inputs, policy),
  ...factsOfRest(inputs),
  policy,
});

const factsOfTrust = (inputs: GateInputs, policy: Policy) => ({
  // What is no number is the worst there is.
  structural: Number.isNaN(inputs.structural) ? Number.NEGATIVE_INFINITY : inputs.structural,
  probability: Number.isNaN(inputs.calibrated)
    ? Number.NEGATIVE_INFINITY
    : (inputs.calibrated ?? Number.POSITIVE_INFINITY),
  enough: isEnough(inputs, policy),
});

const factsOfRest = ({ tier, attested, content, guards, caps }: GateInputs) => ({
  sensitive: tier === 'sensitive',
  attested,
  risk: content === null ? 0 : Number.isNaN(content.risk) ? Number.POSITIVE_INFINITY : content.risk,
  recommended: content?.reviewRecommended ?? false,
  high: content?.flags.includes('high') ?? false,
  guarded: guards.length > 0,
  capped: caps.length > 0,
});

const oracle = (inputs: GateInputs, policy: Policy): string => {
  const facts = factsOf(inputs, policy);
  const row = TABLE.find(({ holds }) => holds(facts));
  return row === undefined ? 'nothing' : `${row.lane} by ${row.number}`;
};

const said = ({ lane, rule }: Outcome): string => `${lane} by ${rule.number}`;
const speedOf = ({ lane }: Outcome): number => -LANES.indexOf(lane);

type Worse = (inputs: GateInputs, made: ReturnType<typeof generatorFrom>, policy: Policy) => GateInputs;

const CLEAN = { risk: 0, reviewRecommended: false, flags: [] } as const;
const lower = (a: number, b: number): number => (Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : Math.min(a, b));
const higher = (a: number, b: number): number => (Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : Math.max(a, b));

/** Every way in which inputs can be worse, or no better; absent content is worsened from a risk of 0. */
const WORSE: Readonly<Record<string, Worse>> = {
  'less trust': (inputs, made, { tLow, tHigh }) => ({
    ...inputs,
    structural: lower(inputs.structural, made.value(tLow, tHigh)),
  }),
  'trust by one bit less': (inputs) => ({
    ...inputs,
    structural: Number.isFinite(inputs.structural) ? nextAfter(inputs.structural, false) : inputs.structural,
  }),
  'less P(clean)': (inputs, made, policy) =>
    inputs.calibrated == null
      ? inputs
      : { ...inputs, calibrated: lower(inputs.calibrated, made.value(policy.tLow, policy.learned?.fastFrom ?? 1)) },
  'P(clean) by one bit less': (inputs) =>
    inputs.calibrated == null || !Number.isFinite(inputs.calibrated)
      ? inputs
      : { ...inputs, calibrated: nextAfter(inputs.calibrated, false) },
  'more risk': ({ content, ...rest }, made, { rLow, rHigh }) => ({
    ...rest,
    content: { ...(content ?? CLEAN), risk: higher(content?.risk ?? 0, made.value(rLow, rHigh)) },
  }),
  'risk by one bit more': ({ content, ...rest }) => {
    const { risk, ...others } = content ?? CLEAN;
    return { ...rest, content: { ...others, risk: Number.isFinite(risk) ? nextAfter(risk, true) : risk } };
  },
  'one more flag': ({ content, ...rest }, made) => ({
    ...rest,
    content: { ...(content ?? CLEAN), flags: [...(content?.flags ?? []), made.oneOf(SEVERITIES)] },
  }),
  'a recommended review': ({ content, ...rest }) => ({
    ...rest,
    content: { ...(content ?? CLEAN), reviewRecommended: true },
  }),
  'one more guard': (inputs, made) => ({ ...inputs, guards: [made.oneOf(GUARDS), ...inputs.guards] }),
  'one more cap': (inputs, made) => ({ ...inputs, caps: [...inputs.caps, made.oneOf(CAPS)] }),
  'no attestation': (inputs) => ({ ...inputs, attested: false }),
  'a sensitive repository': (inputs) => ({ ...inputs, tier: 'sensitive' }),
};

/** A policy that is nowhere more lenient. */
const stricter = (policy: Policy, random: () => number): Policy => {
  const tLow = policy.tLow + (1 - policy.tLow) * random() * random();
  const tHigh = Math.max(tLow, policy.tHigh + (1 - policy.tHigh) * random() * random());
  const rHigh = policy.rHigh * (1 - random() * random());
  const rLow = Math.min(rHigh, policy.rLow * (1 - random() * random()));
  const fastFrom = policy.learned?.fastFrom ?? null;
  const stricterStill = fastFrom === null || random() < 0.1 ? null : fastFrom + (1 - fastFrom) * random() * random();
  return { ...policy, tLow, tHigh, rLow, rHigh, ...(policy.learned && learned(stricterStill)) };
};

type Fault = (what: string, ...about: readonly unknown[]) => never;

/** Not JSON, in which NaN, −0 and infinities are lost. */
const shown = (value: unknown): string => {
  if (Object.is(value, -0)) return '-0';
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? `'${value}'` : String(value);
  return `{ ${Object.entries(value)
    .map(([key, each]) => `${key}: ${shown(each)}`)
    .join(', ')} }`;
};

/** What holds of one decision by itself. */
const expectRight = (inputs: GateInputs, policy: Policy, fault: Fault): Outcome => {
  const outcome = decide(inputs, policy);
  if (said(outcome) !== oracle(inputs, policy)) {
    fault(`the gate says ${said(outcome)}, the table ${oracle(inputs, policy)}`, inputs, policy);
  }
  if (outcome.reasons.length === 0 || outcome.reasons.some((reason) => reason.length === 0)) {
    fault('a decision without a reason', inputs, policy);
  }
  return outcome;
};

describe('millions of random decisions', () => {
  const made = generatorFrom(SEED);
  const reached = new Map<string, number>();
  const tally = { decisions: 0 };
  const eachCase = (work: (inputs: GateInputs, policy: Policy, fault: Fault) => number, count = CASES): void => {
    for (let number = 0; number < count; number++) {
      const policy = made.policy();
      const fault: Fault = (what, ...about) => {
        throw new Error(`seed ${SEED}, case ${number}: ${what}: ${about.map(shown).join(' | ')}`);
      };
      tally.decisions += work(made.inputs(policy), policy, fault);
    }
  };

  it('go by the table, first match wins, and are never faster for anything that is worse', () => {
    const ways = Object.entries(WORSE);
    eachCase((inputs, policy, fault) => {
      const better = expectRight(inputs, policy, fault);
      reached.set(said(better), (reached.get(said(better)) ?? 0) + 1);
      for (const [way, worsen] of ways) {
        const worse = worsen(inputs, made, policy);
        const after = expectRight(worse, policy, fault);
        if (speedOf(after) > speedOf(better)) fault(`${way} gives a faster lane`, inputs, worse, policy);
      }
      return 1 + ways.length;
    });
  });

  it('reach every row of the table often enough to mean something', () => {
    for (const row of TABLE) {
      expect(reached.get(`${row.lane} by ${row.number}`) ?? 0, `row ${row.number}, seed ${SEED}`).toBeGreaterThan(
        CASES / 100,
      );
    }
    expect(reached.size).toBe(TABLE.length);
  });

  it('are never faster by a stricter policy', () => {
    eachCase((inputs, policy, fault) => {
      const strict = stricter(policy, made.random);
      if (speedOf(expectRight(inputs, strict, fault)) > speedOf(decide(inputs, policy))) {
        fault('a stricter policy gives a faster lane', inputs, policy, strict);
      }
      return 2;
    });
  });

  it('need a person below T_LOW whatever the content says, and are the same the second time', () => {
    eachCase((inputs, policy, fault) => {
      const low = { ...inputs, structural: Math.min(nextAfter(policy.tLow, false), made.random() * policy.tLow) };
      const outcome = decide(low, policy);
      if (outcome.lane !== 'needs_human') fault('content lifted trust', low, policy);
      if (shown(decide(low, policy)) !== shown(outcome)) fault('another decision the second time', low, policy);
      return 2;
    }, CASES / 5);
  });

  it('were at least three million', () => {
    expect(tally.decisions).toBeGreaterThan(3_000_000);
  });
});

describe('the boundaries of the table', () => {
  const TRUST = { tLow: 0.3, tHigh: 0.7 };
  const RISK = { rLow: 0.2, rHigh: 0.7 };
  const at = (structural: number, risk = 0): string =>
    said(
      decide(
        {
          tier: 'public',
          attested: false,
          structural,
          content: { risk, reviewRecommended: false, flags: [] },
          guards: [],
          caps: [],
        },
        DEFAULT_POLICY,
      ),
    );

  it('are those of the design by default', () => {
    expect(DEFAULT_POLICY).toMatchObject({ ...TRUST, ...RISK });
  });

  it.each<[string, number, string]>([
    ['one bit below T_LOW', nextAfter(0.3, false), 'needs_human by 2'],
    ['at T_LOW', 0.3, 'normal_queue by 5'],
    ['one bit above T_LOW', nextAfter(0.3, true), 'normal_queue by 5'],
    ['one bit below T_HIGH', nextAfter(0.7, false), 'normal_queue by 5'],
    ['at T_HIGH', 0.7, 'fast_lane by 4'],
    ['one bit above T_HIGH', nextAfter(0.7, true), 'fast_lane by 4'],
    ['1', 1, 'fast_lane by 4'],
    ['0', 0, 'needs_human by 2'],
    ['−0', -0, 'needs_human by 2'],
    ['the least number above 0', Number.MIN_VALUE, 'needs_human by 2'],
    ['below every number', Number.NEGATIVE_INFINITY, 'needs_human by 2'],
    ['no number', Number.NaN, 'needs_human by 2'],
  ])('trust %s', (_, structural, expected) => {
    expect(at(structural)).toBe(expected);
  });

  it.each<[string, number, string]>([
    ['0', 0, 'fast_lane by 4'],
    ['−0', -0, 'fast_lane by 4'],
    ['the least number above 0', Number.MIN_VALUE, 'fast_lane by 4'],
    ['one bit below R_LOW', nextAfter(0.2, false), 'fast_lane by 4'],
    ['at R_LOW', 0.2, 'fast_lane by 4'],
    ['one bit above R_LOW', nextAfter(0.2, true), 'normal_queue by 5'],
    ['one bit below R_HIGH', nextAfter(0.7, false), 'normal_queue by 5'],
    ['at R_HIGH', 0.7, 'needs_human by 2'],
    ['one bit above R_HIGH', nextAfter(0.7, true), 'needs_human by 2'],
    ['1', 1, 'needs_human by 2'],
    ['above every number', Number.POSITIVE_INFINITY, 'needs_human by 2'],
    ['no number', Number.NaN, 'needs_human by 2'],
  ])('risk %s', (_, risk, expected) => {
    expect(at(1, risk)).toBe(expected);
  });

  it('lie next to each other: no double is between a number and the one after it', () => {
    for (const value of [0.2, 0.3, 0.7, 1, Number.MIN_VALUE, -0.3]) {
      const next = nextAfter(value, true);
      expect(next).toBeGreaterThan(value);
      expect(nextAfter(next, false)).toBe(value);
      expect([value, next]).toContain((value + next) / 2);
    }
  });
});
