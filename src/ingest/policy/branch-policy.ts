import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Did, PolicyAsks } from '../../domain/index.ts';
import { pauseAfterMs } from '../identity/again.ts';
import { type Asked, ask, inShort, jsonOf, type Network, xrpc } from '../identity/network.ts';
import { knotOrigin } from '../identity/origins.ts';
import { readJson } from '../read-json.ts';
import { FRACTION, Problems, readAsked, THRESHOLDS } from './asked-policy.ts';
import { strictJson } from './strict-json.ts';

/** Where on its default branch a repository keeps its policy. */
const POLICY_PATH = '.tangled/trust-policy.json';

/** A file as its knot gives it. `commit` is the last that changed it, by the knot's word; `blob` Git's name of the content. */
interface PolicyFile {
  readonly branch: string;
  readonly commit: string | null;
  readonly blob: string;
}

/**
 * What a repository's default branch asks of the gate. `none`: the knot says there is no such file. `unreadable`: there is
 * an answer, and nothing in it can be heeded. `failed`: no answer to go by. The last two say nothing about the file before.
 */
export type BranchPolicyAnswer = {
  /** Milliseconds after which to ask again. */
  readonly againInMs: number;
  /** Failures of others in a row; 0 after any answer. */
  readonly failures: number;
} & (
  | ({ readonly kind: 'read'; readonly asks: PolicyAsks; readonly problems: readonly string[] } & PolicyFile)
  | { readonly kind: 'none'; readonly branch: string }
  | { readonly kind: 'unreadable' | 'failed'; readonly problem: string }
);

/** The repository and the host that is proven to be its knot; `failures` so far in a row. */
export interface BranchPolicyQuestion {
  readonly repoDid: Did;
  readonly knot: string;
  readonly failures: number;
}

const HOUR_MS = 3_600_000;
/** The longest a file may be, in bytes; the answer holds it escaped, with the last commit's message beside it. */
const MOST_FILE_BYTES = 16_384;
const MOST_ANSWER_BYTES = 131_072;
const MOST_BRANCH_BYTES = 65_536;

/**
 * Asks a repository's knot for the policy on its default branch: which branch that is, then the file. No redirect is
 * followed: the knot speaks for itself. Never throws for what it answers or fails to; only for an abort.
 */
export const branchPolicy = async (
  question: BranchPolicyQuestion,
  network: Network,
  signal?: AbortSignal,
): Promise<BranchPolicyAnswer> => {
  const answer = await lookUp(question, network, signal);
  const failures = answer.kind === 'failed' ? question.failures + 1 : 0;
  return { ...answer, failures, againInMs: failures === 0 ? 6 * HOUR_MS : pauseAfterMs(failures) };
};

type Found = BranchPolicyAnswer extends infer Answer
  ? Answer extends unknown
    ? Omit<Answer, 'failures' | 'againInMs'>
    : never
  : never;

const lookUp = async (
  { repoDid, knot }: BranchPolicyQuestion,
  network: Network,
  signal: AbortSignal | undefined,
): Promise<Found> => {
  const query = (method: string, parameters: Readonly<Record<string, string>>, maxBytes: number) =>
    ask(
      network.get,
      xrpc(knotOrigin(knot, network.local), method, { repo: repoDid, ...parameters }),
      jsonOf(maxBytes, signal),
    );
  const head = await query('sh.tangled.repo.getDefaultBranch', {}, MOST_BRANCH_BYTES);
  const branch = head.kind === 'answered' && head.status === 200 ? readJson(head.bytes, BRANCH)?.name : undefined;
  if (branch === undefined) return { kind: 'failed', problem: `no default branch: ${refusalOf(head)}` };
  const file = await query('sh.tangled.repo.blob', { ref: branch, path: POLICY_PATH }, MOST_ANSWER_BYTES);
  if (isNoFile(file)) return { kind: 'none', branch };
  if (file.kind === 'refused') return { kind: 'unreadable', problem: `the file: ${file.problem}` };
  const blob = file.kind === 'answered' && file.status === 200 ? readJson(file.bytes, BLOB) : null;
  if (blob === null || blob.path !== POLICY_PATH) return { kind: 'failed', problem: `the file: ${refusalOf(file)}` };
  return fileIn(blob, branch);
};

const BRANCH = z.object({ name: z.string().min(1).max(255) });
const BLOB = z.object({
  path: z.string(),
  content: z.string().nullish(),
  encoding: z.string().nullish(),
  lastCommit: z
    .object({ hash: z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/) })
    .nullish()
    .catch(null),
});
const ERROR = z.object({ error: z.string() });

/** Errors that come with a 404 and say nothing about the file. */
const OF_SOMETHING_ELSE = new Set([
  'RepoNotFound',
  'RefNotFound',
  'MethodNotFound',
  'MethodNotImplemented',
  'MethodNotSupported',
  'NotImplemented',
  'XRPCNotSupported',
]);

/** Whether the knot itself says that there is no such file: not the server before it, and not of the repository. */
const isNoFile = (asked: Asked): boolean => {
  if (asked.kind !== 'answered' || asked.status !== 404) return false;
  const error = readJson(asked.bytes, ERROR)?.error ?? null;
  return error !== null && !OF_SOMETHING_ELSE.has(error);
};

const refusalOf = (asked: Asked): string => {
  if (asked.kind !== 'answered') return asked.problem;
  if (asked.status === 200) return 'the knot answers in words unknown here';
  const error = readJson(asked.bytes, ERROR)?.error;
  return inShort(`answered ${asked.status}${error === undefined ? '' : ` ${error}`}`);
};

const fileIn = ({ content, encoding, lastCommit }: z.output<typeof BLOB>, branch: string): Found => {
  if (typeof content !== 'string') return { kind: 'unreadable', problem: 'the file has no content that can be read' };
  const bytes = Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8');
  if (bytes.length > MOST_FILE_BYTES) return { kind: 'unreadable', problem: `over ${MOST_FILE_BYTES} bytes` };
  const text = decoded(bytes);
  const json = text === null ? ({ kind: 'not', problem: 'it is not UTF-8' } as const) : strictJson(text);
  if (json.kind === 'not') return { kind: 'unreadable', problem: inShort(json.problem) };
  return { kind: 'read', ...heeded(json.value), branch, commit: lastCommit?.hash ?? null, blob: gitBlob(bytes) };
};

/** What a file may hold beside what it asks: as the record does, and for editors. The file speaks for where it lies. */
const PASSED_OVER = new Set(['$schema', '$type', 'repo', 'createdAt']);
const ASKED = new Set<string>([...THRESHOLDS, 'signals', 'attestationKinds']);

const heeded = (value: Readonly<Record<string, unknown>>) => {
  const { asks, problems: found } = readAsked(value, FRACTION);
  const problems = new Problems();
  for (const problem of found) problems.add(problem);
  for (const name of Object.keys(value)) {
    if (!ASKED.has(name) && !PASSED_OVER.has(name)) problems.add(`nothing is called ${name}`);
  }
  return { asks, problems: problems.all };
};

const utf8 = new TextDecoder('utf-8', { fatal: true });

const decoded = (bytes: Uint8Array): string | null => {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
};

/** As `git hash-object` names it. */
const gitBlob = (bytes: Uint8Array): string =>
  createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
