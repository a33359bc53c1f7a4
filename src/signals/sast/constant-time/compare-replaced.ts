import type { Change, FileChange, Hunk } from '../../../domain/index.ts';
import type { Found } from '../../text/collect.ts';
import { namesOf } from '../../text/names-of.ts';
import { quoteOf } from '../../text/quote.ts';
import { type Comparison, comparisonsOn, constantTimeCallsOn, linesInContext } from './comparisons.ts';
import { CONSTANT_TIME_CALL } from './constant-time.ts';
import { isProse } from './prose.ts';

/** Comparisons remembered per name: enough to find a replacement, few enough for any diff. */
const REMEMBERED_PER_NAME = 50;

/** A constant-time comparison in the diff, and where. */
interface Call {
  readonly comparison: Comparison;
  readonly file: FileChange;
  readonly hunk: Hunk;
}

/** Ordinary comparisons by the names they compare. */
type Index = Map<string, Comparison[]>;

const sidesOf = ({ left, right }: Comparison): ReadonlySet<string> => new Set([...left, ...right]);

const callsIn = (files: readonly FileChange[], kind: 'added' | 'deleted'): readonly Call[] =>
  files.flatMap((file) =>
    file.hunks
      .filter(({ lines }) => lines.some((line) => line.kind === kind && line.text.search(CONSTANT_TIME_CALL) !== -1))
      .flatMap((hunk) =>
        linesInContext(hunk.lines, kind)
          .flatMap(constantTimeCallsOn)
          .map((comparison) => ({ comparison, file, hunk })),
      ),
  );

/** How a deleted call may be recognised among the added ones: from the surest to the loosest. */
const KEYS: readonly ((call: Call, number: (thing: object) => number) => string | null)[] = [
  ({ comparison, hunk }, number) => `${number(hunk)} ${[...sidesOf(comparison)].sort().join()}`,
  ({ hunk }, number) => `${number(hunk)}`,
  ({ comparison, file }) =>
    sidesOf(comparison).size > 0 ? `${file.path} ${[...sidesOf(comparison)].sort().join()}` : null,
  ({ comparison }) => (sidesOf(comparison).size > 1 ? [...sidesOf(comparison)].sort().join() : null),
];

const numberer = (): ((thing: object) => number) => {
  const numbers = new Map<object, number>();
  return (thing) => {
    const number = numbers.get(thing) ?? numbers.size;
    numbers.set(thing, number);
    return number;
  };
};

/** The deleted calls that come back as no added one: each added call makes up for one deleted call. */
const lostCalls = (deleted: readonly Call[], added: readonly Call[]): ReadonlySet<Call> => {
  const lost = new Set(deleted);
  const left = new Set(added);
  const number = numberer();
  for (const keyOf of KEYS) {
    const byKey = Map.groupBy(left, (call) => keyOf(call, number));
    for (const call of lost) {
      const key = keyOf(call, number);
      const again = key === null ? undefined : byKey.get(key)?.pop();
      if (again === undefined) continue;
      left.delete(again);
      lost.delete(call);
    }
  }
  return lost;
};

const indexOf = (hunks: readonly Hunk[]): Index => {
  const index: Index = new Map();
  for (const { lines } of hunks) {
    const before = new Set(lines.filter(({ kind }) => kind === 'deleted').map(({ text }) => text.trim()));
    for (const context of linesInContext(lines, 'added')) {
      if (before.has(context.line.text.trim())) continue;
      for (const comparison of comparisonsOn(context)) {
        for (const name of sidesOf(comparison)) {
          const known = index.get(name);
          if (known === undefined) index.set(name, [comparison]);
          else if (known.length < REMEMBERED_PER_NAME) known.push(comparison);
        }
      }
    }
  }
  return index;
};

const intersects = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => [...a].some((name) => b.has(name));

/** Whether the comparison holds the call's own two values against each other, either way round. */
const holdsBoth = (comparison: Comparison, call: Comparison): boolean =>
  (intersects(comparison.left, call.left) && intersects(comparison.right, call.right)) ||
  (intersects(comparison.left, call.right) && intersects(comparison.right, call.left));

/** The first such comparison that no earlier call was paired with; else any, so that one may stand for several calls. */
const find = (
  index: Index,
  call: Comparison,
  holds: (comparison: Comparison) => boolean,
  taken: ReadonlySet<object>,
) => {
  const known = [...sidesOf(call)].slice(0, REMEMBERED_PER_NAME).flatMap((name) => index.get(name) ?? []);
  const holding = known.filter(holds);
  return holding.find(({ line }) => !taken.has(line)) ?? holding[0];
};

type Indexes = (of: FileChange | Hunk) => Index;

const indexer = (): Indexes => {
  const known = new Map<FileChange | Hunk, Index>();
  return (of) => {
    const index = known.get(of) ?? indexOf('hunks' in of ? of.hunks : [of]);
    known.set(of, index);
    return index;
  };
};

/**
 * The ordinary comparison that took a call's place: of both its values, in the same hunk; or, when the call is gone,
 * of one of them in the hunk, or both elsewhere in the file.
 */
const replacementOf = (call: Call, isLost: boolean, indexes: Indexes, taken: ReadonlySet<object>) => {
  const { comparison, hunk, file } = call;
  const both = (found: Comparison): boolean => holdsBoth(found, comparison);
  const inHunk = find(indexes(hunk), comparison, both, taken);
  if (inHunk !== undefined || !isLost) return inHunk;
  return find(indexes(hunk), comparison, () => true, taken) ?? find(indexes(file), comparison, both, taken);
};

const replaced = (file: string, { line, column }: Comparison): Found => ({
  source: 'sast',
  rule: 'constant-time-compare-replaced',
  severity: 'high',
  file,
  line: line.newLine ?? 0,
  side: 'new',
  quote: () => quoteOf(line.text, column),
  message:
    'A constant-time comparison is replaced by this ordinary one, whose timing lets an attacker guess the secret piece by piece.',
});

const removed = (file: string, { line, column }: Comparison): Found => ({
  source: 'sast',
  rule: 'constant-time-compare-removed',
  severity: 'medium',
  file,
  line: line.oldLine ?? 0,
  side: 'old',
  quote: () => quoteOf(line.text, column),
  message: 'This constant-time comparison is removed, and nothing in the change seems to take its place.',
});

/**
 * A comparison of secrets in constant time that the change replaces by an ordinary one (high, on the added line) or
 * removes (medium, on the deleted line), in the languages of `constant-time.ts` (CWE-208). A call that is only moved, renamed
 * or laid out anew is not reported; prose files are passed over.
 */
export function* compareReplaced(change: Change): Generator<Found> {
  const names = namesOf(change);
  const files = change.files.filter((file) => !file.binary && !isProse(names(file)));
  const deleted = callsIn(files, 'deleted');
  if (deleted.length === 0) return;
  const lost = lostCalls(deleted, callsIn(files, 'added'));
  const indexes = indexer();
  const reported = new Set<object>();
  for (const call of deleted) {
    const isLost = lost.has(call);
    const replacement = replacementOf(call, isLost, indexes, reported);
    const line = replacement?.line ?? call.comparison.line;
    if ((replacement === undefined && !isLost) || reported.has(line)) continue;
    reported.add(line);
    yield replacement === undefined ? removed(call.file.path, call.comparison) : replaced(call.file.path, replacement);
  }
}
