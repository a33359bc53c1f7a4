import type { Policy } from '../../domain/index.ts';
import { attestationOf } from '../attested.ts';
import type { OpenPull } from '../ports.ts';
import type { PullIndex } from '../world-index.ts';
import { type AtHand, attestationKey } from './pulls-at-hand.ts';

/** Those whose author's attestation began or ceased to hold since they were decided: time goes by without anything being said. */
export const expiredIn = (
  entries: Iterable<AtHand>,
  index: PullIndex,
  { nowUs, policyFor }: { readonly nowUs: number; readonly policyFor: (pull: OpenPull) => { readonly policy: Policy } },
): readonly AtHand[] =>
  [...entries].filter(({ pull, attestation, decided }) => {
    if (pull.tier !== 'sensitive' || decided === null) return false;
    const { attestationKinds: kinds } = policyFor(pull).policy;
    const { attested, entry } = attestationOf(index.attestationsBy(pull.author), { kinds, nowUs });
    return attestationKey(attested, entry) !== attestation;
  });
