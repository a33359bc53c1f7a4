import { rfc5322 } from '../clock.ts';
import type { JsonObject } from '../event-log.ts';
import { gzipStored } from '../gzip.ts';
import { blobCid, didOf } from '../ids.ts';
import { formatMails } from '../patch.ts';
import { HOUR_US } from './calendar.ts';
import { type Change, type ChangePart, changeOf } from './change.ts';
import { diceFor } from './dice.ts';
import { handleOf, nameOf } from './people.ts';
import { type PullPlan, pullPlan } from './plan.ts';
import { repoUri } from './repos.ts';
import type { Society } from './society.ts';
import { type Deed, tidOf, told, writtenAt, zoneOf } from './telling.ts';
import type { TemplateFamily } from './templates.ts';

/** A file beside the records. */
export interface Blob {
  readonly cid: string;
  readonly bytes: Uint8Array;
}

/** A pull request's whole life: its records and the patches they refer to. */
export interface ToldPull {
  readonly events: readonly JsonObject[];
  readonly blobs: readonly Blob[];
}

const PULL = 'sh.tangled.repo.pull';
const STATUS = 'sh.tangled.repo.pull.status';
/** One in so many has its patches in blobs, as records are written today; the others inline, as before 2026. */
const BLOBS_EVERY = 8;

const shaPart = diceFor('sha');

const shaOf = (pull: number, round: number, part: number): string =>
  Array.from({ length: 5 }, (_, piece) => shaPart(pull, (round * 64 + part) * 8 + piece))
    .map((bits) => bits.toString(16).padStart(8, '0'))
    .join('');

/** The parts that a round shows: the last one all of them, each before it one less. */
const partsIn = (change: Change, round: number, rounds: number): readonly ChangePart[] =>
  change.parts.slice(0, Math.max(1, change.parts.length - (rounds - 1 - round)));

const patchOf = (plan: PullPlan, round: number, change: Change): string => {
  const { author, number, roundsUs } = plan;
  const address = handleOf(author).replace('.', '@');
  const mails = partsIn(change, round, roundsUs.length).map(({ subject, files }, part) => ({
    sha: shaOf(number, round, part),
    from: `${nameOf(author)} <${address}>`,
    // Commits are made before they are offered.
    date: rfc5322((roundsUs[round] ?? 0) - HOUR_US / 4, zoneOf(author)),
    subject,
    message: part === 0 ? change.body : '',
    files,
  }));
  return formatMails(mails);
};

/** What takes back the last round of a pull request, in one commit that names its first. */
const revertOf = (original: PullPlan, change: Change): Change => {
  const subject = `Revert "${change.title}"`;
  const body = `This reverts commit ${shaOf(original.number, original.roundsUs.length - 1, 0)}.`;
  const files = change.parts.toReversed().flatMap(({ inverse }) => inverse);
  return { title: subject, body, parts: [{ subject, files, inverse: [] }] };
};

const rkeyOf = ({ number, roundsUs }: PullPlan): string => tidOf(roundsUs[0] ?? 0, number);

const uriOf = (society: Society, plan: PullPlan): string =>
  `at://${society.didOf(plan.author)}/${PULL}/${rkeyOf(plan)}`;

const bodiesOf = (society: Society, plan: PullPlan, { title, body }: Change): JsonObject => {
  const { repo, author, number, reverts, roundsUs } = plan;
  const mayPush = society.maintainersOf(repo).includes(author);
  const fork = mayPush ? {} : { repo: didOf(`fork of ${repo} by ${author}`) };
  return {
    target: { repo: repoUri(society, repo), branch: 'main' },
    source: { branch: `change-${number}`, ...fork },
    title,
    ...(body === '' ? {} : { body }),
    ...(reverts === null ? {} : { references: [uriOf(society, reverts)] }),
    createdAt: writtenAt(roundsUs[0] ?? 0, author),
  };
};

const blobOf = (patch: string): Blob => {
  const bytes = gzipStored(new TextEncoder().encode(patch));
  return { cid: blobCid(bytes), bytes };
};

const roundsIn = (plan: PullPlan, blobs: readonly Blob[]): JsonObject => ({
  rounds: blobs.map(({ cid, bytes }, round) => ({
    patchBlob: { $type: 'blob', ref: { $link: cid }, mimeType: 'application/gzip', size: bytes.length },
    createdAt: writtenAt(plan.roundsUs[round] ?? 0, plan.author),
  })),
});

const statusOf = (society: Society, plan: PullPlan): readonly JsonObject[] => {
  const { ending, number } = plan;
  if (ending === null) return [];
  const { by, atUs, state } = ending;
  const deed: Deed = { did: society.didOf(by), atUs, collection: STATUS, rkey: tidOf(atUs, number) };
  const record = { pull: uriOf(society, plan), status: `${STATUS}.${state}`, createdAt: writtenAt(atUs, by) };
  return [told(deed, record).event];
};

/** Tells the pull request of this number, round by round, and how it ended. */
export const tellPull = (society: Society, families: readonly TemplateFamily[], number: number): ToldPull => {
  const plan = pullPlan(society, number);
  const { reverts } = plan;
  const change =
    reverts === null
      ? changeOf(number, plan.repo, families)
      : revertOf(reverts, changeOf(reverts.number, reverts.repo, families));
  const patches = plan.roundsUs.map((_, round) => patchOf(plan, round, change));
  const blobs = number % BLOBS_EVERY === 0 ? patches.map(blobOf) : [];
  const fields = bodiesOf(society, plan, change);
  const events = plan.roundsUs.map((atUs, round) => {
    const deed: Deed = { did: society.didOf(plan.author), atUs, collection: PULL, rkey: rkeyOf(plan) };
    const content = blobs.length > 0 ? roundsIn(plan, blobs.slice(0, round + 1)) : { patch: patches[round] };
    return told(deed, { ...fields, ...content }, round === 0 ? 'create' : 'update').event;
  });
  return { events: [...events, ...statusOf(society, plan)], blobs };
};
