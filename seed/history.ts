import { rfc5322, usAt } from './clock.ts';
import { hex40 } from './ids.ts';
import { formatPatch, type PatchMail } from './patch.ts';
import { handleOf, type Person, personNamed } from './people.ts';
import { REPOS } from './repos.ts';
import { type Commit, openedAt, type PullScript, type Round } from './script.ts';
import { applyCommit, type FileDelta, readTree, revertOf, type Tree } from './tree.ts';

/** `git format-patch` texts of a pull request's rounds, in order, by the pull request's id. */
export type Patches = ReadonlyMap<string, readonly string[]>;

/** Something that reads or changes a repository's files at a moment. */
interface Step {
  readonly at: string;
  readonly pull: PullScript;
  readonly round: Round;
  readonly kind: 'offered' | 'merged';
}

/** A revert's script names no edits: here they are, taken from the pull request it takes back. */
const withReverts = (pulls: readonly PullScript[]): PullScript[] =>
  pulls.map((pull) => {
    if (pull.reverts === null) return pull;
    const original = pulls.find(({ id }) => id === pull.reverts);
    const last = original?.rounds.at(-1);
    if (original === undefined || last === undefined) throw new TypeError(`${pull.id} reverts nothing`);
    return { ...pull, rounds: [{ at: openedAt(pull), commits: [revertOf(original.title, last.commits)] }] };
  });

const stepsOf = (pull: PullScript): Step[] => {
  const offers = pull.rounds.map((round): Step => ({ at: round.at, pull, round, kind: 'offered' }));
  const merge = pull.statuses.find(({ word }) => word === 'merged');
  const last = pull.rounds.at(-1);
  return merge === undefined || last === undefined
    ? offers
    : [...offers, { at: merge.at, pull, round: last, kind: 'merged' }];
};

const messageFor = (author: Person, pull: PullScript): string => {
  const trailer = author.signsOff
    ? `Signed-off-by: ${author.fullName} <${handleOf(author.name).replace('.', '@')}>`
    : '';
  const text = pull.rounds.length === 1 && pull.rounds[0]?.commits.length === 1 ? pull.body : '';
  return [text, trailer].filter((part) => part !== '').join('\n\n');
};

const mailFor = (step: Step, commit: Commit, deltas: readonly FileDelta[], index: number): PatchMail => {
  const author = personNamed(step.pull.author);
  const salt = `${step.pull.id}|${step.at}|${index}`;
  return {
    sha: hex40(salt),
    from: `${author.fullName} <${handleOf(author.name).replace('.', '@')}>`,
    // Commits are made before they are offered.
    date: rfc5322(usAt(step.at, salt) - 900_000_000, author.zone),
    subject: commit.subject,
    message: messageFor(author, step.pull),
    deltas,
  };
};

const play = (tree: Tree, step: Step): { readonly tree: Tree; readonly mails: readonly PatchMail[] } => {
  let current = tree;
  const mails = step.round.commits.map((commit, index) => {
    const { deltas, tree: next } = applyCommit(current, commit);
    current = next;
    return mailFor(step, commit, deltas, index);
  });
  return { tree: current, mails };
};

const named = (step: Step, thrown: unknown): Error =>
  new Error(`${step.pull.id} of the demo world does not apply`, { cause: thrown });

/** Plays every repository's history: each round against the files as merged at its moment. */
export const playHistory = (pulls: readonly PullScript[]): Patches =>
  new Map([...playMails(pulls)].map(([id, rounds]) => [id, rounds.map(formatPatch)]));

/** Likewise, as the mails of each pull request's rounds. */
export const playMails = (pulls: readonly PullScript[]): ReadonlyMap<string, readonly (readonly PatchMail[])[]> => {
  const trees = new Map(REPOS.map(({ name }) => [name, readTree(name)]));
  const patches = new Map<string, (readonly PatchMail[])[]>();
  const steps = withReverts(pulls)
    .flatMap(stepsOf)
    .sort((a, b) => Number(a.at > b.at) - Number(a.at < b.at));
  for (const step of steps) {
    try {
      const played = play(trees.get(step.pull.repo) ?? new Map(), step);
      if (step.kind === 'merged') trees.set(step.pull.repo, played.tree);
      else patches.set(step.pull.id, [...(patches.get(step.pull.id) ?? []), played.mails]);
    } catch (thrown) {
      throw named(step, thrown);
    }
  }
  return patches;
};
