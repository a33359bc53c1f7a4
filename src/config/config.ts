import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { AppError, type Did, type SignalMode } from '../domain/index.ts';
import { type PolicyText, policyText } from './policy-text.ts';
import { readSeeds } from './read-seeds.ts';
import { shapes } from './shapes.ts';

/** Everything the environment decides, checked once and frozen. Absent means null; a feature whose key is null is off. */
export interface Config {
  readonly dataRoot: string;
  readonly duckdbPath: string;
  readonly stagingDir: string;
  readonly modelDir: string;
  readonly logDir: string;
  readonly host: string;
  /** 0 asks the system for a free port. */
  readonly port: number;
  readonly trustSeeds: readonly Did[];
  /** In [0,1): see `Policy.mergeWeight`; null leaves it to the policy. */
  readonly mergeWeight: number | null;
  /** Modes of signals that differ from the policy's, by id. Whether a signal has such an id is not checked here. */
  readonly signals: Readonly<Record<string, SignalMode>>;
  /** The operator's policy, and the one on trial, as text; what they say is not checked here. */
  readonly policyFile: PolicyText | null;
  readonly shadowPolicyFile: PolicyText | null;
  readonly jetstreamUrl: string | null;
  readonly anthropic: {
    readonly apiKey: string | null;
    readonly baseUrl: string | null;
    readonly model: string | null;
  };
  /** What may be spent on reviews, in millionths of a US dollar: by one command, and on one UTC day by all. */
  readonly reviewBudget: { readonly runMicros: number; readonly dayMicros: number };
  readonly embeddings: {
    readonly apiKey: string | null;
    readonly baseUrl: string | null;
    readonly model: string | null;
  };
  readonly elevenlabs: { readonly apiKey: string | null; readonly baseUrl: string | null };
  readonly atproto: {
    readonly pds: string | null;
    readonly identifier: string | null;
    readonly password: string | null;
  };
  readonly plcUrl: string;
  /** Who holds which records, for backfill. */
  readonly relayUrl: string;
  /** The appview's API, and its pages. */
  readonly appviewUrl: string;
  readonly tangledUrl: string;
  /** Addresses of knots' and spindles' event sockets to be followed. */
  readonly knotEvents: readonly string[];
  readonly osvDb: string | null;
  readonly adminKey: string | null;
  readonly eventsApiKey: string | null;
  /** Where trust events are shipped to, and with which key; null where they are not. */
  readonly trustEvents: { readonly url: string; readonly apiKey: string } | null;
  readonly ledgerKeyFile: string | null;
  readonly databaseUrl: string | null;
  /** What the operator should know but need not stop for. */
  readonly warnings: readonly string[];
}

/** Of the configuration, what the policy is made from. */
export type PolicyConfig = Pick<Config, 'mergeWeight' | 'signals' | 'policyFile' | 'shadowPolicyFile'>;

/** The environment cannot be used; `problems` names every variable at fault, not only the first. */
export class ConfigError extends AppError {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`the configuration has ${problems.length} problem(s):\n${problems.map((line) => `  - ${line}`).join('\n')}`);
    this.problems = problems;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads and checks the environment. An empty value counts as unset. The only file access is what the checks need:
 * DATA_ROOT must exist and be writable when set (unset: `.data/` under `directory` is made), the TRUST_SEEDS file is
 * read like POLICY_FILE and SHADOW_POLICY_FILE, and OSV_DB and LEDGER_KEY_FILE must exist. `check` says what is wrong
 * with what the policy files say.
 *
 * @throws ConfigError naming every problem at once.
 */
export const loadConfig = (
  environment: Environment,
  directory: string,
  check: (config: PolicyConfig) => readonly string[] = () => [],
): Config => {
  const problems: string[] = [];
  const warnings: string[] = [];
  const { read, checked } = readerOf(environment, problems);
  const existing = (name: string): string | null => {
    const value = read(name);
    if (value !== null && !existsSync(resolve(directory, value))) problems.push(`${name}=${value} does not exist`);
    return value === null ? null : resolve(directory, value);
  };
  const dataRoot = chooseDataRoot(read('DATA_ROOT'), directory, { problems, warnings });
  const under = (name: string, fallback: string): string => resolve(directory, read(name) ?? join(dataRoot, fallback));
  const config: Config = {
    dataRoot,
    duckdbPath: under('DUCKDB_PATH', 'duckdb/trust.duckdb'),
    stagingDir: under('STAGING_DIR', 'staging'),
    modelDir: under('MODEL_DIR', 'models'),
    logDir: under('LOG_DIR', 'logs'),
    host: checked('HOST') ?? '127.0.0.1',
    port: Number(checked('PORT') ?? '8000'),
    trustSeeds: readSeeds(read('TRUST_SEEDS'), directory, problems),
    ...policyIn({ read, checked }, directory, problems),
    jetstreamUrl: checked('JETSTREAM_URL'),
    ...reviewIn({ read, checked }),
    embeddings: {
      apiKey: read('EMBEDDINGS_API_KEY'),
      baseUrl: checked('EMBEDDINGS_BASE_URL'),
      model: read('EMBEDDINGS_MODEL'),
    },
    elevenlabs: { apiKey: read('ELEVENLABS_API_KEY'), baseUrl: checked('ELEVENLABS_BASE_URL') },
    atproto: {
      pds: checked('ATPROTO_PDS'),
      identifier: read('ATPROTO_IDENTIFIER'),
      password: read('ATPROTO_PASSWORD'),
    },
    plcUrl: checked('PLC_URL') ?? 'https://plc.directory',
    relayUrl: checked('RELAY_URL') ?? 'https://lightrail.microcosm.blue',
    appviewUrl: checked('APPVIEW_URL') ?? 'https://api.tangled.org',
    tangledUrl: checked('TANGLED_URL') ?? 'https://tangled.org',
    knotEvents: readEventSockets(read('KNOT_EVENTS'), problems),
    osvDb: existing('OSV_DB'),
    ...keysIn({ read, checked }, problems),
    trustEvents: shippingIn({ read, checked }, problems),
    ledgerKeyFile: existing('LEDGER_KEY_FILE'),
    databaseUrl: checked('DATABASE_URL'),
    warnings,
  };
  problems.push(...check(config));
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(config);
};

interface VariableReader {
  /** A value without the blanks around it; null when it is not set or empty. */
  readonly read: (name: string) => string | null;
  /** The same; one that is not of its form is a problem. */
  readonly checked: (name: string) => string | null;
}

const readerOf = (environment: Environment, problems: string[]): VariableReader => {
  const read = (name: string): string | null => environment[name]?.trim() || null;
  const checked = (name: string): string | null => {
    const value = read(name);
    const result = value === null ? null : shapes[name]?.safeParse(value);
    if (result?.success === false)
      problems.push(`${name}=${withoutCredentials(value ?? '')} ${result.error.issues[0]?.message}`);
    return value;
  };
  return { read, checked };
};

const keysIn = ({ read }: VariableReader, problems: string[]): Pick<Config, 'adminKey' | 'eventsApiKey'> => {
  const [adminKey, eventsApiKey] = [read('ADMIN_KEY'), read('EVENTS_API_KEY')];
  if (adminKey !== null && adminKey === eventsApiKey)
    problems.push('ADMIN_KEY and EVENTS_API_KEY are the same: other services could do all that the operator may');
  return { adminKey, eventsApiKey };
};

const shippingIn = ({ read, checked }: VariableReader, problems: string[]): Config['trustEvents'] => {
  const [url, apiKey] = [checked('TRUST_EVENTS_URL'), read('TRUST_EVENTS_KEY')];
  if (url === null) return null;
  if (apiKey === null) problems.push('TRUST_EVENTS_URL is set, and TRUST_EVENTS_KEY is not: who receives asks for it');
  return { url, apiKey: apiKey ?? '' };
};

const reviewIn = ({ read, checked }: VariableReader): Pick<Config, 'anthropic' | 'reviewBudget'> => ({
  anthropic: {
    apiKey: read('ANTHROPIC_API_KEY'),
    baseUrl: checked('ANTHROPIC_BASE_URL'),
    model: read('CLAUDE_MODEL'),
  },
  reviewBudget: {
    runMicros: micros(checked('REVIEW_BUDGET_PER_RUN') ?? '5'),
    dayMicros: micros(checked('REVIEW_BUDGET_PER_DAY') ?? '10'),
  },
});

/**
 * The variables of the blind review alone, for what needs no other setting.
 * @throws ConfigError naming each that is not of its form.
 */
export const reviewSettings = (environment: Environment): Pick<Config, 'anthropic' | 'reviewBudget'> => {
  const problems: string[] = [];
  const settings = reviewIn(readerOf(environment, problems));
  if (problems.length > 0) throw new ConfigError(problems);
  return settings;
};

/** An address as it may be shown: without user, password and query. */
export const withoutCredentials = (address: string): string =>
  address.replace(/\/\/[^/@]*@/, '//***@').replace(/\?.*$/s, '?***');

const micros = (dollarsText: string): number => Math.round(Number(dollarsText) * 1_000_000);

interface Notes {
  readonly problems: string[];
  readonly warnings: string[];
}

const modesIn = (text: string | null, problems: string[]): Config['signals'] => {
  const pairs = (text ?? '').split(/[, ]+/).flatMap((pair) => (pair === '' ? [] : [pair.split('=')]));
  const twice = pairs.find(([id], index) => pairs.findIndex(([other]) => other === id) !== index);
  if (twice !== undefined) problems.push(`SIGNALS=${text} names ${twice[0]} twice`);
  return Object.fromEntries(pairs);
};

const policyIn = ({ read, checked }: VariableReader, directory: string, problems: string[]): PolicyConfig => {
  const mergeWeight = checked('MERGE_WEIGHT');
  return {
    mergeWeight: mergeWeight === null ? null : Number(mergeWeight),
    signals: modesIn(checked('SIGNALS'), problems),
    policyFile: policyText('POLICY_FILE', { read, directory, problems }),
    shadowPolicyFile: policyText('SHADOW_POLICY_FILE', { read, directory, problems }),
  };
};

/**
 * The variables of the policy alone, for what needs no other setting.
 * @throws ConfigError naming each that is not of its form, with what `check` says.
 */
export const policySettings = (
  environment: Environment,
  directory: string,
  check: (config: PolicyConfig) => readonly string[] = () => [],
): PolicyConfig => {
  const problems: string[] = [];
  const settings = policyIn(readerOf(environment, problems), directory, problems);
  problems.push(...check(settings));
  if (problems.length > 0) throw new ConfigError(problems);
  return settings;
};

const chooseDataRoot = (given: string | null, directory: string, { problems, warnings }: Notes): string => {
  const root = resolve(directory, given ?? '.data');
  try {
    if (given === null) {
      warnings.push(`DATA_ROOT is not set: keeping data in ${root}`);
      mkdirSync(root, { recursive: true });
    }
    if (!statSync(root).isDirectory()) problems.push(`DATA_ROOT=${root} is not a directory`);
    accessSync(root, constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    problems.push(
      code === 'ENOENT'
        ? `DATA_ROOT=${root} does not exist: create it or mount it`
        : `DATA_ROOT=${root} cannot be written (${code})`,
    );
  }
  return root;
};

/** KNOT_EVENTS holds host names, or addresses of sockets in full. */
const readEventSockets = (value: string | null, problems: string[]): readonly string[] => {
  const words = (value ?? '').split(/[\s,]+/).filter((part) => part !== '');
  const addresses = words.map((word) => (/^wss?:\/\//.test(word) ? word : `wss://${word}/events`));
  addresses.forEach((address, index) => {
    const url = URL.parse(address);
    if (
      url === null ||
      url.username !== '' ||
      url.hostname === '' ||
      (address !== words[index] && url.pathname !== '/events')
    )
      problems.push(
        `KNOT_EVENTS: "${withoutCredentials(words[index] ?? '').slice(0, 80)}" is neither a host nor a ws(s) address`,
      );
  });
  return [...new Set(addresses)];
};

/**
 * Makes the directories the service writes to, but for that of models where none is to be kept.
 * @throws AppError naming the directory that cannot be made.
 */
export const prepareDirectories = (config: Config, { models = true }: { readonly models?: boolean } = {}): void => {
  const { duckdbPath, stagingDir, modelDir, logDir } = config;
  for (const directory of [dirname(duckdbPath), stagingDir, ...(models ? [modelDir] : []), logDir]) {
    try {
      mkdirSync(directory, { recursive: true });
    } catch (cause) {
      throw new AppError(`cannot make the directory ${directory} (${(cause as NodeJS.ErrnoException).code})`, {
        cause,
      });
    }
  }
};
