import { describe, expect, it } from 'vitest';
import type { AtUri, Did } from '../domain/index.ts';
import { contributorTies, tiesNow } from './contributor-ties.ts';

const did = (name: string): Did => `did:plc:${name}` as Did;
const uri = (name: string): AtUri => `at://${name}` as AtUri;

const vouch = (from: string, to: string, polarity: 'vouch' | 'denounce', heldUntilUs: number | null) => ({
  ...{ fromDid: did(from), toDid: did(to), polarity, heldUntilUs },
  ...{ heldFromUs: 10, sinceUs: 1, evidences: 0 },
});

const merge = (author: string, repository: string, atUs = 70) => ({ author: did(author), repository, atUs });

it('ties are positive vouches while they stand, and merges by repository; authors keep their numbers', () => {
  const ties = contributorTies({
    history: {
      vouches: [vouch('a', 'b', 'vouch', null), vouch('x', 'a', 'vouch', 90), vouch('b', 'a', 'denounce', null)],
    },
    past: [
      { pull: uri('1'), author: did('b') },
      { pull: uri('2'), author: did('a') },
      { pull: uri('4'), author: did('a') },
    ],
    merged: [merge('b', 'r'), merge('y', 'r', 60), merge('y', 'r', 80), merge('a', 'claimed')],
    pulls: [uri('2'), uri('1'), uri('4')],
    authors: Int32Array.of(0, 1, 0),
  });
  expect(ties).toEqual({
    people: 4,
    names: [did('a'), did('b'), did('x'), did('y')],
    vouches: [
      { from: 0, to: 1, fromUs: 10, untilUs: Number.POSITIVE_INFINITY },
      { from: 2, to: 0, fromUs: 10, untilUs: 90 },
    ],
    merges: [
      { person: 1, repository: 0, atUs: 70 },
      { person: 3, repository: 0, atUs: 60 },
      { person: 3, repository: 0, atUs: 80 },
      { person: 0, repository: 1, atUs: 70 },
    ],
  });
});

it('nobody is tied where nothing happened', () => {
  const none = { history: { vouches: [] }, past: [], merged: [], pulls: [], authors: new Int32Array(0) };
  expect(contributorTies(none)).toEqual({ people: 0, names: [], vouches: [], merges: [] });
});

describe('ties as of now', () => {
  const vouches = [vouch('b', 'a', 'vouch', null), vouch('a', 'c', 'vouch', null), vouch('z', 'a', 'denounce', null)];
  const merged = [merge('d', 'r', 70), merge('b', 'r', 71)];
  const now = tiesNow(vouches, merged);

  it('are positive vouches and merges, of people numbered by their DIDs', () => {
    expect(now.names).toEqual(['a', 'b', 'c', 'd'].map(did));
    expect(now.names.map(now.numberOf)).toEqual([0, 1, 2, 3]);
    expect(now.numberOf(did('z'))).toBe(-1);
    const untilUs = Number.POSITIVE_INFINITY;
    expect(now.ties).toEqual({
      vouches: [
        { from: 1, to: 0, fromUs: 1, untilUs },
        { from: 0, to: 2, fromUs: 1, untilUs },
      ],
      merges: [
        { person: 3, repository: 0, atUs: 70 },
        { person: 1, repository: 0, atUs: 71 },
      ],
    });
  });

  it('number people alike in whatever order the facts come', () => {
    expect(tiesNow(vouches.toReversed(), merged.toReversed()).names).toEqual(now.names);
  });
});
