import type { PolicyAsks, SignalMode } from '../../domain/index.ts';
import { inShort } from '../identity/network.ts';
import { isName } from '../kept-text.ts';

/** What an owner asks of the gate as far as it could be read, and what could not, each in a few words. */
export interface AskedPolicy {
  readonly asks: PolicyAsks;
  readonly problems: readonly string[];
}

export const THRESHOLDS = ['tLow', 'tHigh', 'rLow', 'rHigh'] as const;

/** The two that open the fast lane, by what counts while one of them stands there and cannot be read: doubt holds. */
const IN_DOUBT: Readonly<Record<string, { readonly counts: number; readonly word: string; readonly until: string }>> = {
  tHigh: { counts: 1, word: 'T_HIGH', until: 'the fast lane is closed until it can' },
  rLow: { counts: 0, word: 'R_LOW', until: 'it counts as 0 until it can' },
};

/** How a threshold is written, since records know no fractions. `read` gives it in 0..1, or null. */
export interface Notation {
  /** What it is written in. */
  readonly where: 'record' | 'file';
  readonly words: string;
  readonly read: (value: unknown) => number | null;
}

/** In a record: a whole number of millionths. */
export const MILLIONTHS: Notation = {
  where: 'record',
  words: 'a whole number of millionths from 0 to 1000000',
  read: (value) =>
    Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 1_000_000 ? Number(value) / 1_000_000 : null,
};

/** In a file: the number itself. */
export const FRACTION: Notation = {
  where: 'file',
  words: 'a number from 0 to 1',
  read: (value) => (typeof value === 'number' && value >= 0 && value <= 1 ? Math.abs(value) : null),
};

const MOST_SIGNALS = 64;
const MOST_KINDS = 32;
const MOST_PROBLEMS = 16;
/** The longest name of a kind of attestation, as in the lexicon. */
const LONGEST_KIND = 128;
const SIGNAL = /^[a-z][a-z0-9-]{0,63}$/;

/**
 * Reads what is asked, field by field: what cannot be read is told and left out, and the rest counts, for every field can
 * only make the gate stricter. A `tHigh` or `rLow` that cannot be read counts as 1 or 0, so that a slip of the pen opens no
 * fast lane that its owner narrowed. Absent and null are the same. Of more than 64 signals or 32 kinds the first count.
 */
export const readAsked = (given: Readonly<Record<string, unknown>>, notation: Notation): AskedPolicy => {
  const problems = new Problems();
  const asks: { -readonly [Field in keyof PolicyAsks]: PolicyAsks[Field] } = {};
  for (const name of THRESHOLDS) {
    const value = own(given, name);
    if (value === null) continue;
    const read = notation.read(value);
    if (read !== null) {
      asks[name] = read;
      continue;
    }
    const doubt = IN_DOUBT[name];
    const problem = `${name} is not ${notation.words}`;
    if (doubt !== undefined) asks[name] = doubt.counts;
    problems.add(
      doubt ? `${doubt.word} cannot be read in the ${notation.where}: ${doubt.until} (${problem})` : problem,
    );
  }
  const signals = readSignals(own(given, 'signals'), problems);
  if (signals !== null) asks.signals = signals;
  const kinds = readKinds(own(given, 'attestationKinds'), problems);
  if (kinds !== null) asks.attestationKinds = kinds;
  return { asks, problems: problems.all };
};

/** So many at most, each once, short and of one line. */
export class Problems {
  readonly #all = new Set<string>();
  get all(): readonly string[] {
    return [...this.#all];
  }
  add(problem: string): void {
    if (this.#all.size < MOST_PROBLEMS) this.#all.add(inShort(problem));
  }
}

const own = (given: Readonly<Record<string, unknown>>, name: string): unknown =>
  (Object.hasOwn(given, name) ? given[name] : null) ?? null;

/** Of a signal that is named twice, the stricter mode counts. */
const readSignals = (value: unknown, problems: Problems): Readonly<Record<string, SignalMode>> | null => {
  if (value === null) return null;
  const members = listed(value);
  if (members === null) {
    problems.add('signals is no list of {id, mode}');
    return null;
  }
  if (members.length > MOST_SIGNALS) problems.add(`signals beyond the first ${MOST_SIGNALS} are not read`);
  const modes = new Map<string, SignalMode>();
  for (const member of members.slice(0, MOST_SIGNALS)) {
    const { id, mode } = isObject(member) ? member : {};
    if (typeof id !== 'string' || !SIGNAL.test(id) || id in Object.prototype) problems.add('signals names no signal');
    else if (mode !== 'advisory' && mode !== 'blocking') problems.add(`signals.${id} is not advisory or blocking`);
    else if (modes.get(id) !== 'blocking') modes.set(id, mode);
  }
  return modes.size === 0 ? null : Object.fromEntries(modes);
};

/** A list, or the same as an object of modes by id, which people may write in a file. */
const listed = (value: unknown): readonly unknown[] | null => {
  if (Array.isArray(value)) return value;
  return isObject(value) ? Object.entries(value).map(([id, mode]) => ({ id, mode })) : null;
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list without a member that can be read is a mistake, unless it is empty: none at all must be meant. */
const readKinds = (value: unknown, problems: Problems): readonly string[] | null => {
  if (value === null) return null;
  if (!Array.isArray(value)) {
    problems.add('attestationKinds is no list of names');
    return null;
  }
  if (value.length > MOST_KINDS) problems.add(`attestationKinds beyond the first ${MOST_KINDS} are not read`);
  const members: readonly unknown[] = value.slice(0, MOST_KINDS);
  const kinds = members.filter(
    (kind): kind is string => typeof kind === 'string' && kind.length <= LONGEST_KIND && isName(kind),
  );
  if (kinds.length < members.length) problems.add('attestationKinds has members that are no names');
  return kinds.length === 0 && members.length > 0 ? null : [...new Set(kinds)].sort();
};
