import type { AttestationEvidence } from '../domain/index.ts';
import type { Case } from './explain.ts';
import { type Move, onInputs } from './imagined.ts';
import { dayOf, inShort, OR } from './words.ts';

/** What the author could declare, and what counts of it. Where the policy takes no kind at all there is nothing. */
export const attestationMove = ({ inputs, policy, evidence }: Case): Move[] => {
  const { attestationKinds: kinds } = policy;
  if (inputs.tier !== 'sensitive' || inputs.attested || kinds?.length === 0) return [];
  const kind = kinds === undefined ? 'of any kind' : `of the kind ${OR.format(kinds.map(inShort))}`;
  const before = ranOut(evidence.attestation, evidence.asOfUs) ? 'a new attestation' : 'an attestation';
  return [
    {
      who: 'author',
      does: `${before} by the author, ${kind}, which holds until the day it names or until it is taken back`,
      apply: onInputs(() => ({ attested: true })),
    },
  ];
};

/** Whether it held once. The clock of scores is not beyond the one that attestations go by, so doubt is no lapse. */
const ranOut = (attestation: AttestationEvidence | null | undefined, asOfUs: number): boolean =>
  attestation?.expiresAtUs != null && (attestation.fromUs <= asOfUs || attestation.expiresAtUs <= asOfUs);

/** The attestation in one sentence; null where the repository asks for none. */
export const attestationSentence = ({ inputs, evidence: { attestation, asOfUs } }: Case): string | null => {
  if (inputs.tier !== 'sensitive') return null;
  if (attestation == null) {
    return inputs.attested
      ? 'Attested: the author has a valid attestation.'
      : 'Not attested: no attestation by the author that counts here is known; one that was taken back is not kept.';
  }
  const { kind, jurisdiction, fromUs, expiresAtUs } = attestation;
  const what = [kind, ...(jurisdiction === null ? [] : [jurisdiction])].map(inShort).join(' ');
  if (inputs.attested) {
    const end = expiresAtUs === null ? 'until it is taken back' : `until ${dayOf(expiresAtUs)}`;
    return `Attested: ${what}, since ${dayOf(fromUs)}, ${end}.`;
  }
  if (ranOut(attestation, asOfUs)) return `Not attested: the last one (${what}) ran out on ${dayOf(expiresAtUs ?? 0)}.`;
  return `Not attested yet: the author’s attestation (${what}) begins on ${dayOf(fromUs)}.`;
};

/** In at most three words, why there is none that holds. */
export const attestationBadge = ({ evidence: { attestation, asOfUs } }: Case): string =>
  ranOut(attestation, asOfUs) ? 'attestation ran out' : 'no attestation';
