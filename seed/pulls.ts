import { createdAt, type EventLog, type JsonObject, recordUri, type StrongRef, tidFor } from './event-log.ts';
import { gzipStored } from './gzip.ts';
import type { Patches } from './history.ts';
import { blobCid, didOf, hex40 } from './ids.ts';
import { didOfRepo, mayPush, repoNamed, uriOfRepo } from './repos.ts';
import { openedAt, type PullScript, type StatusWord } from './script.ts';

const PULL = 'sh.tangled.repo.pull';
const STATUS = 'sh.tangled.repo.pull.status';
const STATE_OF: Readonly<Record<StatusWord, string>> = {
  merged: 'merged',
  forged: 'merged',
  closed: 'closed',
  reopened: 'open',
};

interface Blob {
  readonly cid: string;
  readonly bytes: Uint8Array;
}

const rkeyOf = (pull: PullScript): string => tidFor(pull.author, openedAt(pull), pull.id);

export const uriOfPull = (pull: PullScript): string => recordUri(pull.author, PULL, rkeyOf(pull));

const blobOf = (patch: string): Blob => {
  const bytes = gzipStored(new TextEncoder().encode(patch));
  return { cid: blobCid(bytes), bytes };
};

/** A branch of the repository itself for those who may push, of a fork for everybody else. */
const sourceOf = (pull: PullScript): JsonObject | null => {
  if (pull.branch === null) return null;
  if (mayPush(pull.author, repoNamed(pull.repo))) return { branch: pull.branch };
  return { branch: pull.branch, repo: didOf(`fork of ${pull.repo} by ${pull.author}`) };
};

/** `target` by the address of the repository's record; or, as the newest clients write it, by a DID that proves no owner. */
const targetOf = (pull: PullScript): JsonObject => ({
  repo: pull.shape === 'did-only' ? didOfRepo(pull.repo) : uriOfRepo(pull.repo),
  branch: 'main',
});

const oldShape = (pull: PullScript, patch: string): JsonObject => {
  const rest = {
    title: pull.title,
    body: pull.body,
    patch,
    ...(pull.branch === null ? {} : { source: { branch: pull.branch, sha: hex40(`${pull.id}|source`) } }),
    createdAt: createdAt(pull.author, openedAt(pull), pull.id),
  };
  const repo = uriOfRepo(pull.repo);
  if (pull.shape === 'pull-id') return { targetRepo: repo, targetBranch: 'main', pullId: 1, ...rest };
  return { target: { repo, branch: 'main' }, ...rest };
};

/** What a pull request says it mends is named as an appview's link would: by its address, and in the references. */
const bodyOf = ({ body, fixes }: PullScript, references: readonly string[]): string =>
  [body, fixes === null ? '' : `Fixes ${references.join(', ')}`].filter((part) => part !== '').join('\n\n');

const currentShape = (pull: PullScript, blobs: readonly Blob[], references: readonly string[]): JsonObject => {
  const source = sourceOf(pull);
  const body = bodyOf(pull, references);
  return {
    target: targetOf(pull),
    ...(source === null ? {} : { source }),
    title: pull.title,
    ...(body === '' ? {} : { body }),
    ...(references.length === 0 ? {} : { references }),
    rounds: blobs.map(({ cid, bytes }, index) => ({
      patchBlob: { $type: 'blob', ref: { $link: cid }, mimeType: 'application/gzip', size: bytes.length },
      createdAt: createdAt(pull.author, pull.rounds[index]?.at ?? openedAt(pull), pull.id),
    })),
    createdAt: createdAt(pull.author, openedAt(pull), pull.id),
  };
};

const tellStatuses = (log: EventLog, pull: PullScript): void => {
  for (const { word, at, by } of pull.statuses) {
    const mark = `${pull.id}|${word}`;
    log.put(
      { by, at, collection: STATUS, rkey: tidFor(by, at, mark) },
      { pull: uriOfPull(pull), status: `${STATUS}.${STATE_OF[word]}`, createdAt: createdAt(by, at, mark) },
    );
  }
};

interface Told {
  readonly ref: StrongRef;
  readonly blobs: readonly Blob[];
}

/** Puts one pull request's whole life into the log: creation, later rounds, statuses, withdrawal. */
const tellPull = (log: EventLog, pull: PullScript, patches: readonly string[], references: readonly string[]): Told => {
  const act = { by: pull.author, collection: PULL, rkey: rkeyOf(pull) };
  const inline = pull.shape === 'inline' || pull.shape === 'pull-id';
  const blobs = inline ? [] : patches.map(blobOf);
  let ref: StrongRef = { uri: uriOfPull(pull), cid: '' };
  for (const [index, patch] of patches.entries()) {
    const record = inline ? oldShape(pull, patch) : currentShape(pull, blobs.slice(0, index + 1), references);
    ref = log.put({ ...act, at: pull.rounds[index]?.at ?? openedAt(pull) }, record);
  }
  tellStatuses(log, pull);
  if (pull.withdrawnAt !== null) log.remove({ ...act, at: pull.withdrawnAt });
  return { ref, blobs: pull.withheld ? [] : blobs };
};

/** Tells every pull request; returns the blobs to be had, and a reference to each record by the script's id. */
export const tellPulls = (
  log: EventLog,
  pulls: readonly PullScript[],
  patches: Patches,
): { readonly blobs: readonly Blob[]; readonly refs: ReadonlyMap<string, StrongRef> } => {
  const blobs = new Map<string, Blob>();
  const refs = new Map<string, StrongRef>();
  for (const pull of pulls) {
    const original = pulls.find(({ id }) => id === (pull.reverts ?? pull.fixes));
    const references = original === undefined ? [] : [uriOfPull(original)];
    const told = tellPull(log, pull, patches.get(pull.id) ?? [], references);
    refs.set(pull.id, told.ref);
    for (const blob of told.blobs) blobs.set(blob.cid, blob);
  }
  return { blobs: [...blobs.values()], refs };
};
