import type { Policy, SignalMode } from '../domain/index.ts';
import { BUILT_IN, DEFAULT_POLICY, modeOf, policyFaults, SIGNAL_IDS } from './policy.ts';
import type { PolicyFile } from './policy-file.ts';
import { type PolicyNumbers, policyFrom } from './policy-hash.ts';
import type { PolicyWishes } from './policy-strict.ts';

/** What an operator set. */
export interface PolicySettings {
  readonly file: PolicyFile | null;
  readonly shadowFile: PolicyFile | null;
  /** From the environment, over the file: null where it is not set there. */
  readonly mergeWeight: number | null;
  /** Likewise, by signal. */
  readonly signals: Readonly<Record<string, SignalMode>>;
}

/** A policy and the exceptions to it. */
export interface PolicyLayer {
  readonly policy: Policy;
  /** By a repository's address or DID: the policy there, and what the operator said of it. */
  readonly exceptions: ReadonlyMap<string, { readonly policy: Policy; readonly words: PolicyWishes }>;
}

/** What is wrong, and in which of the two files: the field's path and the rest of the sentence. */
export interface PolicyProblem {
  readonly of: 'file' | 'shadow';
  readonly problem: string;
}

interface Layers {
  readonly instance: PolicyLayer;
  readonly shadow: PolicyLayer | null;
  readonly problems: readonly PolicyProblem[];
}

/** The policy in force and the one on trial, each with its exceptions, and all that is wrong with them. */
export const layered = ({ file, shadowFile, mergeWeight, signals }: PolicySettings): Layers => {
  const problems: PolicyProblem[] = [];
  const tellFile = (problem: string): number => problems.push({ of: 'file', problem });
  const own = fromFile(file, DEFAULT_POLICY, tellFile);
  const otherwise = inVersion(own, mergeWeight, signals);
  const policy =
    otherwise.length === 0
      ? own
      : policyFrom([own.version, ...otherwise].join(' '), {
          ...own,
          mergeWeight: mergeWeight ?? own.mergeWeight,
          signals: { ...own.signals, ...signals },
        });
  const repositories = mapped(file?.repositories ?? {}, (words) => ({
    ...words,
    ...(words.signals && { signals: { ...words.signals, ...signals } }),
  }));
  const instance = { policy, exceptions: exceptionsTo(policy, repositories, tellFile) };
  for (const [id, mode] of Object.entries(offButWanted(instance)))
    tellFile(`${id} is ${mode}, but the whole service has it off, so that nothing looks: make it advisory there`);
  const trial = shadowFile ?? file?.shadow ?? null;
  if (shadowFile && file?.shadow) tellFile('shadow stands there, and SHADOW_POLICY_FILE is set: give one of them');
  if (trial === null) return { instance, shadow: null, problems };
  const at = shadowFile === null ? 'shadow.' : '';
  const tellShadow = (problem: string): number =>
    problems.push({ of: shadowFile === null ? 'file' : 'shadow', problem: `${at}${problem}` });
  if (shadowFile?.shadow) tellShadow('shadow cannot have a shadow of its own');
  return { instance, shadow: shadowOver(trial, { instance, repositories }, tellShadow), problems };
};

type Tell = (problem: string) => void;

/** The policy on trial: what it leaves out is as in force, exceptions included. */
const shadowOver = (
  trial: PolicyFile,
  { instance, repositories }: { instance: PolicyLayer; repositories: NonNullable<PolicyFile['repositories']> },
  tell: Tell,
): PolicyLayer => {
  const policy = fromFile(trial, instance.policy, tell);
  if (trial.version === instance.policy.version && policy.hash !== instance.policy.hash)
    tell(`version ${trial.version} is that of the policy in force: name it otherwise`);
  const shadow = { policy, exceptions: exceptionsTo(policy, { ...repositories, ...trial.repositories }, tell) };
  for (const [field, fault] of unmatched(shadow, instance)) tell(`${field} ${fault}`);
  return shadow;
};

const REMADE = 'must be as in the policy in force: it changes what a decision is made from, which is not made again';

/** What a shadow cannot try, because decisions that are kept do not say what would come of it. */
const unmatched = (shadow: PolicyLayer, instance: PolicyLayer): [field: string, fault: string][] => {
  const faults: [string, string][] = [];
  for (const field of ['mergeWeight', 'reviewBudgetBytes'] as const) {
    const [tried, given] = [shadow.policy[field], instance.policy[field]];
    if (tried !== given) faults.push([field, `is ${tried}, and ${given} in force: it ${REMADE}`]);
  }
  const places = ['', ...new Set([...shadow.exceptions.keys(), ...instance.exceptions.keys()])];
  for (const key of places) {
    const [tried, given] = [at(shadow, key), at(instance, key)];
    const path = key === '' ? '' : `repositories[${JSON.stringify(key)}].`;
    if (kindsText(tried) !== kindsText(given)) faults.push([`${path}attestationKinds`, REMADE]);
    for (const id of SIGNAL_IDS) {
      if (modeOf(id, given) === 'off' && modeOf(id, tried) !== 'off')
        faults.push([
          `${path}signals.${id}`,
          `is ${modeOf(id, tried)}, but off in force, so that nothing looks: make it advisory there`,
        ]);
    }
  }
  return faults;
};

const at = ({ policy, exceptions }: PolicyLayer, key: string): Policy => exceptions.get(key)?.policy ?? policy;
const kindsText = ({ attestationKinds }: Policy): string => JSON.stringify([...(attestationKinds ?? ['any'])].sort());

/** A file's policy over what it extends, or over `rest`. */
const fromFile = (file: PolicyFile | null, rest: Policy, tell: Tell): Policy => {
  if (file === null) return rest;
  const base = file.extends === undefined ? rest : BUILT_IN.get(file.extends);
  if (base === undefined)
    tell(`extends ${JSON.stringify(file.extends)} is not built in; there is ${[...BUILT_IN.keys()].join(', ')}`);
  const policy = policyFrom(file.version, over(base ?? rest, file));
  for (const fault of policyFaults(policy)) tell(fault.join(' '));
  const builtIn = BUILT_IN.get(file.version);
  if (builtIn !== undefined && builtIn.hash !== policy.hash)
    tell(`version ${file.version} is the name of a built-in policy with other numbers: name yours otherwise`);
  if (builtIn === undefined && file.version.startsWith('default-'))
    tell(`version ${file.version} is a name kept for built-in policies: name yours otherwise`);
  return policy;
};

/** The numbers with those that somebody set otherwise. */
const over = (base: Policy, words: Partial<PolicyNumbers>): PolicyNumbers => {
  const given = Object.entries(words).filter(([, value]) => value !== undefined);
  return { ...base, ...Object.fromEntries(given), signals: { ...base.signals, ...words.signals } };
};

const exceptionsTo = (
  base: Policy,
  repositories: NonNullable<PolicyFile['repositories']>,
  tell: Tell,
): PolicyLayer['exceptions'] =>
  new Map(
    Object.entries(repositories).map(([key, words]) => {
      const policy = policyFrom(`${base.version} + exception`, over(base, words));
      for (const fault of policyFaults(policy)) tell(`repositories[${JSON.stringify(key)}].${fault.join(' ')}`);
      return [key, { policy, words }];
    }),
  );

/** Signals that an exception wants and nobody runs, by their path. */
const offButWanted = ({ policy, exceptions }: PolicyLayer): Record<string, SignalMode> => {
  const wanted: Record<string, SignalMode> = {};
  for (const [key, { policy: there }] of exceptions) {
    for (const id of SIGNAL_IDS) {
      if (modeOf(id, policy) === 'off' && modeOf(id, there) !== 'off')
        wanted[`repositories[${JSON.stringify(key)}].signals.${id}`] = modeOf(id, there);
    }
  }
  return wanted;
};

/** What the environment sets otherwise, as the version says it. */
const inVersion = (policy: Policy, mergeWeight: number | null, signals: PolicySettings['signals']): string[] => [
  ...(mergeWeight === null || mergeWeight === policy.mergeWeight ? [] : [`merges ${mergeWeight}`]),
  ...Object.entries(signals)
    .sort(([a], [b]) => Number(a > b) - Number(a < b))
    .map(([id, mode]) => `${id} ${mode}`),
];

const mapped = (
  repositories: NonNullable<PolicyFile['repositories']>,
  change: (words: PolicyWishes) => PolicyWishes,
): NonNullable<PolicyFile['repositories']> =>
  Object.fromEntries(Object.entries(repositories).map(([key, words]) => [key, change(words)]));
