import { ConfigError, type PolicyConfig } from '../config/index.ts';
import type { Policy } from '../domain/index.ts';
import {
  ADVISORY_ONLY,
  modeOf,
  type PolicyBook,
  type PolicyFile,
  policyBook,
  readPolicyFile,
  SIGNAL_IDS,
} from '../gate/index.ts';
import { allSignals, type Signal } from '../signals/index.ts';

/** What a policy is made from; without files, the built-in one and what the environment sets otherwise. */
export type PolicySource = Pick<PolicyConfig, 'mergeWeight' | 'signals'> & Partial<PolicyConfig>;

type Answer =
  | { readonly kind: 'book'; readonly book: PolicyBook }
  | { readonly kind: 'faulty'; readonly problems: readonly string[] };

const answers = new WeakMap<PolicySource, Answer>();

/** Made once for each configuration, since every pass and page asks. */
const answerOf = (source: PolicySource): Answer => {
  const answer = answers.get(source) ?? make(source);
  answers.set(source, answer);
  return answer;
};

const make = ({ mergeWeight, signals, policyFile = null, shadowPolicyFile = null }: PolicySource): Answer => {
  const problems = signalProblems(signals);
  const fileOf = (given: PolicyConfig['policyFile'], name: string): PolicyFile | null => {
    const read = given && readPolicyFile(given.text);
    if (read?.kind === 'faulty') problems.push(...read.problems.map((problem) => `${name}=${given?.path}: ${problem}`));
    return read?.kind === 'policy' ? read.file : null;
  };
  const file = fileOf(policyFile, 'POLICY_FILE');
  const shadowFile = fileOf(shadowPolicyFile, 'SHADOW_POLICY_FILE');
  if (problems.length > 0) return { kind: 'faulty', problems };
  const answer = policyBook({ file, shadowFile, mergeWeight, signals });
  if (answer.kind === 'book') return answer;
  const from = {
    file: `POLICY_FILE=${policyFile?.path}`,
    shadow: `SHADOW_POLICY_FILE=${shadowPolicyFile?.path}`,
  };
  return { kind: 'faulty', problems: answer.problems.map(({ of, problem }) => `${from[of]}: ${problem}`) };
};

const signalProblems = (signals: PolicySource['signals']): string[] =>
  Object.entries(signals).flatMap(([id, mode]) => {
    if (!SIGNAL_IDS.includes(id)) return [`SIGNALS names ${id}; there are ${SIGNAL_IDS.join(', ')}`];
    const cannot = mode === 'blocking' && ADVISORY_ONLY.has(id);
    return cannot ? [`SIGNALS: ${id} may be advisory or off, never blocking`] : [];
  });

/** What is wrong with the policies that a configuration names: one line each, none for a good one. */
export const policyProblems = (source: PolicySource): readonly string[] => {
  const answer = answerOf(source);
  return answer.kind === 'faulty' ? answer.problems : [];
};

/**
 * The policies of a configuration: in force, on trial, and of each repository. What the environment sets wins over the
 * file, and the version says so.
 * @throws ConfigError naming every problem with its file and field.
 */
export const policiesOf = (source: PolicySource): PolicyBook => {
  const answer = answerOf(source);
  if (answer.kind === 'faulty') throw new ConfigError(answer.problems);
  return answer.book;
};

/** The policy in force where nothing else is said for a repository. @throws as `policiesOf`. */
export const policyOf = (source: PolicySource): Policy => policiesOf(source).instance;

/** The signals that a policy lets run. */
export const signalsOn = (policy: Policy): readonly Signal[] =>
  allSignals.filter(({ id }) => modeOf(id, policy) !== 'off');
