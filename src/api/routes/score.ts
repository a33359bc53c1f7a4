import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { type Did, parseDid } from '../../domain/index.ts';
import type { ReadModel } from '../../pipeline/index.ts';
import { type ApiParts, asOf, badRequest, fresh, HttpError, notFound, timeText } from '../context.ts';

const MOST_AT_ONCE = 100;

/** `GET /score/{did}` in full; `GET /scores?did=` and `POST /scores {dids}` in short, for overlays. */
export const scoreRoute = ({ model }: ApiParts): Hono =>
  new Hono()
    .get('/score/:did', (c) => {
      const did = didOf(c.req.param('did'));
      const now = model();
      const repo = c.req.query('repo') ?? null;
      const person = now.person(did, repo);
      if (person === null) throw notFound(`no repository ${String(repo).slice(0, 200)} is known`);
      return fresh(c, now, () => fullScore(did, repo, now));
    })
    .get('/scores', (c) => {
      const dids = checked(c.req.queries('did') ?? []);
      const now = model();
      return fresh(c, now, () => shortScores(dids, now));
    })
    .post('/scores', bodyLimit({ maxSize: 64 * 1024, onError: tooLarge }), async (c) => {
      const body = z.object({ dids: z.array(z.string()) }).safeParse(await c.req.json().catch(() => null));
      if (!body.success) throw badRequest('the body must be {"dids": ["did:…", …]}');
      return c.json(shortScores(checked(body.data.dids), model()));
    });

const tooLarge = (): never => {
  throw new HttpError(413, 'PayloadTooLarge', 'the body is over 64 KiB');
};

const didOf = (text: string): Did => {
  const did = parseDid(text);
  if (did === null) throw badRequest(`"${text.slice(0, 100)}" is not a DID`);
  return did;
};

const checked = (texts: readonly string[]): Did[] => {
  if (texts.length === 0) throw badRequest('did: name at least one');
  if (texts.length > MOST_AT_ONCE) throw badRequest(`did: at most ${MOST_AT_ONCE} at once, got ${texts.length}`);
  return texts.map(didOf);
};

const shortScores = (dids: readonly Did[], model: ReadModel) => ({
  scores: Object.fromEntries(
    dids.map((did) => {
      const person = model.person(did, null);
      return [
        did,
        {
          handle: model.handleOf(did),
          known: person?.known ?? false,
          structural: person?.structural ?? 0,
          lanePreview: person?.lanePreview ?? 'needs_human',
          sentence: person?.explanation.sentence ?? '',
        },
      ];
    }),
  ),
});

const fullScore = (did: Did, repo: string | null, model: ReadModel) => {
  const person = model.person(did, repo);
  if (person === null) throw notFound(`no repository ${repo} is known`);
  const named = [
    did,
    ...person.path.map((step) => step.did),
    ...person.vouchers.map((each) => each.did),
    ...person.denouncers,
  ];
  const handles = named.flatMap((each): [Did, string][] => {
    const handle = model.handleOf(each);
    return handle === null ? [] : [[each, handle]];
  });
  const { path, vouchers, denouncers, eigentrust, rank, standing, opinion, structural, known, seed } = person;
  return {
    did,
    handle: model.handleOf(did),
    known,
    seed,
    eigentrust,
    rank,
    of: model.ranking.length,
    standing,
    opinion,
    structural,
    calibratedProb: null,
    modelServed: false,
    path: path.map((step) => step.did),
    standings: Object.fromEntries(path.map((step) => [step.did, step.standing])),
    vouchers,
    vouchesIn: person.vouchesIn,
    denouncers,
    handles: Object.fromEntries(handles),
    reputation: null,
    conduct: null,
    lanePreview: person.lanePreview,
    explanation: person.explanation,
    pulls: model.pullsBy(did).slice(0, 100).map(pullLine),
    asOf: asOf(model),
  };
};

const pullLine = (pull: ReturnType<ReadModel['pullsBy']>[number]) => ({
  prId: pull.prId,
  title: pull.entry.title.slice(0, 300),
  repoName: pull.repoName,
  state: pull.entry.state,
  lane: pull.decision?.body.outcome.lane ?? null,
  createdAt: timeText(pull.entry.createdAtUs),
});
