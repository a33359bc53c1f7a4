import { describe, expect, it } from 'vitest';
import type { Did, GateInputs } from '../domain/index.ts';
import { carried } from './carried-by.ts';
import type { Keystone, TrustCase } from './explain-trust.ts';
import { DEFAULT_POLICY } from './policy.ts';

const did = (name: string): Did => `did:plc:${name}` as Did;
const inputs: GateInputs = {
  tier: 'public',
  attested: false,
  structural: 0.72,
  content: { risk: 0, reviewRecommended: false, flags: [] },
  guards: [],
  caps: [],
};
const BASE: TrustCase = {
  person: did('carol'),
  inputs,
  policy: DEFAULT_POLICY,
  nameOf: (person) => person.slice('did:plc:'.length),
  isMerge: () => false,
  seed: false,
  standing: 0.72,
  votesFor: 1.57,
  votesAgainst: 0,
  heardAgainst: 0,
  vouches: [{ did: did('alice'), without: 0.72 }],
  denounces: [],
  barredBy: 0,
  links: [],
  keystones: [],
};
const set = (threshold: number, names: string, without: number, smallest = true): Keystone => ({
  threshold,
  vouchers: names.split(' ').map(did),
  without,
  smallest,
});
const of = (change: Partial<TrustCase>) => carried({ ...BASE, ...change });
const says = (...keystones: Keystone[]) => of({ keystones }).keystones.map((keystone) => keystone.says);

describe('keystones', () => {
  it('name the one vouch, or the several, that hold the lane', () => {
    expect(says(set(0.7, 'alice', 0.61))).toEqual([
      'alice’s vouch alone keeps them in the fast lane: without it they would stand at 0.61 (normal queue).',
    ]);
    expect(says(set(0.7, 'alice bob', 0))).toEqual([
      'These 2 vouches keep them in the fast lane (alice and bob): without both they would stand at 0.00 (needs human).',
    ]);
    expect(says(set(0.7, 'a b c d e f', 0.61))[0]).toContain(
      'These 6 vouches keep them in the fast lane (a, b, c, and 3 more)',
    );
  });

  it('come step by step, and a step that leads no further down is left out', () => {
    const steps = says(set(0.3, 'alice bob', 0), set(0.7, 'alice', 0.61));
    expect(steps).toHaveLength(2);
    expect(steps[1]).toContain('These 2 vouches keep them in the normal queue at least (alice and bob)');
    expect(says(set(0.3, 'alice', 0), set(0.7, 'alice', 0))).toHaveLength(1);
  });

  it('admit that a smaller set may exist', () => {
    expect(says(set(0.7, 'a b c', 0.61, false))[0]).toMatch(/ A smaller set may do as much\.$/);
    expect(says(set(0.7, 'a b c', 0.61))[0]).not.toContain('smaller');
  });

  it('promise no lane that something else withholds', () => {
    const guarded = { inputs: { ...inputs, guards: ['over-budget'] as const } };
    const { keystones, carriedBy } = of({ ...guarded, keystones: [set(0.7, 'alice', 0.61)] });
    expect(keystones[0]?.lane).toBe('needs_human');
    expect(keystones[0]?.says).toBe('Without alice’s vouch they would stand at 0.61; the lane stays: needs human.');
    expect(carriedBy).not.toContain('fast lane');
    const capped = { inputs: { ...inputs, caps: ['stacked'] as const } };
    expect(of({ ...capped, keystones: [set(0.7, 'alice', 0.61), set(0.3, 'a b', 0)] }).keystones).toMatchObject([
      { threshold: 0.3, says: expect.stringContaining('keep them in the normal queue (a and b)') },
    ]);
  });
});

describe('the one sentence', () => {
  const sentence = (change: Partial<TrustCase>) => of(change).carriedBy;

  it('names the vouch that carries', () => {
    expect(sentence({ keystones: [set(0.7, 'alice', 0.31)] })).toBe(
      'alice’s vouch carries carol: without it they would stand at 0.31 (normal queue).',
    );
    expect(sentence({ isMerge: () => true, keystones: [set(0.7, 'alice', 0.31)] })).toContain('alice’s merge carries');
  });

  it('names the one vouch further up before several near by', () => {
    const links = [{ from: did('mira'), to: did('alice'), without: 0 }];
    expect(sentence({ links, keystones: [set(0.7, 'alice bob', 0)] })).toBe(
      'Trust in carol rests on mira’s vouch for alice: without it they would stand at 0.00 (needs human).',
    );
    const harmless = [{ from: did('mira'), to: did('alice'), without: 0.72 }];
    expect(sentence({ links: harmless, keystones: [set(0.7, 'alice bob', 0)] })).toBe(
      '2 vouches carry carol (alice and bob): any one of them is enough for the fast lane, without both they would stand at 0.00 (needs human).',
    );
  });

  it('says when many carry, when one does most, when none does alone, and when nobody does', () => {
    expect(sentence({})).toBe(
      'Many carry carol: without the strongest 20 vouches they would still stand at 0.70 or more.',
    );
    const low = { ...inputs, structural: 0.2 };
    const alice = { did: did('alice'), without: 0.1 };
    const bob = { did: did('bob'), without: 0.05 };
    expect(sentence({ inputs: low, vouches: [alice, bob] })).toBe(
      'bob’s vouch does most for carol: without it they would stand at 0.05, now at 0.20; the lane stays: needs human.',
    );
    expect(sentence({ inputs: low, vouches: [{ ...alice, without: 0.2 }] })).toContain('No single vouch carries carol');
    expect(sentence({ standing: 0, vouches: [] })).toBeNull();
    expect(sentence({ seed: true })).toBe('Trust starts with carol: no vouch carries them.');
  });
});
