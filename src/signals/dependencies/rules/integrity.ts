import type { Severity } from '../../../domain/index.ts';
import type { Found } from '../../text/collect.ts';
import { type FileFacts, grouped, keyOf } from '../file-facts.ts';
import { found } from '../found.ts';
import type { Entry, StatedHash } from '../reading.ts';
import { sourcePlace } from '../source-place.ts';

const STRENGTH: readonly string[] = ['md5', 'sha1', 'sha256', 'sha384', 'sha512'];

/** A file named after its version may be compared whatever version the hunk shows. */
const pinOf = (entry: Entry): string => `${keyOf(entry)} ${entry.version?.value ?? ''}`;

const isFromGit = ({ ecosystem, source }: Entry): boolean =>
  source !== null && sourcePlace(ecosystem, source.value)?.kind === 'git';

interface Replaced {
  readonly severity: Severity;
  readonly hash: StatedHash;
  readonly what: string;
}

/** The first hash of one file that the change replaces, and what that means. */
const replacedHash = (old: readonly StatedHash[], fresh: readonly StatedHash[]): Replaced | null => {
  const oldTexts = new Set(old.map(({ algorithm, value }) => `${algorithm} ${value}`));
  const freshTexts = new Set(fresh.map(({ algorithm, value }) => `${algorithm} ${value}`));
  const added = fresh.find((hash) => hash.line.isChanged && !oldTexts.has(`${hash.algorithm} ${hash.value}`));
  const gone = old.filter((hash) => hash.line.isChanged && !freshTexts.has(`${hash.algorithm} ${hash.value}`));
  if (added === undefined || gone.length === 0) return null;
  if (gone.some(({ algorithm }) => algorithm === added.algorithm)) {
    const isPartly = fresh.some(({ algorithm, value }) => oldTexts.has(`${algorithm} ${value}`));
    return {
      severity: isPartly ? 'medium' : 'high',
      hash: added,
      what: 'now has another hash, so its content is not what it was',
    };
  }
  const before = Math.max(...gone.map(({ algorithm }) => STRENGTH.indexOf(algorithm)));
  const isWeaker = STRENGTH.indexOf(added.algorithm) < before && STRENGTH.includes(added.algorithm);
  return {
    severity: isWeaker ? 'medium' : 'low',
    hash: added,
    what: isWeaker ? 'now has a weaker hash' : 'has a hash of another kind than before, which cannot be compared',
  };
};

/** Hashes by the file they are of, over all places of one version. */
const hashesByFile = (entries: readonly Entry[]): ReadonlyMap<string, readonly StatedHash[]> =>
  grouped(
    entries.flatMap(({ hashes }) => hashes),
    ({ of }) => of,
  );

function* inPin(file: string, old: readonly Entry[], fresh: readonly Entry[]): Generator<Found> {
  const [first] = fresh;
  if (first === undefined || fresh.some(isFromGit) || old.some(isFromGit)) return;
  const what = `${first.name.value}${first.version === null ? '' : ` ${first.version.value}`}`;
  const [before, after] = [hashesByFile(old), hashesByFile(fresh)];
  for (const [of, hashes] of after) {
    const replaced = replacedHash(before.get(of) ?? [], hashes);
    if (replaced === null) continue;
    const { severity, hash, what: means } = replaced;
    yield found(
      'integrity-changed',
      severity,
      { file, line: hash.line },
      `${what} ${means}, though its version is the same.`,
    );
    return;
  }
  const removed = [...before.values()].flat().find(({ line }) => line.isChanged);
  if (after.size === 0 && removed !== undefined && fresh.some(({ version }) => version !== null)) {
    const message = `${what} no longer has a hash, so nothing notices when its content changes.`;
    yield found('integrity-removed', 'medium', { file, line: removed.line, side: 'old' }, message);
  }
}

/** Packages whose hash changes while their version stays, and those that lose it. */
export function* changedIntegrity({ file, role, old, new: fresh }: FileFacts): Generator<Found> {
  if (role === 'environment' || role === 'settings') return;
  const oldPins = grouped(old.entries, pinOf);
  for (const [pin, entries] of grouped(fresh.entries, pinOf)) {
    const before = oldPins.get(pin);
    if (before !== undefined) yield* inPin(file.path, before, entries);
  }
}
