import type { JsonObject } from '../event-log.ts';
import { didOf } from '../ids.ts';
import { HOUR_US } from './calendar.ts';
import { repoName } from './change.ts';
import { diceFor, inPercent } from './dice.ts';
import type { Society } from './society.ts';
import { tidOf, told, writtenAt } from './telling.ts';

const REPO = 'sh.tangled.repo';
const KNOT = 'knot.example.com';
const care = diceFor('care');

const ownerOf = (society: Society, repo: number): number => society.maintainersOf(repo)[0] ?? 0;

/** The address of a repository's record. */
export const repoUri = (society: Society, repo: number): string =>
  `at://${society.didOf(ownerOf(society, repo))}/${REPO}/${repoName(repo)}`;

/** A repository's record, its collaborators, and for one in fifty that it is sensitive. */
export const tellRepo = (society: Society, repo: number): readonly JsonObject[] => {
  const [owner = 0, ...others] = society.maintainersOf(repo);
  const did = society.didOf(owner);
  const repoDid = didOf(`repository ${repo} of the large world`);
  const tell = (collection: string, atUs: number, record: JsonObject, rkey: string): JsonObject =>
    told({ did, atUs, collection, rkey }, { ...record, createdAt: writtenAt(atUs, owner) }).event;
  const bornUs = society.sinceUs(owner) + HOUR_US + repo;
  const description = `${repoName(repo)}, one of many`;
  const events = [tell(REPO, bornUs, { knot: KNOT, description, topics: [], repoDid }, repoName(repo))];
  for (const person of others) {
    const atUs = Math.max(bornUs, society.sinceUs(person)) + HOUR_US;
    const record = { subject: society.didOf(person), repo: repoDid };
    events.push(tell(`${REPO}.collaborator`, atUs, record, tidOf(atUs, person)));
  }
  if (inPercent(2, care(repo))) {
    const atUs = bornUs + HOUR_US;
    events.push(tell('sh.tangled.trust.repoTier', atUs, { repo: repoDid, tier: 'sensitive' }, tidOf(atUs, repo)));
  }
  return events;
};
