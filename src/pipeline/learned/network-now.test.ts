import { describe, expect, it } from 'vitest';
import type { Did } from '../../domain/index.ts';
import type { VouchEdge } from '../ports.ts';
import { stubGnn } from './learned.testing.ts';
import { type NetworkFrom, networkNow } from './network-now.ts';

const did = (name: string): Did => `did:plc:${name}` as Did;
const vouch = (from: string, to: string, sinceUs: number): VouchEdge => ({
  ...{ fromDid: did(from), toDid: did(to), polarity: 'vouch', sinceUs, evidences: 0 },
});
const merge = (name: string, repository: string, atUs: number) => ({ author: did(name), repository, atUs });

const vouches = [vouch('a', 'b', 5), vouch('b', 'c', 20)];
const merged = [merge('a', 'r', 7), merge('d', 'r', 9)];
const from: NetworkFrom = { vouches, merged, us: 30 };
const told = ({ names, numberOf, network }: ReturnType<typeof networkNow>) => ({
  names,
  around: names.map((name) => network.around(numberOf(name))),
});

describe('the network of a model', () => {
  it('is kept while its ties are the same, whatever else happened since', () => {
    const model = stubGnn();
    const first = networkNow(model, from);
    expect(networkNow(model, { vouches: [...vouches], merged: merged.map((each) => ({ ...each })), us: 99 })).toBe(
      first,
    );
    expect(networkNow(stubGnn({ base: 7 }), from)).not.toBe(first);
  });

  const others: [string, Partial<NetworkFrom>][] = [
    ['somebody vouches', { vouches: [...vouches, vouch('c', 'd', 6)] }],
    ['somebody takes it back', { vouches: vouches.slice(1) }],
    ['a vouch becomes another', { vouches: [vouch('a', 'd', 5), vouch('b', 'c', 20)] }],
    ['a change is merged', { merged: [...merged, merge('c', 'r', 8)] }],
    ['it is merged elsewhere', { merged: [merge('a', 'q', 7), merge('d', 'r', 9)] }],
    ['somebody else made it', { merged: [merge('c', 'r', 7), merge('d', 'r', 9)] }],
    ['a moment is asked for that does not know all ties', { us: 20 }],
  ];
  it.each(others)('is another one once %s', (_, changed) => {
    const model = stubGnn();
    const now = { ...from, ...changed };
    const before = told(networkNow(model, from));
    const found = told(networkNow(model, now));
    expect(found).toEqual(told(networkNow(stubGnn({ base: 7 }), now)));
    expect(found).not.toEqual(before);
  });

  it('follows a change that only moves a moment, too', () => {
    const model = stubGnn();
    const first = networkNow(model, from);
    expect(networkNow(model, { ...from, merged: [merge('a', 'r', 8), merge('d', 'r', 9)] })).not.toBe(first);
  });
});
