import { InvariantError } from '../../domain/index.ts';
import { classifyFault, classifyOutcome } from './classify-outcome.ts';
import { isRecord } from './classify-result.ts';
import type { Classified, StageName, StageSource } from './outcome.ts';
import { currentContext, type PullContext } from './pull-context.ts';

/** What is known of a stage beside its name. */
export interface StageOptions {
  /** Whose answer it is, where the stage has several: see `classifyOutcome`. */
  readonly source?: StageSource;
  /** Names what the answer is made from; an outcome from the same inputs is kept once. Default: the pull request alone. */
  readonly inputs?: string;
  /** Names what the answer is made from where pull requests may share it: one patch gives one analysis, whoever sends it. */
  readonly shared?: string;
  /** What the same source answered last, about something else. */
  readonly before?: unknown;
  /** Answers of earlier stages that this one is made from. */
  readonly uses?: readonly unknown[];
}

/**
 * Runs one stage of the pull request at work, and puts what came of it into its log. What a stage throws is a failure, and
 * thrown on. That a stage of our own succeeds is not noted: decisions say so.
 * @throws InvariantError outside `inPull`, and when the answer, or one that it uses, was made for another pull request
 * (and not under a key that both have) or says that it is about another.
 */
export const stage = async <Result>(
  name: StageName,
  work: () => Result | Promise<Result>,
  options: StageOptions = {},
): Promise<Result> => {
  const context = currentContext();
  if (context === null) throw new InvariantError(`the stage ${name} runs for no pull request`);
  const { source, shared = null, before = null, uses = [] } = options;
  if (shared !== null) context.shared.add(shared);
  for (const used of uses) refuseOthers(name, used, context);
  let answer: Result;
  try {
    answer = await work();
  } catch (error) {
    const fault = classifyFault(name, error, source);
    if (fault !== null) note(context, name, options, [fault]);
    throw error;
  }
  claim(name, answer, context, shared);
  note(context, name, options, classifyOutcome(name, before, answer, source));
  return answer;
};

/** For which pull request an answer was made, and under which key others may have it. */
interface Maker {
  readonly pull: string;
  readonly shared: string | null;
}

const makers = new WeakMap<object, Maker>();

const claim = (name: StageName, answer: unknown, context: PullContext, shared: string | null): void => {
  refuseOthers(name, answer, context);
  if (typeof answer !== 'object' || answer === null || makers.has(answer)) return;
  makers.set(answer, { pull: context.pull.uri, shared });
};

const refuseOthers = (name: StageName, answer: unknown, { pull, shared }: PullContext): void => {
  if (typeof answer !== 'object' || answer === null) return;
  const refuse = (other: string): never => {
    throw new InvariantError(`the stage ${name} of ${pull.uri} was given what belongs to ${other}`);
  };
  const maker = makers.get(answer);
  const isOurs = maker === undefined || maker.pull === pull.uri || (maker.shared !== null && shared.has(maker.shared));
  if (!isOurs) refuse(maker.pull);
  if (!isRecord(answer)) return;
  if (typeof answer.pull === 'string' && answer.pull !== pull.uri) refuse(answer.pull);
  if (typeof answer.author === 'string' && answer.author !== pull.author) refuse(answer.author);
};

const note = (
  { pull, log }: PullContext,
  name: StageName,
  { inputs, shared }: StageOptions,
  classified: readonly Classified[],
): void => {
  if (log === null) return;
  const about = { pull: pull.uri, repo: pull.repo, author: pull.author, stage: name, inputs: inputs ?? shared ?? '' };
  for (const each of classified) {
    if (each.source === 'service' && each.outcome === 'success') continue;
    log.add({ ...about, ...each, atUs: log.nowUs() });
  }
};
