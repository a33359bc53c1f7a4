import { createHash } from 'node:crypto';
import type { Cap, Decision, Did, Evidence, GateInputs, Guard, Policy } from '../domain/index.ts';
import { decide, explain } from '../gate/index.ts';
import type { Analysis } from './analyse.ts';
import { contentOf } from './content-risk.ts';
import type { OpenPull, World } from './ports.ts';
import { HOP_DECAY, type PersonTrust, type TrustViews } from './trust-view.ts';

/** What every decision of one pass is made with. */
export interface Bench {
  readonly world: World;
  readonly views: TrustViews;
  readonly policy: Policy;
  readonly nameOf: (did: Did) => string;
  /** Caps that hold for every pull request now, such as `stale`. */
  readonly caps?: readonly Cap[];
}

/** Decides one pull request from facts alone. Pure: the same facts give the same decision to the last bit. */
export const decidePull = (pull: OpenPull, analysis: Analysis, bench: Bench): Decision => {
  const trust = bench.views(pull.repo).of(pull.author);
  const inputs = inputsOf(pull, analysis, trust, bench);
  const evidence = evidenceOf(analysis, trust, bench.world.asOfUs);
  const outcome = decide(inputs, bench.policy);
  const { policy, nameOf } = bench;
  const reach = { byMaintainer: HOP_DECAY, byVouched: HOP_DECAY ** 2 };
  return {
    pull: pull.uri,
    author: pull.author,
    outcome,
    inputs,
    evidence,
    explanation: explain({ outcome, inputs, evidence, policy, nameOf, reach }),
    policy,
    inputsHash: hashOf(inputs, evidence, policy),
  };
};

const inputsOf = (pull: OpenPull, analysis: Analysis, trust: PersonTrust, bench: Bench): GateInputs => {
  const { world, policy } = bench;
  const guards: Guard[] = [];
  if (isDenouncedByMaintainers(pull, world)) guards.push('denounced-by-maintainers');
  const tooLarge = analysis.kind === 'read' && analysis.coverage.bytes > policy.reviewBudgetBytes;
  if (analysis.kind === 'too-large' || tooLarge) guards.push('over-budget');
  const caps: Cap[] = [...(bench.caps ?? [])];
  if (analysis.kind === 'unavailable') caps.push('diff-unavailable');
  if (analysis.kind === 'unreadable') caps.push('diff-unreadable');
  if (analysis.kind === 'read' && analysis.coverage.unreadBytes > 0) caps.push('unread-bytes');
  return {
    tier: world.repos.find((repo) => repo.uri === pull.repo)?.tier ?? 'public',
    attested: isAttested(pull.author, world),
    structural: trust.structural,
    content: analysis.kind === 'read' ? contentOf(analysis.findings) : null,
    guards,
    caps,
  };
};

const evidenceOf = (analysis: Analysis, trust: PersonTrust, asOfUs: number): Evidence => ({
  path: trust.path,
  vouchers: trust.vouchers,
  eigentrust: trust.eigentrust,
  standing: trust.standing,
  opinion: trust.opinion,
  findings: analysis.kind === 'read' ? analysis.findings : [],
  coverage: analysis.kind === 'read' ? analysis.coverage : null,
  verdict: null,
  diffHash: analysis.kind === 'read' ? analysis.diffHash : null,
  asOfUs,
});

/** Over what would make another decision or another explanation; not over figures that drift from day to day. */
export const hashOf = (inputs: GateInputs, evidence: Evidence, policy: Policy): string => {
  const { path, findings, coverage, verdict, diffHash } = evidence;
  const facts = { inputs, path, findings, coverage, verdict, diffHash, policy };
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
};

const isDenouncedByMaintainers = ({ repo, author }: OpenPull, { maintainers, vouches }: World): boolean => {
  const denouncers = new Set<Did>();
  for (const { fromDid, toDid, polarity } of vouches)
    if (polarity === 'denounce' && toDid === author) denouncers.add(fromDid);
  return maintainers.some((maintainer) => maintainer.repo === repo && denouncers.has(maintainer.did));
};

const isAttested = (author: Did, { attestations, asOfUs }: World): boolean =>
  attestations.some(
    ({ did, fromUs, expiresAtUs }) =>
      did === author && fromUs <= asOfUs && (expiresAtUs === null || asOfUs < expiresAtUs),
  );

/** Names for people: the handle last announced, or the DID cut short. */
export const namesIn = (world: Pick<World, 'handles'>): ((did: Did) => string) => {
  const handles = new Map(world.handles.map(({ did, handle }) => [did, handle]));
  return (did) => handles.get(did) ?? (did.length > 20 ? `${did.slice(0, 16)}…` : did);
};
