import { type Context, Hono } from 'hono';
import type { Decision, Rule } from '../../domain/index.ts';
import type { PullView, ReadModel } from '../../pipeline/index.ts';
import { type ApiParts, fresh, notFound, timeText } from '../context.ts';
import { labelJson } from '../label-json.ts';
import { learnedJson } from '../model-figures.ts';
import { shadowOn } from '../shadow.ts';

const RULE_TEXT: Readonly<Record<Rule['name'], string>> = {
  attestation: 'a sensitive repository needs an attestation by the author',
  risk: 'too little trust, too much risk, or a finding of high severity',
  guard: 'a guard: eligibility revoked, open dispute, denounced here, or too large to review',
  fast: 'enough trust, little risk, and nothing holds it back',
  otherwise: 'none of the rows above',
};

/** `GET /review/{prId}`: one decision and everything under it. The id may come encoded or with its slashes. */
export const reviewRoute = ({ model, reviewer }: ApiParts): Hono => {
  const answer = (c: Context): Response => {
    const id = c.req.param('id') ?? '';
    const now = model();
    const pull = now.pull(id);
    if (pull === null) throw notFound(`no pull request ${id.slice(0, 200)} is known`);
    return fresh(c, now, () => ({ ...reviewOf(pull, now), reviewer: reviewerOf(reviewer) }));
  };
  return new Hono().get('/review/:id{.+}', answer);
};

/** Who would review it now, whatever the decision was made with. */
const reviewerOf = (reviewer: ApiParts['reviewer']) =>
  reviewer ? { model: reviewer.model, promptHash: reviewer.promptHash } : null;

const reviewOf = (pull: PullView, model: ReadModel) => {
  const { entry, decision } = pull;
  const body = decision?.body ?? null;
  return {
    prId: pull.prId,
    uri: entry.uri,
    repo: entry.repo ?? entry.targetRepo,
    repoName: pull.repoName,
    tier: pull.repo?.tier ?? 'public',
    title: entry.title,
    author: entry.author,
    authorHandle: model.handleOf(entry.author),
    seenFrom: model.seenFrom(pull),
    carriedBy: model.carriedBy(pull),
    createdAt: timeText(entry.createdAtUs),
    state: entry.state,
    rounds: entry.rounds,
    stateSaidBy: entry.saidBy,
    claimedMerged: entry.claimedMerged,
    dependsOn: entry.dependsOn,
    patch: {
      origin: entry.patchOrigin,
      problem: entry.patchProblem,
      askedAgainAt: entry.patchAgainAtUs === null ? null : timeText(entry.patchAgainAtUs),
    },
    decision: decision === null ? null : decisionOf(decision.body, decision.decidedAtUs),
    inputs: body?.inputs ?? null,
    evidence: body === null ? null : evidenceOf(body, model),
    policy: body?.policy ?? model.policy,
    policyNotes: body?.explanation.policyNotes ?? [],
    policyAsked: body?.explanation.policyAsked ?? [],
    attestation: body === null ? null : attestationOf(body),
    sources: body?.sources ?? [],
    stale: pull.stale ? { since: timeText(pull.stale.sinceUs), why: pull.stale.why } : null,
    shadow: shadowOn(pull, model),
    label: labelJson(model.labelOf(entry.uri), model),
    history: model.history(entry.uri).map(({ lane, rule, sentence, policy, decidedAtUs }) => ({
      lane,
      rule,
      sentence,
      policy,
      decidedAt: timeText(decidedAtUs),
    })),
  };
};

const decisionOf = (body: Decision, decidedAtUs: number) => ({
  lane: body.outcome.lane,
  rule: { ...body.outcome.rule, text: RULE_TEXT[body.outcome.rule.name] },
  reasons: body.explanation.reasons,
  explanation: { ...body.explanation, steps: body.explanation.steps ?? [] },
  decidedAt: timeText(decidedAtUs),
  asOf: timeText(body.evidence.asOfUs),
  policyVersion: body.policy.version,
  inputsHash: body.inputsHash,
});

/** Whether the author is attested and by what; null where the repository asks for none. */
const attestationOf = ({ inputs, evidence: { attestation = null } }: Decision) => {
  if (inputs.tier !== 'sensitive') return null;
  const { attested } = inputs;
  if (attestation === null) return { attested, record: null };
  const { uri, kind, jurisdiction, fromUs, expiresAtUs } = attestation;
  const until = expiresAtUs === null ? null : timeText(expiresAtUs);
  return { attested, record: { uri, kind, jurisdiction, from: timeText(fromUs), until } };
};

const evidenceOf = ({ evidence }: Decision, model: ReadModel) => {
  const { asOfUs: _, attestation: __, learned, ...rest } = evidence;
  return {
    ...rest,
    path: evidence.path.map((step) => ({ ...step, handle: model.handleOf(step.did) })),
    vouchers: evidence.vouchers.map((voucher) => ({ ...voucher, handle: model.handleOf(voucher.did) })),
    learned: learnedJson(learned),
  };
};
