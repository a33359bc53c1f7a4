import type { Override, ToolTally } from '../../domain/index.ts';
import { betaInterval, betaMean } from '../beta/beta.ts';
import { overridden } from '../overrides/overridden.ts';
import { summed, type ToolCounts } from './tool-tally.ts';

/** How sure a rate is: fewer than 5 observations, fewer than 20, or more; `certain` from 100 on, or where it is locked. */
export type PriorConfidence = 'low' | 'medium' | 'high' | 'certain';

/** How far a tool is to be relied on in one kind of work. */
export interface ToolPriorSummary {
  /** The same for the same tool and context, another for any other. */
  readonly id: string;
  /** In words. */
  readonly summary: string;
  readonly tool: string;
  /** Empty for work of no kind in particular. */
  readonly contextClass: string;
  /** The mean of what is believed, 0..1: how often it is right. */
  readonly rate: number;
  readonly confidence: PriorConfidence;
  /** The 90 % equal-tailed interval of the rate. */
  readonly credibleInterval: { readonly low: number; readonly high: number };
  readonly observations: number;
  /** What to do about it; absent where there is nothing to do. */
  readonly suggestion?: string;
}

/** Which priors are asked for; what is left out does not matter. */
export interface PriorFilter {
  readonly tool?: string;
  readonly contextClass?: string;
  /** At most so many. */
  readonly limit?: number;
  /** What maintainers said of sources, in place of what is known by default. */
  readonly overrides?: readonly Override[];
}

/** Below this rate a tool is wrong too often. */
const LOW_RATE = 0.3;

/** A summary of each tally asked for: the most observed first, then by tool and context. */
export const toolPriors = (tallies: readonly ToolTally[], filter: PriorFilter = {}): ToolPriorSummary[] =>
  tallies
    .filter(({ tool }) => filter.tool === undefined || tool === filter.tool)
    .filter(({ contextClass }) => filter.contextClass === undefined || contextClass === filter.contextClass)
    .sort((one, other) => other.observations - one.observations || byName(one, other))
    .slice(0, Math.max(0, filter.limit ?? tallies.length))
    .map((tally) => toolPrior(tally, overrideOf(filter.overrides ?? [], tally.tool)));

const byName = (one: ToolTally, other: ToolTally): number => {
  if (one.tool !== other.tool) return one.tool < other.tool ? -1 : 1;
  return one.contextClass < other.contextClass ? -1 : 1;
};

const overrideOf = (overrides: readonly Override[], tool: string): Override | null =>
  overrides.find(({ entity }) => entity.kind === 'source' && entity.id === tool) ?? null;

/** The summary of one tally, with a maintainer's word on the tool if there is one. */
export const toolPrior = (tally: ToolTally, override: Override | null = null): ToolPriorSummary => {
  const { tool, contextClass } = tally;
  const counts = summed([tally]);
  const { rate, interval } = (override && overridden(override, counts)) ?? learned(counts);
  const locked = override?.locked === true;
  const confidence = confidenceOf(counts.observations, locked);
  const suggestion = locked ? null : suggestionFor(confidence, rate);
  return {
    id: `prior:${tool.length}:${tool}:${contextClass}`,
    summary: wordsOf(tally, counts, { rate, interval }),
    tool,
    contextClass,
    rate,
    confidence,
    credibleInterval: { low: interval[0], high: interval[1] },
    observations: counts.observations,
    ...(suggestion !== null && { suggestion }),
  };
};

/** What verdicts alone say of a rate: its mean and 90 % interval, from knowing nothing. */
export const learned = ({ successes, failures }: ToolCounts) => {
  const shapes = { alpha: 1 + successes, beta: 1 + failures };
  return { rate: betaMean(shapes), interval: betaInterval(shapes) };
};

const confidenceOf = (observations: number, locked: boolean): PriorConfidence => {
  if (locked || observations >= 100) return 'certain';
  if (observations >= 20) return 'high';
  return observations >= 5 ? 'medium' : 'low';
};

const suggestionFor = (confidence: PriorConfidence, rate: number): string | null => {
  if (!(rate < LOW_RATE)) return null;
  if (confidence === 'low') return 'wrong so far, but little is known: route to a fallback, and observe it again';
  return 'mostly wrong: switch it off here, or retune it';
};

const wordsOf = (
  { tool, contextClass }: ToolTally,
  { successes, failures, observations }: ToolCounts,
  { rate, interval }: { readonly rate: number; readonly interval: readonly [number, number] },
): string => {
  const where = contextClass === '' ? '' : ` in ${contextClass}`;
  const counted = observations === 0 ? 'nothing observed' : `right ${short(successes)}, wrong ${short(failures)}`;
  return `${tool}${where}: ${counted}; ${short(rate)} (90 %: ${short(interval[0])} to ${short(interval[1])})`;
};

const short = (number: number): string => String(Number(number.toFixed(3)));
