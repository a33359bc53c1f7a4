import type { AtUri, Did, PolicyAsks } from '../domain/index.ts';

/** What was heeded of a file on a default branch. */
export interface FileHeeded {
  readonly asks: PolicyAsks;
  /** What in it could not be heeded. */
  readonly problems: readonly string[];
  readonly branch: string;
  readonly commit: string | null;
  readonly blob: string;
}

/** A repository whose knot is to be asked for the policy on its default branch. */
export interface WantedFile {
  readonly repoDid: Did;
  readonly uri: AtUri;
  readonly knot: string;
  readonly failures: number;
  readonly newsAtUs: number;
  /** The file heeded last; null for none. */
  readonly last: FileHeeded | null;
}

/** What the knot answers. */
export type KnotAnswer = { readonly againInMs: number; readonly failures: number } & (
  | ({ readonly kind: 'read' } & FileHeeded)
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable' | 'failed'; readonly problem: string }
);

/** How asking ended, to be remembered. */
export interface AskedKnot extends Omit<WantedFile, 'last'> {
  readonly state: 'read' | 'none' | 'unreadable' | 'unanswered';
  readonly file: FileHeeded | null;
  readonly problem: string | null;
  readonly checkedAtUs: number;
  readonly againAtUs: number;
}

/**
 * What is remembered of an answer. A file that cannot be read, and a knot that does not answer, leave the file before in
 * force: it can only be gone by the knot's own word.
 */
export const afterAsking = (wanted: WantedFile, answer: KnotAnswer, nowUs: number): AskedKnot => {
  const { last, ...asked } = wanted;
  const againAtUs = nowUs + Math.round(answer.againInMs * 1000);
  const row = { ...asked, failures: answer.failures, checkedAtUs: nowUs, againAtUs };
  switch (answer.kind) {
    case 'read': {
      const { asks, problems, branch, commit, blob } = answer;
      const problem = problems.length === 0 ? null : problems.join('; ');
      return { ...row, state: 'read', file: { asks, problems, branch, commit, blob }, problem };
    }
    case 'none':
      return { ...row, state: 'none', file: null, problem: null };
    default:
      return {
        ...row,
        state: answer.kind === 'failed' ? 'unanswered' : 'unreadable',
        file: last,
        problem: answer.problem,
      };
  }
};
