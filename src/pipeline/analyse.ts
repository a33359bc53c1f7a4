import { createHash } from 'node:crypto';
import { coverageOf, parsePatch, unpackPatch } from '../diff/index.ts';
import type { Coverage, Finding } from '../domain/index.ts';
import { runSignals, type Signal, signalsVersion } from '../signals/index.ts';
import type { OpenPull, PatchSource } from './ports.ts';

/** What machines make of one diff; the same for the same bytes and signals, so it is kept and used again. */
export type Analysis =
  | {
      readonly kind: 'read';
      readonly diffHash: string;
      readonly findings: readonly Finding[];
      readonly coverage: Coverage;
    }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'unreadable'; readonly reason: string }
  | { readonly kind: 'too-large'; readonly limitBytes: number };

/** Reads a patch to its end and runs the signals over it. Bad bytes are an answer, never an exception. */
export const analysePatch = async (bytes: Uint8Array, signals: readonly Signal[]): Promise<Analysis> => {
  const unpacked = unpackPatch(bytes);
  if (unpacked.kind !== 'text') return unpacked;
  const parsed = parsePatch(unpacked.text);
  if (parsed.kind !== 'change') return { kind: 'unreadable', reason: parsed.reason };
  const { change } = parsed;
  const { findings, readings } = await runSignals(change, signals);
  return { kind: 'read', diffHash: change.hash, findings, coverage: coverageOf(change, readings) };
};

/** Under which key a pull request's analysis is kept; null when it has no patch. */
export const analysisKey = (
  pull: Pick<OpenPull, 'patchCid' | 'patchText'>,
  signals: readonly Signal[],
): string | null => {
  const version = signalsVersion(signals);
  if (pull.patchCid !== null) return `${pull.patchCid} ${version}`;
  if (pull.patchText === null) return null;
  return `${createHash('sha256').update(pull.patchText).digest('hex')} ${version}`;
};

/** The analysis of a pull request's latest round; `unavailable` while its patch cannot be had. */
export const analysePull = async (
  pull: Pick<OpenPull, 'patchCid' | 'patchText'>,
  patches: PatchSource,
  signals: readonly Signal[],
): Promise<Analysis> => {
  const bytes = pull.patchCid === null ? inline(pull.patchText) : await patches.blob(pull.patchCid);
  return bytes === null ? { kind: 'unavailable' } : analysePatch(bytes, signals);
};

const inline = (text: string | null): Uint8Array | null => (text === null ? null : new TextEncoder().encode(text));
