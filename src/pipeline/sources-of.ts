import { createHash } from 'node:crypto';
import type { AttestationEvidence, DecisionSource, Evidence, GateInputs, Policy } from '../domain/index.ts';
import { dayOf, GATE_VERSION } from '../gate/index.ts';
import type { OpenPull } from './ports.ts';

/** Plain facts of how one decision was made. */
export interface SourceFacts {
  readonly pull: Pick<OpenPull, 'uri' | 'recordCid' | 'round' | 'patchCid' | 'patchText' | 'patchHash'>;
  readonly policy: Policy;
  readonly inputs: Pick<GateInputs, 'tier' | 'caps'>;
  readonly evidence: Evidence;
  /** Over what trust was computed from; null where nobody took it. */
  readonly trustHash: string | null;
  /** Which signals read diffs, by name and version: empty where all are switched off, null where nobody says. */
  readonly analyst: string | null;
  /** The CID of the attestation in the evidence. */
  readonly attestationCid?: string | null;
  /** How many comments were looked at; null where nobody said anything, or nobody looked. */
  readonly comments: number | null;
  /** With how many pull requests it was compared; null where it was not. */
  readonly neighbours: number | null;
  /** Hex SHA-256 over those comments, and over those pull requests with how like they are; null where there is no count. */
  readonly discussionHash?: string | null;
  readonly neighboursHash?: string | null;
  /** Where the repository's own policy is said of which something is in force; null without any. */
  readonly policyAt?: string | null;
}

/**
 * What a decision was made from: each input with its version and, where its content has one, a hash. The gate has none:
 * its version names it, and changes with it. Two decisions whose sources are equal follow from the same facts. Pure;
 * none of it is part of the inputs' hash.
 */
export const sourcesOf = (facts: SourceFacts): readonly DecisionSource[] => {
  const { pull, policy, evidence, inputs } = facts;
  return [
    { name: 'gate', version: GATE_VERSION, hash: null },
    {
      name: 'policy',
      version: policy.version,
      hash: policy.hash ?? null,
      ...(facts.policyAt && { at: facts.policyAt }),
    },
    { name: 'trust', version: dayOf(evidence.asOfUs), hash: facts.trustHash },
    ...learnedSources(evidence, policy),
    { name: 'record', version: roundOf(pull), hash: pull.recordCid, at: pull.uri },
    { name: 'diff', version: patchOf(pull), hash: evidence.diffHash },
    signalsOf(facts),
    reviewOf(evidence, inputs),
    ...(inputs.tier === 'sensitive' ? [declaredOf(evidence.attestation ?? null, facts.attestationCid ?? null)] : []),
    {
      name: 'discussion',
      version: counted(facts.comments, 'comment', 'no comments'),
      hash: facts.discussionHash ?? null,
    },
    {
      name: 'neighbours',
      version: counted(facts.neighbours, 'pull request', 'not compared'),
      hash: facts.neighboursHash ?? null,
    },
  ];
};

/** Its hash is over the version, for the versions name all that the signals are made of. */
const signalsOf = ({ evidence, analyst }: SourceFacts): DecisionSource => {
  if (evidence.changeKind === undefined) return { name: 'signals', version: 'the change was not read', hash: null };
  if (!analyst) return { name: 'signals', version: analyst === null ? 'unnamed' : 'all switched off', hash: null };
  return { name: 'signals', version: analyst, hash: createHash('sha256').update(analyst).digest('hex') };
};

/** The learned model and the features it was given; nothing where none is served. */
const learnedSources = ({ learned, asOfUs }: Evidence, policy: Policy): DecisionSource[] => {
  const { model = null } = policy.learned ?? {};
  if (model === null) return [];
  return [
    { name: 'model', version: model.slice(0, 12), hash: model },
    learned === undefined
      ? { name: 'features', version: 'none', hash: null }
      : { name: 'features', version: dayOf(asOfUs), hash: learned.featuresHash },
  ];
};

/** People count from 1. */
const roundOf = ({ round }: SourceFacts['pull']): string => (round === null ? 'no round' : `round ${round + 1}`);

/** A text that stands in the record is left out of most lists: then its hash says that it is there. */
const patchOf = ({ patchCid, patchText, patchHash = null }: SourceFacts['pull']): string => {
  if (patchCid !== null) return `patch ${patchCid}`;
  return patchText === null && patchHash === null ? 'no patch' : 'patch in the record';
};

const counted = (count: number | null, one: string, none: string): string =>
  count === null ? none : `${count} ${one}${count === 1 ? '' : 's'}`;

/** The prompts in short: all of their hash stands with the review. */
const reviewOf = ({ review }: Evidence, { caps }: SourceFacts['inputs']): DecisionSource => {
  if (review === undefined) {
    const version = caps.includes('review-pending') ? 'not made yet' : 'none';
    return { name: 'review', version, hash: null };
  }
  const { model, promptHash, outcome, diffHash, current } = review;
  const edition = `${model}, prompts ${promptHash.slice(0, 12)}, ${outcome.kind}${current ? '' : ', of before'}`;
  return { name: 'review', version: edition, hash: diffHash };
};

const declaredOf = (held: AttestationEvidence | null, cid: string | null): DecisionSource => {
  if (held === null) return { name: 'attestation', version: 'none', hash: null };
  const what = held.jurisdiction === null ? held.kind : `${held.kind} ${held.jurisdiction}`;
  return { name: 'attestation', version: what, hash: cid, at: held.uri };
};
