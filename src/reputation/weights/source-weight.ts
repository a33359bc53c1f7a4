import type { CircuitState, Override, SourceWeight, ToolTally } from '../../domain/index.ts';
import { overridden } from '../overrides/overridden.ts';
import { circuitOf } from '../pairs/circuit.ts';
import { learned } from '../tools/tool-priors.ts';
import { summed, type ToolCounts } from '../tools/tool-tally.ts';

/** What a source is weighed by, for one change. */
export interface WeighedSource {
  readonly source: string;
  /** What a maintainer said of it; null for nothing. Of another target than this source, it is left out. */
  readonly override: Override | null;
  /** How it did so far; those of other tools are left out. */
  readonly tallies: readonly ToolTally[];
  /** What kind of change it is: see `contextClassOf`. */
  readonly contextClass: string;
  /** Its circuit with this contributor here, as it stands now; null or absent where nothing was ever heard of the two. */
  readonly circuit?: CircuitState | null;
}

/** So much all verdicts of other contexts count together, at most. */
const MOST_FROM_ELSEWHERE = 5;
/** The upper end of the 90 % interval of a rate of which nothing is known. */
const UPPER_OF_NOTHING = 0.95;

/**
 * How far a source counts for a change, 0..1. A locked override is the weight; another one is the mean of itself and the
 * verdicts. Else the upper end of the 90 % interval of what verdicts say, over .95: as reliable as it may still be,
 * so that doubt counts a finding in full. Without verdicts 1. Verdicts of other contexts count as five together, at most. A circuit that is open, terminated or of an unknown state makes it 0; one on probation changes nothing.
 */
export const sourceWeight = (of: WeighedSource): SourceWeight => {
  const { counts, contextClass } = countsFor(of);
  const override = of.override !== null && isOf(of.override, of.source) ? of.override : null;
  const said = override === null ? null : overridden(override, counts);
  const { rate, interval } = said ?? learned(counts);
  const weight = said === null ? weightOf(counts, interval[1]) : rate;
  const circuit = of.circuit === undefined || of.circuit === null ? null : circuitOf(of.circuit);
  return {
    source: of.source,
    weight: circuit === 'OPEN' || circuit === 'TERMINATED' ? 0 : weight,
    by: byOf(said === null ? null : override, counts),
    contextClass,
    observations: counts.observations,
    rate,
    interval,
    ...(circuit !== null && { circuit }),
  };
};

const isOf = ({ entity }: Override, source: string): boolean => entity.kind === 'source' && entity.id === source;

/** Verdicts of this context, and all others as a prior of at most five: one verdict more never moves a weight the wrong way. */
const countsFor = ({ source, tallies, contextClass }: WeighedSource): { counts: ToolCounts; contextClass: string } => {
  const own = tallies.filter(({ tool }) => tool === source);
  const here = summed(own.filter((tally) => tally.contextClass === contextClass));
  const others = summed(own.filter((tally) => tally.contextClass !== contextClass));
  const share = Math.min(1, MOST_FROM_ELSEWHERE / Math.max(1, others.observations));
  const counts = {
    successes: here.successes + share * others.successes,
    failures: here.failures + share * others.failures,
    observations: here.observations + share * others.observations,
  };
  return { counts, contextClass: here.observations > 0 ? contextClass : '' };
};

const weightOf = ({ observations }: ToolCounts, upper: number): number =>
  observations === 0 ? 1 : Math.min(1, upper / UPPER_OF_NOTHING);

const byOf = (override: Override | null, { observations }: ToolCounts): SourceWeight['by'] => {
  if (override !== null) return override.locked ? 'lock' : 'override';
  return observations === 0 ? 'nothing' : 'verdicts';
};
