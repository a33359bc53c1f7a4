import { createHash } from 'node:crypto';
import { coverageOf, type Identity, parsePatch, unpackPatch } from '../diff/index.ts';
import type { ChangeKind, Coverage, Finding } from '../domain/index.ts';
import { kindOfChange, runSignals, type Signal, type SignalContext, signalsVersion } from '../signals/index.ts';
import { type BlindReading, blindReading } from './blind-reading.ts';
import type { OpenPull, PatchSource } from './ports.ts';

/** What machines make of one diff; the same for the same bytes and signals, so it is kept and used again. */
export type Analysis =
  | {
      readonly kind: 'read';
      readonly diffHash: string;
      readonly findings: readonly Finding[];
      readonly coverage: Coverage;
      readonly changeKind: ChangeKind;
    }
  /** Parsed, and larger than anybody reviews: no signal read it, and the coverage says so. */
  | { readonly kind: 'over-budget'; readonly diffHash: string; readonly coverage: Coverage }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'unreadable'; readonly reason: string }
  | { readonly kind: 'too-large'; readonly limitBytes: number };

/** What reads a patch, and up to which size. */
export interface Reader {
  readonly signals: readonly Signal[];
  readonly context: SignalContext;
  /** Ids of those whose findings are only shown: what they alone read counts as unread. */
  readonly advisory: readonly string[];
  /** Above this many bytes a patch is parsed and left unread, so that no patch keeps the service busy. */
  readonly budgetBytes: number;
}

/** Reads a patch to its end and runs the signals over it. Bad bytes are an answer, never an exception. */
export const analysePatch = async (
  bytes: Uint8Array,
  { signals, context, advisory, budgetBytes }: Reader,
): Promise<Analysis> => {
  const unpacked = unpackPatch(bytes);
  if (unpacked.kind !== 'text') return unpacked;
  const parsed = parsePatch(unpacked.bytes);
  if (parsed.kind !== 'change') return { kind: 'unreadable', reason: parsed.reason };
  const { change } = parsed;
  if (change.bytes > budgetBytes) {
    return { kind: 'over-budget', diffHash: change.hash, coverage: coverageOf(change, []) };
  }
  const { findings, readings } = await runSignals(change, signals, context);
  const coverage = coverageOf(
    change,
    readings.map((reading) => ({ ...reading, advises: advisory.includes(reading.source) })),
  );
  return { kind: 'read', diffHash: change.hash, findings, coverage, changeKind: kindOfChange(change) };
};

/** Reads patches for a scoring pass: in this thread, or where a hostile patch keeps nobody waiting. */
export interface Analyst {
  /** Names what reads and how; another version reads everything anew. */
  readonly version: string;
  analyse(bytes: Uint8Array, budgetBytes: number): Promise<Analysis>;
  /** The same bytes as a reviewer is sent them. */
  blind(bytes: Uint8Array, author: Identity, budgetBytes: number): Promise<BlindReading>;
}

/** An analyst in this thread. */
export const analystWith = (reader: Omit<Reader, 'budgetBytes'>): Analyst => ({
  version: signalsVersion(reader.signals),
  analyse: (bytes, budgetBytes) => analysePatch(bytes, { ...reader, budgetBytes }),
  blind: (bytes, author, budgetBytes) => blindReading(bytes, author, { ...reader, budgetBytes }),
});

type Patch = Pick<OpenPull, 'patchCid' | 'patchText' | 'patchHash'> & Partial<Pick<OpenPull, 'uri'>>;

/** Names a patch by its bytes; null when there is none. A blob and a text never share a name. */
export const patchName = ({ patchCid, patchText, patchHash }: Patch): string | null => {
  if (patchCid !== null) return `blob:${patchCid}`;
  if (patchHash != null) return `text:${patchHash}`;
  return patchText === null ? null : `text:${createHash('sha256').update(patchText).digest('hex')}`;
};

/** Under which key a pull request's analysis is kept; null when it has no patch. */
export const analysisKey = (patch: Patch, reader: string): string | null => {
  const name = patchName(patch);
  return name === null ? null : `${name} ${reader}`;
};

/** A pull request's patch, wherever it is; null while it cannot be had. */
export const patchBytes = async (
  { uri, patchCid, patchText, patchHash }: Patch,
  patches: PatchSource,
): Promise<Uint8Array | null> => {
  if (patchCid !== null) return patches.blob(patchCid);
  const isElsewhere = patchText === null && patchHash != null && uri !== undefined;
  const text = isElsewhere ? (await patches.texts?.([{ uri, patchHash }]))?.get(uri) : patchText;
  return text == null ? null : new TextEncoder().encode(text);
};

/** The analysis of a pull request's latest round; `unavailable` while its patch cannot be had. */
export const analysePull = async (
  pull: Patch,
  patches: PatchSource,
  analyse: (bytes: Uint8Array) => Promise<Analysis>,
): Promise<Analysis> => {
  const bytes = await patchBytes(pull, patches);
  return bytes === null ? { kind: 'unavailable' } : analyse(bytes);
};
