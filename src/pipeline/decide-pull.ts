import { createHash } from 'node:crypto';
import type { AtUri, Cap, Decision, Evidence, Finding, GateInputs, Guard, Policy } from '../domain/index.ts';
import { decide, explain, modeOf } from '../gate/index.ts';
import { type Discussion, discussion, type Neighbour, NO_CONTEXT, slop } from '../signals/index.ts';
import type { Analysis } from './analyse.ts';
import { contentOf } from './content-risk.ts';
import type { PullReview } from './kept-reviews.ts';
import type { OpenPull } from './ports.ts';
import { reviewEvidence, withReviewer } from './reviewed.ts';
import type { PersonTrust, TrustViews } from './trust-view.ts';
import type { WorldIndex } from './world-index.ts';

/** What every decision of one pass is made with. */
export interface Bench {
  readonly index: WorldIndex;
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
}

/** Decides one pull request from facts alone. Pure: the same facts give the same decision to the last bit. */
export const decidePull = (pull: OpenPull, analysis: Analysis, bench: Bench): Decision => {
  // Whoever merely claims the repository is nobody to start trust with.
  const trust = bench.views(pull.certain ? pull.repo : null).of(pull.author);
  const evidence: Evidence = {
    ...evidenceOf(analysis, trust, bench.index.world.asOfUs),
    ...reviewOn(pull, analysis, bench),
    findings: findingsOn(pull, analysis, bench),
  };
  const inputs = inputsOf({ pull, analysis, trust, evidence }, bench);
  const outcome = decide(inputs, bench.policy);
  const { policy } = bench;
  const { nameOf } = bench.index;
  const { reach } = trust;
  return {
    pull: pull.uri,
    author: pull.author,
    outcome,
    inputs,
    evidence,
    explanation: explain({ outcome, inputs, evidence, policy, nameOf, reach }),
    policy,
    inputsHash: hashOf({ outcome, inputs, evidence, policy }),
  };
};

interface Weighed {
  readonly pull: OpenPull;
  readonly analysis: Analysis;
  readonly trust: PersonTrust;
  readonly evidence: Evidence;
}

const inputsOf = ({ pull, analysis, trust, evidence }: Weighed, bench: Bench): GateInputs => {
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
  caps.push(...(reviewed?.caps ?? []));
  guards.push(...(reviewed?.guards ?? []));
  return {
    tier: pull.tier,
    attested: index.isAttested(pull.author),
    structural: trust.structural,
    content: analysis.kind === 'read' ? contentOf(evidence.findings, bench.policy, evidence) : null,
    guards,
    caps,
  };
};

/** What is kept of the diff, and what changes with others' deeds and is therefore not kept: what it is like, what is said. */
const findingsOn = (pull: OpenPull, analysis: Analysis, bench: Bench): readonly Finding[] => {
  if (analysis.kind !== 'read') return [];
  const { files } = analysis.coverage;
  const neighbours = bench.neighbours?.get(pull.uri) ?? null;
  const said = bench.discussions?.get(pull.uri) ?? null;
  const context = { ...NO_CONTEXT, neighbours, discussion: said };
  const running = [slop, discussion].filter(({ id }) => modeOf(id, bench.policy) !== 'off');
  return [...analysis.findings, ...running.flatMap((signal) => signal.run({ files }, context))];
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

/**
 * Over what would make another decision or another explanation. Figures that drift from day to day, as vouches fade,
 * count to three digits, and the lane they lead to counts whole.
 */
export const hashOf = ({
  outcome,
  inputs,
  evidence,
  policy,
}: Pick<Decision, 'outcome' | 'inputs' | 'evidence' | 'policy'>): string => {
  const { path, findings, coverage, verdict, review, diffHash } = evidence;
  const facts = {
    lane: outcome.lane,
    rule: outcome.rule.number,
    inputs: { ...inputs, structural: threeDigits(inputs.structural) },
    path: path.map((step) => ({ did: step.did, standing: threeDigits(step.standing) })),
    findings,
    coverage,
    verdict,
    ...(review === undefined ? {} : { review }),
    diffHash,
    policy,
  };
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
};

const threeDigits = (value: number): string => value.toFixed(3);
