import { z } from 'zod';
import { parseAtUri, parseDid } from '../domain/index.ts';
import { ADVISORY_ONLY, MODES, SIGNAL_IDS } from './policy.ts';
import type { PolicyNumbers } from './policy-hash.ts';
import type { PolicyWishes } from './policy-strict.ts';
import { repeatedKeys } from './repeated-keys.ts';

/** What an operator's file says; what it leaves out is left to what it extends. */
export interface PolicyFile extends Partial<PolicyNumbers> {
  readonly version: string;
  /** The built-in policy that is meant for what is left out. */
  readonly extends?: string | undefined;
  /** Otherwise for one repository, by the address of its record or its own DID. */
  readonly repositories?: Readonly<Record<string, PolicyWishes>> | undefined;
  readonly shadow?: Omit<PolicyFile, 'shadow'> | undefined;
}

/** The file, or everything that is wrong with it: each the field's path and the rest of the sentence. */
export type ReadPolicy =
  | { readonly kind: 'policy'; readonly file: PolicyFile }
  | { readonly kind: 'faulty'; readonly problems: readonly string[] };

/** What stands there, for a message: short, and on one line. */
const show = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : String(value);
};

const must = (rule: string) => ({ error: ({ input }: { input?: unknown }) => `must be ${rule}, got ${show(input)}` });
const bounded = (rule: string) => z.number(must(rule));
const UNIT = 'a number from 0 to 1';
const WEIGHT = 'a number from 0 to under 1';
const BUDGET = 'a whole number of bytes from 1 to 1073741824';
const VERSION = 'a name of 1 to 64 letters, digits, dots, dashes and underscores';
const KINDS = 'a list of at most 50 kinds';
const KIND = 'a kind of attestation: 1 to 128 characters, no blanks at its ends, no control characters';

const unit = bounded(UNIT).min(0, must(UNIT)).max(1, must(UNIT)).optional();
const modeOf = (id: string) => {
  const modes = MODES.filter((mode) => mode !== 'blocking' || !ADVISORY_ONLY.has(id));
  return z.enum(modes, must(`${modes.slice(0, -1).join(', ')} or ${modes.at(-1)}`)).optional();
};
const words = {
  tLow: unit,
  tHigh: unit,
  rLow: unit,
  rHigh: unit,
  signals: z
    .strictObject(Object.fromEntries(SIGNAL_IDS.map((id) => [id, modeOf(id)])), must('an object of modes by signal'))
    .optional(),
  attestationKinds: z
    .array(z.string(must(KIND)).regex(/^(?!\s)[^\p{C}]{1,128}(?<!\s)$/u, must(KIND)), must(KINDS))
    .max(50, must(KINDS))
    .optional(),
};
const policy = {
  version: z.string(must(VERSION)).regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, must(VERSION)),
  extends: z.string(must('the version of a built-in policy')).optional(),
  ...words,
  reviewBudgetBytes: z.int(must(BUDGET)).min(1, must(BUDGET)).max(1_073_741_824, must(BUDGET)).optional(),
  mergeWeight: bounded(WEIGHT).min(0, must(WEIGHT)).lt(1, must(WEIGHT)).optional(),
  repositories: z
    .record(z.string(), z.strictObject(words, must('an object of thresholds')), must('an object by repository'))
    .optional(),
};
const schema = z.strictObject(
  { ...policy, shadow: z.strictObject(policy, must('an object like the policy itself')).optional() },
  must('one object'),
);

/** Fields by where they may stand, for whoever mistyped one. */
const fieldsAt = (path: readonly PropertyKey[]): readonly string[] => {
  if (path.at(-1) === 'signals') return SIGNAL_IDS;
  if (path.at(-2) === 'repositories') return Object.keys(words);
  return Object.keys(path.length === 0 ? schema.shape : policy);
};

const plain = /^[A-Za-z_]\w*$/;
const pathText = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (plain.test(String(part)) ? `.${String(part)}` : `[${JSON.stringify(part).slice(0, 200)}]`))
    .join('')
    .replace(/^\./, '');

const problemsIn = ({ issues }: z.ZodError): string[] =>
  issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [`${pathText(issue.path)} ${issue.message}`.trim()];
    const known = fieldsAt(issue.path).join(', ');
    return issue.keys.map((key) => {
      const where = pathText([...issue.path, key]);
      if (issue.path.at(-2) === 'repositories' && Object.hasOwn(policy, key))
        return `${where} cannot differ by repository; ${known} can`;
      return `${where} is no ${issue.path.at(-1) === 'signals' ? 'signal' : 'field here'}; there are ${known}`;
    });
  });

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keys of `repositories` that are the name of none, here and in the shadow. */
const namelessIn = (value: unknown, at: readonly string[] = []): string[] => {
  if (!isObject(value)) return [];
  const keys = isObject(value.repositories) ? Object.keys(value.repositories) : [];
  const isName = (key: string): boolean =>
    parseDid(key) !== null || (parseAtUri(key)?.includes('/sh.tangled.repo/') ?? false);
  return [
    ...keys
      .filter((key) => !isName(key))
      .map(
        (key) =>
          `${pathText([...at, 'repositories', key])} names no repository: at://did:…/sh.tangled.repo/…, or its DID`,
      ),
    ...(at.length === 0 ? namelessIn(value.shadow, ['shadow']) : []),
  ];
};

/**
 * Reads an operator's policy from the text of a file. Strict: what it does not know it names, so that a slip of the pen
 * never means the default. Whether the numbers go together is for `policyBook` to say, which knows what is left out.
 * Never throws.
 */
export const readPolicyFile = (text: string): ReadPolicy => {
  const faulty = (problems: readonly string[]): ReadPolicy => ({ kind: 'faulty', problems });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return faulty([`is not JSON: ${error instanceof Error ? error.message.slice(0, 200) : 'it cannot be read'}`]);
  }
  const result = schema.safeParse(value);
  const problems = [
    ...(result.success ? [] : problemsIn(result.error)),
    ...namelessIn(value),
    ...repeatedKeys(text).map((path) => `${path} stands there twice`),
  ];
  return result.success && problems.length === 0
    ? { kind: 'policy', file: result.data as PolicyFile }
    : faulty(problems);
};
