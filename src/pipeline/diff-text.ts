import { createHash } from 'node:crypto';
import { parsePatch, unpackPatch } from '../diff/index.ts';
import type { Change } from '../domain/index.ts';

/** What there is to embed of one patch, or why there is nothing. */
export type DiffText =
  | {
      readonly kind: 'text';
      readonly text: string;
      /** Hex SHA-256 of the text. */
      readonly hash: string;
      /** Under twelve different words, such as a new version number: then much is alike that has nothing in common. */
      readonly terse: boolean;
    }
  | { readonly kind: 'none'; readonly reason: 'unreadable' | 'too-large' | 'no-lines' };

/**
 * The added and deleted lines of a change behind `+` and `-`, in order, and nothing else: no context, path, mail header
 * or message. Empty for a change of binary files, names and modes alone.
 */
const changedLines = (change: Change): string => {
  const lines: string[] = [];
  for (const { binary, hunks } of change.files) {
    if (binary) continue;
    for (const hunk of hunks) {
      for (const { kind, text } of hunk.lines) {
        if (kind !== 'context') lines.push(`${kind === 'added' ? '+' : '-'}${text}\n`);
      }
    }
  }
  return lines.join('');
};

/** The text of a patch's bytes; `textOf` says what of the change may be seen. Bad bytes are an answer. */
export const diffTextOf = (
  bytes: Uint8Array,
  { budgetBytes, textOf = changedLines }: { budgetBytes: number; textOf?: (change: Change) => string },
): DiffText => {
  const unpacked = unpackPatch(bytes);
  if (unpacked.kind === 'too-large' || (unpacked.kind === 'text' && unpacked.bytes.length > budgetBytes)) {
    return { kind: 'none', reason: 'too-large' };
  }
  const parsed = unpacked.kind === 'text' ? parsePatch(unpacked.text) : unpacked;
  if (parsed.kind !== 'change') return { kind: 'none', reason: 'unreadable' };
  const text = textOf(parsed.change);
  return text === ''
    ? { kind: 'none', reason: 'no-lines' }
    : { kind: 'text', text, hash: createHash('sha256').update(text).digest('hex'), terse: isTerse(text) };
};

/** Measured: below it, patches of different projects are alike to 90 % and more. */
const TELLING_WORDS = 12;

const isTerse = (text: string): boolean => {
  const words = new Set<string>();
  for (const [word] of text.matchAll(/[\p{L}\p{N}]{1,64}/gu)) {
    if (words.add(word).size >= TELLING_WORDS) return false;
  }
  return true;
};
