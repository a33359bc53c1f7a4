import type { AtUri, Cap, Coverage, Decision, Lane, Outcome, Policy } from '../domain/index.ts';
import { LANES } from '../domain/index.ts';
import { contentOf, WEIGHING, type Weighed } from './content-risk.ts';
import { decide } from './decide.ts';
import { weightsIn } from './fusion.ts';
import { modeOf } from './policy.ts';
import { withLearned } from './with-learned.ts';

/** One decision in force, and the policy on trial where it was made. */
export interface ShadowCase {
  readonly decision: Decision;
  /** The policy on trial for its repository. */
  readonly shadow: Policy;
  /** Whose modes of signals the diff would have been read with; default: those of `shadow`. */
  readonly reading?: Policy;
}

/** How the lanes of a policy on trial differ from those in force. */
export interface ShadowReport {
  /** The policy on trial, and those that decisions were made with. */
  readonly policy: { readonly version: string; readonly hash: string | null };
  readonly inForce: readonly string[];
  readonly compared: number;
  readonly same: number;
  /** How many would get a faster lane, and how many a slower one. */
  readonly faster: number;
  readonly slower: number;
  /** Every kind of move that occurs, the commonest first. */
  readonly moves: readonly { readonly from: Lane; readonly to: Lane; readonly count: number }[];
  /** Up to 20 that would move, those that would become faster first. */
  readonly examples: readonly {
    readonly pull: AtUri;
    readonly from: Lane;
    readonly to: Lane;
    /** Why it would be there, most important first. */
    readonly reasons: readonly string[];
  }[];
}

const MOST_EXAMPLES = 20;

/**
 * What a policy on trial makes of a stored decision: its inputs, with the content made anew from the findings and the
 * verdict under that policy's signals, and whether anybody who counts read all of it. Pure. With the decision's own policy it
 * is the decision's outcome.
 */
export const shadowOf = ({ decision, shadow, reading = shadow }: ShadowCase): Outcome => {
  const { inputs, evidence } = decision;
  const { learned } = decision.policy;
  const weighed = inputs.content === null ? null : contentOf(evidence.findings, shadow, evidence, weightsIn(evidence));
  // A model that is served speaks to the policy on trial as it does to the one in force.
  const policy = learned === undefined ? shadow : withLearned(shadow, reading, learned);
  const caps = capsUnder(inputs.caps, evidence.coverage, reading);
  const content = weighed?.content ?? null;
  return decide({ ...inputs, content, caps: weighed?.fusion ? recapped(caps, weighed) : caps }, policy);
};

/** The caps, with those of weighing sources as they would be. */
const recapped = (caps: readonly Cap[], weighed: Weighed): readonly Cap[] => [
  ...caps.filter((cap) => !WEIGHING.has(cap)),
  ...weighed.caps,
];

/** The caps, with the one on what nobody read as it would be if other signals counted. */
const capsUnder = (caps: readonly Cap[], coverage: Coverage | null, reading: Policy): readonly Cap[] => {
  const unread = coverage === null ? null : isUnread(coverage, reading);
  if (unread === null || unread === caps.includes('unread-bytes')) return caps;
  return unread ? [...caps, 'unread-bytes'] : caps.filter((cap) => cap !== 'unread-bytes');
};

const counts = (source: string, policy: Policy): boolean => modeOf(source, policy) === 'blocking';

/** Whether any file has bytes that no source which counts read. */
const isUnread = ({ files }: Coverage, policy: Policy): boolean =>
  files.some(({ bytes, hunks, readBy, readInPart }) => {
    if (bytes === 0 || readBy.some((source) => counts(source, policy))) return false;
    const parts = readInPart.filter(({ source }) => counts(source, policy)).flatMap((part) => part.hunks);
    return new Set(parts).size < Math.max(hunks, 1);
  });

/** Compares the lanes in force with those of a policy on trial. Pure; the same cases in any order give the same counts. */
export const shadowReport = (shadow: Policy, cases: Iterable<ShadowCase>): ShadowReport => {
  const counted = new Map<string, number>();
  const inForce = new Set<string>();
  const moved: (ShadowReport['examples'][number] & { speedup: number })[] = [];
  let compared = 0;
  for (const each of cases) {
    compared += 1;
    inForce.add(each.decision.policy.version);
    const { lane: from } = each.decision.outcome;
    const { lane: to, reasons } = shadowOf(each);
    if (from === to) continue;
    counted.set(`${from} ${to}`, (counted.get(`${from} ${to}`) ?? 0) + 1);
    moved.push({ pull: each.decision.pull, from, to, reasons, speedup: LANES.indexOf(from) - LANES.indexOf(to) });
  }
  const faster = moved.filter(({ speedup }) => speedup > 0).length;
  return {
    policy: { version: shadow.version, hash: shadow.hash ?? null },
    inForce: [...inForce].sort(),
    ...{ compared, same: compared - moved.length, faster, slower: moved.length - faster },
    moves: movesIn(counted),
    examples: moved
      .sort((a, b) => b.speedup - a.speedup || Number(a.pull > b.pull) - Number(a.pull < b.pull))
      .slice(0, MOST_EXAMPLES)
      .map(({ speedup: _, ...example }) => example),
  };
};

const movesIn = (counted: ReadonlyMap<string, number>): ShadowReport['moves'] =>
  LANES.flatMap((from) => LANES.map((to) => ({ from, to, count: counted.get(`${from} ${to}`) ?? 0 })))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
