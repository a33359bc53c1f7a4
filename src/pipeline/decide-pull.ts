import { createHash } from 'node:crypto';
import type {
  AtUri,
  Cap,
  Decision,
  Evidence,
  Explanation,
  Finding,
  GateInputs,
  Guard,
  Policy,
} from '../domain/index.ts';
import { contentOf, decide, explain, modeOf, type Weighed } from '../gate/index.ts';
import { type Discussion, discussion, type Neighbour, NO_CONTEXT, slop } from '../signals/index.ts';
import type { Analysis } from './analyse.ts';
import { type AttestationStanding, attestationEvidence, attestationOf } from './attested.ts';
import type { PullReview } from './kept-reviews.ts';
import type { Said } from './learned/serving.ts';
import type { OpenPull } from './ports.ts';
import type { ReputationNow } from './reputation/reputation-now.ts';
import { reviewEvidence, withReviewer } from './reviewed.ts';
import { sourcesOf } from './sources-of.ts';
import type { PersonTrust, TrustViews } from './trust-view.ts';
import { withdrawnIn } from './withdrawn.ts';
import type { PullIndex } from './world-index.ts';

/** What every decision of one pass is made with. */
export interface Bench {
  readonly index: PullIndex;
  readonly views: TrustViews;
  readonly policy: Policy;
  /** Caps that hold for every pull request now, such as `stale`. */
  readonly caps?: readonly Cap[];
  /** What each open pull request is like now; absent for one whose diff was not compared. */
  readonly neighbours?: ReadonlyMap<AtUri, readonly Neighbour[]>;
  /** What has been said about each; absent where nothing was. */
  readonly discussions?: ReadonlyMap<AtUri, Discussion>;
  /** What is kept of the blind review of each. */
  readonly reviews?: ReadonlyMap<AtUri, PullReview>;
  /** The time attestations go by, in microseconds since 1970; default: the newest event's. */
  readonly nowUs?: number;
  /**
   * What the learned model that is served says, by pull request; absent: none is. `policy` then says what the model opens
   * (`policyServing`).
   */
  readonly learned?: { readonly said: ReadonlyMap<AtUri, Said> };
  /** How far sources count, and whom conduct holds; absent: nobody weighs. */
  readonly reputation?: ReputationNow;
  /** What the repository's own policy asks for and does not get. */
  readonly policyNotes?: readonly string[];
  /** What it asks for and gets, and where it says so. */
  readonly policyAsked?: Explanation['policyAsked'];
  /** Names of what went in, for the decision's sources alone: over trust's input, and of the signals that read diffs. */
  readonly trustHash?: string;
  readonly analyst?: string;
}

/** What structure says of the author, as the pull request's repository sees it: whoever merely claims one starts no trust. */
export const trustIn = ({ certain, repo, author }: OpenPull, views: TrustViews): PersonTrust =>
  views(certain ? repo : null).of(author);

/** Decides one pull request from facts alone. Pure: the same facts give the same decision to the last bit. */
export const decidePull = (
  pull: OpenPull,
  analysis: Analysis,
  bench: Bench,
  trust = trustIn(pull, bench.views),
): Decision => {
  const { attestationKinds: kinds } = bench.policy;
  const nowUs = bench.nowUs ?? bench.index.asOfUs;
  const declared = attestationOf(bench.index.attestationsBy(pull.author), { kinds, nowUs });
  const facts: Evidence = {
    ...evidenceOf(analysis, trust, bench.index.asOfUs),
    ...(pull.tier === 'sensitive' ? { attestation: attestationEvidence(declared.entry) } : {}),
    ...reviewOn(pull, analysis, bench),
    ...learnedOn(pull, analysis, bench),
    findings: findingsOn(pull, analysis, bench),
  };
  const weights = bench.reputation?.weights(pull, analysis, isReviewed(bench.reviews?.get(pull.uri)));
  const weighed = analysis.kind === 'read' ? contentOf(facts.findings, bench.policy, facts, weights) : null;
  const evidence: Evidence = { ...facts, ...(weighed?.fusion && { fusion: weighed.fusion }) };
  const inputs = inputsOf({ pull, analysis, trust, declared, evidence, weighed }, bench);
  const outcome = decide(inputs, bench.policy);
  const { policy, index, policyNotes = [], policyAsked = [] } = bench;
  const { nameOf } = index;
  const { reach } = trust;
  const denouncedBy = index.denouncersIn(pull.targetRepo, pull.author);
  const seen = bench.views(pull.certain ? pull.repo : null);
  const withdrawn = withdrawnIn(seen, pull.author, { by: denouncedBy, structural: inputs.structural });
  const known = { nameOf, reach, denouncedBy, policyNotes, policyAsked, ...withdrawn };
  const explanation = explain({ outcome, inputs, evidence, policy, ...known });
  return {
    pull: pull.uri,
    author: pull.author,
    outcome,
    inputs,
    evidence,
    explanation,
    wordsHash: wordsHashOf(explanation),
    policy,
    inputsHash: hashOf({ outcome, inputs, evidence, policy }),
    sources: sourcesOf({
      pull,
      policy,
      inputs,
      evidence,
      trustHash: bench.trustHash ?? null,
      analyst: bench.analyst ?? null,
      attestationCid: declared.entry?.cid ?? null,
      comments: bench.discussions?.get(pull.uri)?.comments.length ?? null,
      neighbours: bench.neighbours?.get(pull.uri)?.length ?? null,
      discussionHash: jsonHash(bench.discussions?.get(pull.uri)),
      neighboursHash: jsonHash(bench.neighbours?.get(pull.uri)),
      policyAt: policyAsked[0]?.by ?? null,
    }),
  };
};

/** Whether a reviewer has spoken, or is configured and is to speak. */
const isReviewed = (kept: PullReview | undefined): boolean =>
  kept !== undefined && (kept.shown !== null || kept.caps.length > 0);

interface Gathered {
  readonly pull: OpenPull;
  readonly analysis: Analysis;
  readonly trust: PersonTrust;
  readonly declared: AttestationStanding;
  readonly evidence: Evidence;
  readonly weighed: Weighed | null;
}

const inputsOf = ({ pull, analysis, trust, declared, evidence, weighed }: Gathered, bench: Bench): GateInputs => {
  const { index } = bench;
  const { coverage } = evidence;
  const guards: Guard[] = [];
  if (index.isDenouncedIn(pull.targetRepo, pull.author)) guards.push('denounced-by-maintainers');
  if (analysis.kind === 'too-large' || analysis.kind === 'over-budget') guards.push('over-budget');
  const caps: Cap[] = [...(bench.caps ?? [])];
  if (!pull.certain) caps.push('repo-unverified');
  if (analysis.kind === 'unavailable') caps.push('diff-unavailable');
  else if (!pull.patchSigned) caps.push('diff-unverified');
  if (analysis.kind === 'unreadable') caps.push('diff-unreadable');
  if (pull.stacked) caps.push('stacked');
  if (coverage !== null && coverage.unreadBytes > 0) caps.push('unread-bytes');
  const reviewed = analysis.kind === 'read' ? bench.reviews?.get(pull.uri) : undefined;
  caps.push(...(reviewed?.caps ?? []), ...(weighed?.caps ?? []));
  guards.push(...(reviewed?.guards ?? []), ...(bench.reputation?.guards(pull) ?? []));
  return {
    tier: pull.tier,
    attested: pull.tier === 'sensitive' && declared.attested,
    structural: trust.structural,
    content: weighed?.content ?? null,
    guards,
    caps,
    ...(bench.learned === undefined ? {} : { calibrated: calibratedOf(trust, evidence) }),
  };
};

/** What the model says; 0 where no trust reaches the author in this view, as EigenTrust is: history can be made up. */
const calibratedOf = ({ standing }: PersonTrust, { learned }: Evidence): number | null => {
  if (learned === undefined) return null;
  return standing > 0 ? learned.probability : 0;
};

const learnedOn = ({ uri }: OpenPull, analysis: Analysis, { learned }: Bench): Pick<Evidence, 'learned'> => {
  const said = learned?.said.get(uri);
  return said === undefined ? {} : { learned: said(analysis) };
};

/** What is kept of the diff, and what changes with others' deeds and is therefore not kept: what it is like, what is said. */
const findingsOn = (pull: OpenPull, analysis: Analysis, bench: Bench): readonly Finding[] => {
  if (analysis.kind !== 'read') return [];
  const { files } = analysis.coverage;
  const neighbours = bench.neighbours?.get(pull.uri) ?? null;
  const said = bench.discussions?.get(pull.uri) ?? null;
  const context = { ...NO_CONTEXT, neighbours, discussion: said };
  const running = [slop, discussion].filter(({ id }) => modeOf(id, bench.policy) !== 'off');
  const own = analysis.findings.filter(({ source }) => modeOf(source, bench.policy) !== 'off');
  return [...own, ...running.flatMap((signal) => signal.run({ files }, context))];
};

/** What the blind reviewer said of it, and the ledger with the reviewer in it. */
const reviewOn = (pull: OpenPull, analysis: Analysis, { reviews }: Bench) => {
  const kept = reviews?.get(pull.uri);
  if (analysis.kind !== 'read' || kept?.shown == null) return {};
  return { ...reviewEvidence(kept), coverage: withReviewer(analysis.coverage, kept.shown.review) };
};

const evidenceOf = (analysis: Analysis, trust: PersonTrust, asOfUs: number): Omit<Evidence, 'findings'> => ({
  path: trust.path,
  vouchers: trust.vouchers,
  eigentrust: trust.eigentrust,
  standing: trust.standing,
  opinion: trust.opinion,
  coverage: 'coverage' in analysis ? analysis.coverage : null,
  verdict: null,
  ...(analysis.kind === 'read' ? { changeKind: analysis.changeKind } : {}),
  diffHash: 'diffHash' in analysis ? analysis.diffHash : null,
  asOfUs,
});

/** Over what was looked at; null where nothing was. */
const jsonHash = (value: object | undefined): string | null =>
  value === undefined ? null : createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** Over the words alone. */
export const wordsHashOf = (explanation: Decision['explanation']): string =>
  createHash('sha256').update(JSON.stringify(explanation)).digest('hex');

/**
 * Over what would make another decision or another explanation. Figures that drift from day to day, as vouches fade,
 * count to three digits, and the lane they lead to counts whole. Of weighing, all that counts is whose weight is not 1 and
 * whose circuit is not closed: what is weighed in full decides as if nobody weighed it.
 */
export const hashOf = ({
  outcome,
  inputs,
  evidence,
  policy,
}: Pick<Decision, 'outcome' | 'inputs' | 'evidence' | 'policy'>): string => {
  const { path, findings, coverage, verdict, review, attestation, diffHash } = evidence;
  // Its own hash follows from the rest, and decisions of before there was one stay what they are.
  const { hash: _, learned, ...numbers } = policy;
  const thresholds = learned === undefined ? numbers : { ...numbers, learned: { ...learned, highest: undefined } };
  const facts = {
    lane: outcome.lane,
    rule: outcome.rule.number,
    inputs: { ...inputs, structural: threeDigits(inputs.structural), ...calibratedDigits(inputs) },
    path: path.map((step) => ({ did: step.did, standing: threeDigits(step.standing) })),
    findings,
    coverage,
    verdict,
    ...(review === undefined ? {} : { review }),
    ...(attestation === undefined ? {} : { attestation }),
    ...weightsHashed(evidence),
    diffHash,
    policy: thresholds,
  };
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
};

/** Weights have three digits as they are; the risks follow from them and the findings. */
const weightsHashed = ({ fusion }: Evidence): { weights?: readonly unknown[] } => {
  const weights = (fusion?.weights ?? [])
    .filter(({ weight, circuit = 'CLOSED' }) => weight !== 1 || circuit !== 'CLOSED')
    .map(({ source, weight, circuit = 'CLOSED' }) => [source, weight, circuit]);
  return weights.length === 0 ? {} : { weights };
};

/** Nothing at all without a learned model, so that decisions of before there was one keep their hash. */
const calibratedDigits = ({ calibrated }: GateInputs): { calibrated?: string } =>
  typeof calibrated === 'number' ? { calibrated: threeDigits(calibrated) } : {};

const threeDigits = (value: number): string => value.toFixed(3);
