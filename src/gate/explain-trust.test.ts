import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Did, GateInputs } from '../domain/index.ts';
import { decide } from './decide.ts';
import { explainTrust, type TrustCase } from './explain-trust.ts';
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
  vouches: [],
  denounces: [],
  barredBy: 0,
  links: [],
  keystones: [],
};
const words = (change: Partial<TrustCase>, structural = 0.72) =>
  explainTrust({ ...BASE, inputs: { ...inputs, ...change.inputs, structural }, ...withoutInputs(change) });
const withoutInputs = ({ inputs: _, ...rest }: Partial<TrustCase>) => rest;
const vouch = (without: number, change: Partial<TrustCase> = {}) =>
  words({ ...change, vouches: [{ did: did('alice'), without }] }).vouches[0];
const denounce = (
  { without = 0.72, heard = 'yes', bars = false }: Partial<TrustCase['denounces'][number]>,
  change: Partial<TrustCase> = {},
  structural = 0.72,
) => words({ ...change, denounces: [{ did: did('erin'), without, heard, bars }] }, structural).denounces[0];

describe('a vouch', () => {
  it('that holds the lane carries the person, and it is said where they would stand without', () => {
    expect(vouch(0.31)).toEqual({
      lane: 'normal_queue',
      says: 'alice’s vouch carries them: without it they would stand at 0.31 (normal queue).',
    });
    expect(vouch(0)?.says).toBe('alice’s vouch carries them: without it they would stand at 0.00 (needs human).');
  });

  it('beside which others carry as much changes nothing', () => {
    expect(vouch(0.72)).toEqual({
      lane: 'fast_lane',
      says: 'Without alice’s vouch nothing would change: others carry as much.',
    });
    expect(vouch(0.72, { seed: true })?.says).toBe('alice’s vouch changes nothing: trust starts with them.');
  });

  it('that moves the number and no lane says both', () => {
    expect(vouch(0.71)?.says).toBe(
      'Without alice’s vouch they would stand at 0.71 instead of 0.72; the lane stays: fast lane.',
    );
    expect(vouch(0.7199)?.says).toContain('0.7199 instead of 0.7200');
    expect(vouch(0.719999)?.says).toContain('less than 0.0001 away');
  });

  it('is never rounded across a threshold, nor to nothing', () => {
    expect(vouch(0.6999)?.says).toContain('0.6999 (normal queue)');
    expect(vouch(0.29999)?.says).toContain('0.299990 (needs human)');
    expect(vouch(0.0001)?.says).toContain('under 0.01 (needs human)');
  });

  it('may be a merge', () => {
    expect(vouch(0, { isMerge: () => true })?.says).toContain('alice’s merge carries them');
  });

  it('has the lane that the gate itself gives, whatever else holds the change', () => {
    const guards = fc.subarray(['denounced-by-maintainers', 'over-budget'] as const);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), guards, (without, held) => {
        const said = vouch(without, { inputs: { ...inputs, guards: held } });
        expect(said?.lane).toBe(decide({ ...inputs, guards: held, structural: without }, DEFAULT_POLICY).lane);
      }),
    );
  });
});

describe('a denounce', () => {
  it('says what it costs', () => {
    expect(denounce({ without: 0.72 }, { standing: 0.72, votesAgainst: 0.85, heardAgainst: 0.85 }, 0.12)).toEqual({
      lane: 'fast_lane',
      says: 'erin’s denounce lowers their trust: without it they would stand at 0.72 instead of 0.12 (fast lane).',
    });
    expect(denounce({ without: 0.2 }, {}, 0.12)?.says).toContain('0.20 instead of 0.12 (the lane stays: needs human)');
  });

  it.each<[string, Partial<TrustCase['denounces'][number]>, Partial<TrustCase>, string]>([
    ['no standing', { heard: 'unreached' }, {}, 'no path of vouches leads to erin, so it weighs nothing.'],
    [
      'brought in by the accused',
      { heard: 'brought-in' },
      {},
      'trust reaches erin only through the one they denounce.',
    ],
    [
      'nobody else accuses',
      {},
      { votesAgainst: 0.85 },
      'nobody else whom trust reaches independently has said the same.',
    ],
    ['others have said it', {}, { votesAgainst: 1.7, heardAgainst: 0.85 }, 'others say as much without it.'],
    ['a seed', {}, { seed: true, votesAgainst: 1.7, heardAgainst: 0.85 }, 'trust starts with them.'],
    ['no trust yet', {}, { standing: 0, votesAgainst: 1.7, heardAgainst: 0.85 }, 'there is none to lower yet'],
  ])('without effect says why: %s', (_, how, change, reason) => {
    const says = denounce(how, change)?.says ?? '';
    expect(says).toContain('erin’s denounce does not lower their trust: ');
    expect(says).toContain(reason);
  });

  it('by the one maintainer who bars them lifts the bar with it, and one of two does not', () => {
    const guarded = { inputs: { ...inputs, guards: ['denounced-by-maintainers'] as const } };
    const alone = denounce({ without: 0.72, bars: true }, { ...guarded, barredBy: 1 }, 0.31);
    expect(alone?.lane).toBe('fast_lane');
    expect(alone?.says).toMatch(/ As a maintainer’s it also sends every change of theirs here to a person\.$/);
    const beside = denounce({ without: 0.72, bars: true }, { ...guarded, barredBy: 3 }, 0.31);
    expect(beside?.lane).toBe('needs_human');
    expect(beside?.says).toContain('to a person, and so do 2 more.');
    expect(denounce({ without: 0.72, bars: false }, { ...guarded, barredBy: 1 }, 0.31)?.lane).toBe('needs_human');
  });
});

describe('the rest', () => {
  it('says what losing a vouch further up would leave', () => {
    const link = (without: number) => words({ links: [{ from: did('mira'), to: did('alice'), without }] }).links[0];
    expect(link(0)?.says).toBe('If mira withdrew the vouch for alice: 0.00 (needs human).');
    expect(link(0.72)?.says).toBe('If mira withdrew the vouch for alice, nothing would change: others carry as much.');
  });

  it('says what speaks for and against, and what that does', () => {
    expect(words({}).votes).toBe('1.57 speaks for them, 0.00 against, so their trust is all of their standing.');
    expect(words({ votesAgainst: 1, heardAgainst: 1 }, 0.31).votes).toBe(
      '1.57 speaks for them, 1.00 against; that lowers their trust to 0.31 instead of 0.72.',
    );
    expect(words({ votesAgainst: 1.57, heardAgainst: 0.72 }, 0.31).votes).toBe(
      '1.57 speaks for them, 1.57 against, of which 0.72 counts; that lowers their trust to 0.31 instead of 0.72.',
    );
    expect(words({ votesAgainst: 0.85 }).votes).toBe(
      '1.57 speaks for them, 0.85 against, of which 0.00 counts, so their trust is all of their standing. ' +
        'An accusation counts once a second, independent person makes it, or a seed does.',
    );
    expect(words({ seed: true }).votes).toContain('trust starts with them');
    expect(words({ standing: 0 }, 0).votes).toContain('no path of vouches leads to them');
  });

  it('cuts a name that would bury the sentence', () => {
    const says = vouch(0, { nameOf: () => '𝕩'.repeat(5000) })?.says ?? '';
    expect(says.startsWith(`${'𝕩'.repeat(64)}…’s vouch`)).toBe(true);
  });
});
