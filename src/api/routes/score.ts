import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { type Did, parseDid } from '../../domain/index.ts';
import type { ExplainedPerson, ReadModel } from '../../pipeline/index.ts';
import { type ApiParts, asOf, badRequest, fresh, HttpError, notFound, timeText } from '../context.ts';
import { learnedJson } from '../model-figures.ts';

const MOST_AT_ONCE = 100;

/** `GET /score/{did}` in full; `GET /scores?did=` and `POST /scores {dids}` in short, for overlays. */
export const scoreRoute = ({ model }: ApiParts): Hono =>
  new Hono()
    .get('/score/:did', (c) => {
      const did = didOf(c.req.param('did'));
      const now = model();
      const repo = c.req.query('repo') ?? null;
      if (now.person(did, repo) === null) throw unknownRepository(repo);
      return fresh(c, now, () => {
        const person = now.explainPerson(did, repo);
        if (person === null) throw unknownRepository(repo);
        return fullScore(did, person, now);
      });
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

const unknownRepository = (repo: string | null): HttpError =>
  notFound(`no repository ${String(repo).slice(0, 200)} is known`);

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
          calibratedProb: person?.learned?.calibrated ?? null,
          lanePreview: person?.lanePreview ?? 'needs_human',
          sentence: person?.explanation.sentence ?? '',
        },
      ];
    }),
  ),
});

/** Lists of people end here, with a count of those left out. */
const MOST_LISTED = 20;

const fullScore = (did: Did, person: ExplainedPerson, model: ReadModel) => {
  const { path, eigentrust, rank, standing, opinion, structural, known, seed, vouchesIn, why } = person;
  const vouchers = person.vouchers.slice(0, MOST_LISTED);
  const heard = new Set(why.denounces.map((denounce) => denounce.did));
  const denouncers = [...heard, ...person.denouncers.filter((each) => !heard.has(each))].slice(0, MOST_LISTED);
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
    calibratedProb: person.learned?.calibrated ?? null,
    modelServed: model.serving.kind === 'served',
    learned: learnedOn(person),
    path: path.map((step) => step.did),
    standings: Object.fromEntries(path.map((step) => [step.did, step.standing])),
    vouchers,
    vouchesIn,
    denouncers,
    denouncesIn: person.denouncers.length,
    handles: handlesOf(
      [did, ...path.map((step) => step.did), ...vouchers.map((each) => each.did), ...denouncers],
      model,
    ),
    reputation: null,
    conduct: null,
    lanePreview: person.lanePreview,
    explanation: person.explanation,
    why: whyOf(person, model),
    policy: model.policy,
    pulls: model.pullsBy(did).slice(0, 100).map(pullLine),
    asOf: asOf(model),
  };
};

/** What P(clean) is made of, and of which pull request it was said. */
const learnedOn = ({ learned }: ExplainedPerson) =>
  learned === null
    ? null
    : { ...learnedJson(learned.evidence), prId: learned.prId, decidedAt: timeText(learned.decidedAtUs) };

const handlesOf = (dids: readonly Did[], model: ReadModel): Record<Did, string> =>
  Object.fromEntries(
    dids.flatMap((each): [Did, string][] => {
      const handle = model.handleOf(each);
      return handle === null ? [] : [[each, handle]];
    }),
  );

const whyOf = ({ why, denouncers }: ExplainedPerson, model: ReadModel) => {
  const rating = ({ sinceUs, did, ...rest }: ExplainedPerson['why']['vouches'][number]) => ({
    did,
    handle: model.handleOf(did),
    ...rest,
    since: timeText(sinceUs),
  });
  return {
    ...why,
    vouches: why.vouches.map(rating),
    denounces: why.denounces.map(rating),
    denouncesMore: denouncers.length - why.denounces.length,
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
