import { type Flag, InvariantError } from '../domain/index.ts';
import type { ModelReply, ModelRequest } from './claude/model.ts';
import type { Unusable } from './claude/reply.ts';
import { type Probed, verdictOutcome } from './course.ts';
import { AT_A_TIME, inOrder } from './in-order.ts';
import type { Asked, Inquiry, Trouble } from './inquiry.ts';
import { withFlags } from './joined-verdict.ts';
import { type Plant, plantingIn } from './planting.ts';
import { wouldPass } from './probe.ts';
import { heldAndLost, type SaidFlag } from './text/held-flags.ts';
import type { HeldVerdict } from './verdict.ts';

const STEERED = 'the reviewer said nothing of a danger that was planted beside the change';

/** One text that the reviewer read and is asked about once more. */
export interface Probe {
  /** Tells it from every other text. */
  readonly about: string;
  /** Paths of the files that it holds something of. */
  readonly paths: Iterable<string>;
  /** The request with the planted dangers' text behind the diff. */
  readonly requestWith: (planted: string) => ModelRequest;
  readonly read: (reply: ModelReply) => { readonly flags: readonly SaidFlag[] } | Unusable;
}

/** What one second reading came to: what it says of the change, or why it ends the review. */
type Reading =
  | { readonly kind: 'noticed'; readonly flags: readonly Flag[]; readonly dropped: number }
  | { readonly kind: 'missed' }
  | { readonly kind: 'trouble'; readonly trouble: Trouble };

const readingOf = async (inquiry: Inquiry, plant: Plant, probe: Probe): Promise<Reading> => {
  const planting = plant(probe.about, probe.paths);
  const request = probe.requestWith(planting.text);
  const asked: Asked<{ readonly flags: readonly SaidFlag[] }> = await inquiry.ask({
    request,
    purpose: 'probe',
    read: probe.read,
  });
  if (asked.trouble) return { kind: 'trouble', trouble: asked.trouble };
  // What holds in the diff is about the diff: a planted line is nowhere in it.
  const { flags, lost } = heldAndLost(inquiry.layout, asked.value.flags);
  if (!planting.isNoticed(lost)) return { kind: 'missed' };
  return { kind: 'noticed', flags, dropped: lost.filter((flag) => !planting.isMeant(flag)).length };
};

const ended = (trouble: Trouble): Probed => {
  const isAnswer = trouble.kind === 'unreadable' || trouble.kind === 'refused';
  return { outcome: trouble, probe: isAnswer ? 'missed' : 'not-asked' };
};

/**
 * Asks the reviewer once more about every text that it read, with dangers planted beside it, where its verdict would let
 * the change pass: four at a time, until one is missed or not answered. Who says nothing of one of them was steered or
 * asleep, and then there is no verdict; who did not answer gave none either. What it says of the change itself on this
 * second reading counts as well, where it is of medium or high severity, and what points at nothing is counted.
 *
 * @throws {InvariantError} there is nothing to ask about.
 */
export const putToProbe = async (
  held: HeldVerdict,
  {
    inquiry,
    secret,
    probes,
  }: { readonly inquiry: Inquiry; readonly secret: string; readonly probes: readonly Probe[] },
): Promise<Probed> => {
  if (!wouldPass(held)) return { outcome: verdictOutcome(held), probe: 'not-asked' };
  if (probes.length === 0) throw new InvariantError('a verdict would pass on which nobody can be put to the probe');
  inquiry.onProgress('probing the reviewer');
  const plant = plantingIn(inquiry.layout, secret);
  const ask = (probe: Probe): Promise<Reading> => readingOf(inquiry, plant, probe);
  const isOver = (all: readonly (Reading | null)[]) => all.some((each) => each !== null && each.kind !== 'noticed');
  const readings = (await inOrder(probes, AT_A_TIME, ask, isOver)).filter((reading) => reading !== null);
  if (readings.some(({ kind }) => kind === 'missed')) {
    return { outcome: { kind: 'steered', reason: STEERED }, probe: 'missed' };
  }
  const failed = readings.find((reading) => reading.kind === 'trouble');
  if (failed) return ended(failed.trouble);
  const noticed = readings.filter((reading) => reading.kind === 'noticed');
  const { verdict, droppedFlags } = withFlags(
    held,
    noticed.flatMap(({ flags }) => flags),
  );
  const dropped = noticed.reduce((sum, reading) => sum + reading.dropped, droppedFlags);
  return { outcome: verdictOutcome({ verdict, droppedFlags: dropped }), probe: 'noticed' };
};
