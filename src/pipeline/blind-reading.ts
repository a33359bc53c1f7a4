import { blind, type Identity, parsePatch, peopleIn, unpackPatch } from '../diff/index.ts';
import { AppError, type BlindChange, type BlindFinding } from '../domain/index.ts';
import { runBlind, type Signal, type SignalContext } from '../signals/index.ts';

/** One diff as a reviewer is sent it, with what only we may know of it. */
export interface BlindDiff {
  readonly change: BlindChange;
  /** For each path of the blind change, old ones included, the path it stands for. */
  readonly realPaths: ReadonlyMap<string, string>;
}

/** A diff in all that a reviewer is sent, or why nobody can be sent it. */
export type BlindReading =
  | (BlindDiff & { readonly kind: 'read'; readonly findings: readonly BlindFinding[] })
  | { readonly kind: 'unreadable'; readonly reason: string }
  | { readonly kind: 'too-large'; readonly limitBytes: number };

/** What the machines say in it is of the blind diff itself, so that it names nobody either. Bad bytes are an answer. */
export const blindReading = async (
  bytes: Uint8Array,
  author: Identity,
  { signals, context, budgetBytes }: { signals: readonly Signal[]; context: SignalContext; budgetBytes: number },
): Promise<BlindReading> => {
  const unpacked = unpackPatch(bytes);
  if (unpacked.kind !== 'text') return unpacked;
  if (unpacked.bytes.length > budgetBytes) return { kind: 'too-large', limitBytes: budgetBytes };
  const parsed = parsePatch(unpacked.bytes);
  if (parsed.kind !== 'change') return parsed;
  const people = peopleIn(unpacked.bytes);
  const names = [...author.names, ...people.names];
  const emails = [...author.emails, ...people.emails];
  const { blind: change, realPaths } = blind(parsed.change, { ...author, names, emails });
  return { kind: 'read', change, realPaths, findings: await runBlind(change, signals, context) };
};

/**
 * One diff as a reviewer is sent it. Whom its mails name is taken out besides what is known of the author.
 * @throws AppError when the diff cannot be read to its end, with the reason.
 */
export const blindDiff = async (bytes: Uint8Array, author: Identity): Promise<BlindChange> => {
  const nothing = { signals: [], context: { advisories: null, neighbours: null, discussion: null } };
  const reading = await blindReading(bytes, author, { ...nothing, budgetBytes: Number.POSITIVE_INFINITY });
  if (reading.kind === 'too-large')
    throw new AppError(`the diff is over ${reading.limitBytes} bytes, too large to review`);
  if (reading.kind !== 'read') throw new AppError(`cannot read the diff: ${reading.reason}`);
  return reading.change;
};
