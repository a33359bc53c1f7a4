import { type ParsedPatch, parsePatch } from '../../src/diff/index.ts';
import type { FileChange } from '../../src/domain/index.ts';
import { type FileCounts, gitCounts } from './git-counts.ts';

/** How git and we agree on one patch. */
export type Comparison =
  | { readonly kind: 'equal' }
  | { readonly kind: 'different'; readonly how: string }
  /** It holds combined diffs, which git apply passes over. */
  | { readonly kind: 'combined' }
  | { readonly kind: 'we refuse'; readonly reason: string }
  | { readonly kind: 'git refuses'; readonly reason: string; readonly ours: string | null };

const shown = ({ path, added, deleted }: FileCounts): string => `${added ?? '-'} ${deleted ?? '-'} ${path}`;

const ourCounts = ({ path, added, deleted, content }: FileChange): FileCounts => ({
  path,
  added: content === null ? added : null,
  deleted: content === null ? deleted : null,
});

/** A name that is not UTF-8 is shown by us with its bytes spelled out. */
const isSamePath = (theirs: string, ours: string): boolean => {
  const path = Buffer.from(theirs, 'latin1').toString();
  return path === ours || (path.includes('\uFFFD') && ours.includes('\\x'));
};

const difference = (theirs: readonly FileCounts[], ours: readonly FileCounts[]): string | null => {
  if (theirs.length !== ours.length) return `git has ${theirs.length} files, we have ${ours.length}`;
  for (const [index, their] of theirs.entries()) {
    const our = ours[index];
    if (
      our === undefined ||
      their.added !== our.added ||
      their.deleted !== our.deleted ||
      !isSamePath(their.path, our.path)
    ) {
      return `git: ${shown(their)}; we: ${our === undefined ? 'nothing' : shown(our)}`;
    }
  }
  return null;
};

const reasonOf = (parsed: ParsedPatch): string | null => (parsed.kind === 'unreadable' ? parsed.reason : null);

/** Compares what `git apply --numstat` and `parsePatch` make of a patch, file by file. */
export const compare = async (patch: Buffer): Promise<Comparison> => {
  const theirs = await gitCounts(patch);
  const parsed = parsePatch(patch);
  if (theirs.kind === 'refused') return { kind: 'git refuses', reason: theirs.reason, ours: reasonOf(parsed) };
  if (/^diff --c/m.test(patch.toString('latin1'))) return { kind: 'combined' };
  if (parsed.kind === 'unreadable') {
    return { kind: 'we refuse', reason: theirs.unstripped ? `${parsed.reason} (git: with -p0 alone)` : parsed.reason };
  }
  const how = difference(theirs.files, parsed.change.files.map(ourCounts));
  return how === null ? { kind: 'equal' } : { kind: 'different', how };
};
