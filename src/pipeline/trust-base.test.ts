import { describe, expect, it } from 'vitest';
import type { AtUri, Did } from '../domain/index.ts';
import { trustBase, trustGraphOf, trustInput } from './trust-base.ts';

const did = (name: string): Did => `did:plc:${name}` as Did;
const DAY_US = 24 * 60 * 60 * 1_000_000;
const world = {
  asOfUs: 10 * DAY_US + 5,
  vouches: [
    { fromDid: did('m'), toDid: did('alice'), polarity: 'vouch' as const, sinceUs: 0, evidences: 3 },
    { fromDid: did('alice'), toDid: did('eve'), polarity: 'denounce' as const, sinceUs: 11 * DAY_US, evidences: 0 },
  ],
  merges: [
    { fromDid: did('m'), toDid: did('bob'), sinceUs: 9 * DAY_US },
    { fromDid: did('m'), toDid: did('alice'), sinceUs: 9 * DAY_US },
  ],
  seeds: [did('m')],
  maintainers: [{ repo: 'at://did:plc:o/sh.tangled.repo/one' as AtUri, did: did('owner') }],
};

describe('trustInput', () => {
  it('ages opinions to the start of the newest day, never below 0, and counts no evidence', () => {
    expect(trustInput(world, { mergeWeight: 0 }).opinions).toEqual([
      { from: did('m'), to: did('alice'), weight: 1, ageMs: 10 * 24 * 60 * 60 * 1000 },
      { from: did('alice'), to: did('eve'), weight: -1, ageMs: 0 },
    ]);
  });

  it('has seeds, maintainers and others as people even if nobody speaks of them', () => {
    const input = trustInput(world, { mergeWeight: 0 }, [did('carol')]);
    expect(trustGraphOf(input).ids).toEqual(['alice', 'carol', 'eve', 'm', 'owner'].map(did));
  });
});

describe('a weight for merges', () => {
  it('is off by default: a merge lends nobody standing', () => {
    const { graph, operator } = trustBase(trustInput(world, { mergeWeight: 0 }, [did('bob')]));
    expect(operator().standing[graph.indexOf(did('bob'))]).toBe(0);
  });

  it('makes a merge a vouch of that weight, and adds nothing to the standing of a full one', () => {
    const { graph, operator } = trustBase(trustInput({ ...world, asOfUs: 0 }, { mergeWeight: 0.25 }));
    expect(operator().standing[graph.indexOf(did('bob'))]).toBeCloseTo(0.85 * 0.25, 12);
    expect(operator().standing[graph.indexOf(did('alice'))]).toBeCloseTo(0.85, 12);
  });
});
