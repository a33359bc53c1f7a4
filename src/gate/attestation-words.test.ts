import { describe, expect, it } from 'vitest';
import type { AttestationEvidence, AtUri } from '../domain/index.ts';
import { attestationBadge, attestationMove, attestationSentence } from './attestation-words.ts';
import { caseOf } from './case.testing.ts';

const day = (text: string): number => Date.parse(text) * 1000;
const eu = (from: string, until: string | null, change: Partial<AttestationEvidence> = {}): AttestationEvidence => ({
  uri: 'at://did:plc:a/sh.tangled.trust.attestation/1' as AtUri,
  kind: 'jurisdiction',
  jurisdiction: 'EU',
  fromUs: day(from),
  expiresAtUs: until === null ? null : day(until),
  ...change,
});
const said = (
  attested: boolean,
  attestation?: AttestationEvidence | null,
  tier: 'public' | 'sensitive' = 'sensitive',
) => attestationSentence(caseOf({ tier, attested }, attestation === undefined ? {} : { attestation }));

describe('the attestation in words', () => {
  it.each<[boolean, AttestationEvidence | null, string]>([
    [true, eu('2026-05-04', '2029-05-04'), 'Attested: jurisdiction EU, since 2026-05-04, until 2029-05-04.'],
    [true, eu('2026-05-04', null), 'Attested: jurisdiction EU, since 2026-05-04, until it is taken back.'],
    [
      true,
      eu('2026-05-04', null, { jurisdiction: null }),
      'Attested: jurisdiction, since 2026-05-04, until it is taken back.',
    ],
    [false, eu('2026-05-11', '2026-08-11'), 'Not attested: the last one (jurisdiction EU) ran out on 2026-08-11.'],
    [
      false,
      eu('2027-01-01', null),
      'Not attested yet: the author’s attestation (jurisdiction EU) begins on 2027-01-01.',
    ],
    [
      false,
      eu('2027-01-01', '2028-01-01'),
      'Not attested yet: the author’s attestation (jurisdiction EU) begins on 2027-01-01.',
    ],
    // Attestations may go by a clock that is ahead of the one scores go by.
    [false, eu('2026-05-11', '2026-11-22'), 'Not attested: the last one (jurisdiction EU) ran out on 2026-11-22.'],
    [
      false,
      null,
      'Not attested: no attestation by the author that counts here is known; one that was taken back is not kept.',
    ],
  ])('says what is known (%s, %#)', (attested, attestation, sentence) => {
    expect(said(attested, attestation)).toBe(sentence);
  });

  it('says nothing where the repository asks for none', () => {
    expect(said(true, eu('2026-05-04', null), 'public')).toBeNull();
    expect(attestationMove(caseOf({ tier: 'public' }))).toEqual([]);
  });

  it('tells one that ran out from none, in the badge and in the step', () => {
    const ranOut = caseOf({ tier: 'sensitive' }, { attestation: eu('2026-05-11', '2026-08-11') });
    const none = caseOf({ tier: 'sensitive' }, { attestation: null });
    expect([ranOut, none].map(attestationBadge)).toEqual(['attestation ran out', 'no attestation']);
    expect(attestationMove(ranOut)[0]?.does).toMatch(/^a new attestation by the author/);
    expect(attestationMove(none)[0]?.does).toMatch(/^an attestation by the author/);
  });

  it('is not brought down by days that no calendar has, nor by long words', () => {
    const odd = eu('2026-05-04', null, { fromUs: -9e21, expiresAtUs: Number.MAX_VALUE, kind: 'k'.repeat(9999) });
    const sentence = said(true, odd) ?? '';
    expect(sentence).toContain('since a day that no calendar has');
    expect(sentence.length).toBeLessThan(400);
  });
});
