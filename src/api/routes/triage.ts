import { Hono } from 'hono';
import { z } from 'zod';
import type { Severity } from '../../domain/index.ts';
import { LANES } from '../../domain/index.ts';
import type { PullView, ReadModel } from '../../pipeline/index.ts';
import { type ApiParts, asOf, fresh, staleJson, timeText } from '../context.ts';
import { limitParameter, pageOf, queryOf } from '../paging.ts';

const query = z.object({
  lane: z.enum(LANES).optional(),
  repo: z.string().optional(),
  q: z.string().max(200).optional(),
  limit: limitParameter,
  cursor: z.string().optional(),
});

/** `GET /triage`: the open pull requests with their lanes, newest first. */
export const triageRoute = ({ model }: ApiParts): Hono =>
  new Hono().get('/triage', (c) => {
    const { lane, repo, q, limit, cursor } = queryOf(query, c.req.query());
    const now = model();
    return fresh(c, now, () => {
      const inRepo = now.open.filter((pull) => repo === undefined || repoKey(pull) === repo);
      const searched = q === undefined ? inRepo : inRepo.filter(matches(q, now));
      const found =
        lane === undefined ? searched : searched.filter((pull) => pull.decision?.body.outcome.lane === lane);
      const page = pageOf(found, { limit, cursor, keyOf: (pull) => pull.entry.uri });
      return {
        items: page.items.map((pull) => triageItem(pull, now)),
        cursor: page.cursor,
        counts: laneCounts(searched),
        repos: openByRepo(now),
        asOf: asOf(now),
        stale: staleJson(now.stale),
      };
    });
  });

/** A repository's address, or its name in the record while the repository is unknown. */
const repoKey = (pull: PullView): string => pull.entry.repo ?? pull.entry.targetRepo;

const matches = (q: string, model: ReadModel) => {
  const needle = q.trim().toLowerCase();
  return (pull: PullView): boolean =>
    [pull.entry.title, pull.repoName, pull.entry.author, model.handleOf(pull.entry.author) ?? '', pull.prId].some(
      (text) => text.toLowerCase().includes(needle),
    );
};

const triageItem = (pull: PullView, model: ReadModel) => {
  const { entry, decision } = pull;
  const body = decision?.body ?? null;
  return {
    prId: pull.prId,
    uri: entry.uri,
    repo: repoKey(pull),
    repoName: pull.repoName,
    seenFrom: model.seenFrom(pull),
    title: shortened(entry.title),
    author: entry.author,
    authorHandle: model.handleOf(entry.author),
    lane: body?.outcome.lane ?? null,
    badge: body?.explanation.badge ?? 'not decided yet',
    reasons: body?.explanation.reasons ?? [],
    structural: body?.inputs.structural ?? null,
    calibratedProb: body?.inputs.calibrated ?? null,
    contentRisk: body?.inputs.content?.risk ?? null,
    findings: bySeverity(body?.inputs.content?.flags ?? []),
    tier: pull.repo?.tier ?? 'public',
    createdAt: timeText(entry.createdAtUs),
    decidedAt: decision === null ? null : timeText(decision.decidedAtUs),
    stale: staleJson(pull.stale),
  };
};

/** A list shows the beginning; the whole stands in the review. */
const shortened = (title: string): string => (title.length > 300 ? `${title.slice(0, 300)}…` : title);

/** Of the findings that count; those that only advise stand in the review. */
const bySeverity = (severities: readonly Severity[]) => {
  const counts = { high: 0, medium: 0, low: 0 };
  for (const severity of severities) counts[severity] += 1;
  return counts;
};

const laneCounts = (pulls: readonly PullView[]) => {
  const counts = { fast_lane: 0, normal_queue: 0, needs_human: 0, undecided: 0 };
  for (const pull of pulls) counts[pull.decision?.body.outcome.lane ?? 'undecided'] += 1;
  return counts;
};

const openByRepo = (model: ReadModel) =>
  [...Map.groupBy(model.open, repoKey)]
    .map(([repo, pulls]) => ({ repo, repoName: pulls[0]?.repoName ?? repo, open: pulls.length }))
    .sort((a, b) => b.open - a.open || (a.repoName < b.repoName ? -1 : 1));
