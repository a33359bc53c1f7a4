import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AtUri, Did } from '../domain/index.ts';
import { attestationOf, nextExpiryUs } from './attested.ts';
import type { AttestationEntry } from './ports.ts';

const entry = (name: string, fromUs: number, expiresAtUs: number | null, kind = 'jurisdiction'): AttestationEntry => ({
  did: 'did:plc:a' as Did,
  uri: `at://did:plc:a/sh.tangled.trust.attestation/${name}` as AtUri,
  cid: `bafy${name}`,
  kind,
  jurisdiction: 'EU',
  fromUs,
  expiresAtUs,
});
const at = (entries: readonly AttestationEntry[], nowUs: number, kinds?: readonly string[]) => {
  const { attested, entry: found } = attestationOf(entries, { kinds, nowUs });
  return `${attested ? 'attested' : 'not'} by ${found?.uri.split('/').at(-1) ?? 'none'}`;
};

describe('attestationOf', () => {
  const short = entry('short', 10, 20);
  const long = entry('long', 15, 40);
  const open = entry('open', 30, null);

  it.each<[string, AttestationEntry[], number, string]>([
    ['nothing', [], 10, 'not by none'],
    ['never before its date', [short], 9, 'not by short'],
    ['from its date', [short], 10, 'attested by short'],
    ['to the last moment', [short], 19, 'attested by short'],
    ['no longer at its end', [short], 20, 'not by short'],
    ['the one that holds longest', [short, long], 17, 'attested by long'],
    ['what has no end holds longest', [open, long], 35, 'attested by open'],
    ['what ran out last', [short, long], 50, 'not by long'],
    ['what ran out before what is to come', [short, open], 25, 'not by short'],
    ['what is to come next', [open, long], 5, 'not by long'],
    ['one that ends before it begins', [entry('odd', 20, 10)], 15, 'not by none'],
    ['one that ends as it begins', [entry('odd', 20, 20)], 20, 'not by none'],
  ])('%s', (_, entries, nowUs, expected) => {
    expect(at(entries, nowUs)).toBe(expected);
    expect(at(entries.toReversed(), nowUs)).toBe(expected);
  });

  it('counts the kinds that are accepted, and no other', () => {
    const other = entry('other', 1, null, 'employer');
    expect(at([short, other], 12)).toBe('attested by other');
    expect(at([short, other], 12, ['jurisdiction'])).toBe('attested by short');
    expect(at([other], 12, ['jurisdiction'])).toBe('not by none');
    expect(at([other], 12, ['Employer'])).toBe('not by none');
    expect(at([short, other], 12, [])).toBe('not by none');
  });
});

const entries = fc.array(
  fc
    .tuple(fc.nat(30), fc.option(fc.nat(30)), fc.constantFrom('a', 'b'), fc.nat(3))
    .map(([from, until, kind, name]) => entry(`${name}`, from, until, kind)),
  { maxLength: 6 },
);

it('attests exactly while one that counts holds, whatever the order, and shows one of those', () => {
  fc.assert(
    fc.property(entries, fc.nat(35), fc.option(fc.subarray(['a', 'b']), { nil: undefined }), (given, nowUs, kinds) => {
      const holds = given.filter(
        ({ fromUs, expiresAtUs, kind }) =>
          fromUs <= nowUs &&
          (expiresAtUs === null || nowUs < expiresAtUs) &&
          (kinds === undefined || kinds.includes(kind)),
      );
      const found = attestationOf(given, { kinds, nowUs });
      expect(found.attested).toBe(holds.length > 0);
      if (found.attested) expect(holds).toContainEqual(found.entry);
      expect(attestationOf(given.toReversed(), { kinds, nowUs }).entry?.uri).toBe(found.entry?.uri);
    }),
    { numRuns: 2000 },
  );
});

it('nothing changes before the time that is named, and something may then', () => {
  fc.assert(
    fc.property(entries, fc.nat(35), (attestations, nowUs) => {
      const next = nextExpiryUs({ attestations }, nowUs);
      const held = (at: number) =>
        attestations.map((each) => attestationOf([each], { kinds: undefined, nowUs: at }).attested);
      if (next !== null) {
        expect(next).toBeGreaterThan(nowUs);
        expect(held(next)).not.toEqual(held(next - 1));
      }
      for (let later = nowUs; later < (next ?? 40); later += 1) expect(held(later)).toEqual(held(nowUs));
    }),
    { numRuns: 2000 },
  );
});
