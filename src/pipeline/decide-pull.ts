import { createHash } from 'node:crypto';
import type { AtUri, Cap, Decision, Evidence, Finding, GateInputs, Guard, Policy } from '../domain/index.ts';
import { decide, explain, modeOf } from '../gate/index.ts';
import { type Neighbour, NO_CONTEXT, slop } from '../signals/index.ts';
import type { Analysis } from './analyse.ts';
import { contentOf } from './content-risk.ts';
import type { OpenPull } from './ports.ts';
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
}

/** Decides one pull request from facts alone. Pure: the same facts give the same decision to the last bit. */
export const decidePull = (pull: OpenPull, analysis: Analysis, bench: Bench): Decision => {
  // Whoever merely claims the repository is nobody to start trust with.
  const trust = bench.views(pull.certain ? pull.repo : null).of(pull.author);
  const inputs = inputsOf(pull, analysis, trust, bench);
  const evidence: Evidence = {
    ...evidenceOf(analysis, trust, bench.index.world.asOfUs),
    findings: findingsOn(pull, analysis, bench),
  };
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

const inputsOf = (pull: OpenPull, analysis: Analysis, trust: PersonTrust, bench: Bench): GateInputs => {
  const { index } = bench;
  const guards: Guard[] = [];
  if (index.isDenouncedIn(pull.targetRepo, pull.author)) guards.push('denounced-by-maintainers');
  if (analysis.kind === 'too-large' || analysis.kind === 'over-budget') guards.push('over-budget');
  const caps: Cap[] = [...(bench.caps ?? [])];
  if (!pull.certain) caps.push('repo-unverified');
  if (analysis.kind === 'unavailable') caps.push('diff-unavailable');
  else if (!pull.patchSigned) caps.push('diff-unverified');
  if (analysis.kind === 'unreadable') caps.push('diff-unreadable');
  if (pull.stacked) caps.push('stacked');
  if ('coverage' in analysis && analysis.coverage.unreadBytes > 0) caps.push('unread-bytes');
  return {
    tier: pull.tier,
    attested: index.isAttested(pull.author),
    structural: trust.structural,
    content: analysis.kind === 'read' ? contentOf(analysis.findings, bench.policy) : null,
    guards,
    caps,
  };
};

/** What is kept of the diff, and what it is like today, which changes with others' fate and is therefore not kept. */
const findingsOn = (pull: OpenPull, analysis: Analysis, { policy, neighbours }: Bench): readonly Finding[] => {
  const kept = analysis.kind === 'read' ? analysis.findings : [];
  const like = neighbours?.get(pull.uri);
  if (analysis.kind !== 'read' || like === undefined || modeOf(slop.id, policy) === 'off') return kept;
  return [...kept, ...slop.run({ files: analysis.coverage.files }, { ...NO_CONTEXT, neighbours: like })];
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
  const { path, findings, coverage, verdict, diffHash } = evidence;
  const facts = {
    lane: outcome.lane,
    rule: outcome.rule.number,
    inputs: { ...inputs, structural: threeDigits(inputs.structural) },
    path: path.map((step) => ({ did: step.did, standing: threeDigits(step.standing) })),
    findings,
    coverage,
    verdict,
    diffHash,
    policy,
  };
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
};

const threeDigits = (value: number): string => value.toFixed(3);
