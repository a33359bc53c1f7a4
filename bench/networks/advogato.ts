/** Advogato's levels, awarded by its own metric on its own certificates: how far do other measures agree with them? */
import { createHash } from 'node:crypto';
import {
  aucOf,
  type Interval,
  intervalOf,
  randomFrom,
  rankedBy,
  resampledAucs,
  stratified,
} from '../../src/learn/index.ts';
import { standingOf, type TrustGraph } from '../../src/trust/index.ts';
import { ADVOGATO_CAPACITIES, maxFlowAccepted } from '../../src/trust/measures/max-flow.ts';
import { confusionOf, kendall, levelsByQuota, sameShare, spearman } from './agreement.ts';
import type { Compared } from './compared.ts';
import { graphFrom } from './edges.ts';
import { readColumns } from './read-csv.ts';

/** By their number: nobody's certificate sufficed, and the three that are awarded. */
export const LEVELS: readonly string[] = ['Observer', 'Apprentice', 'Journeyer', 'Master'];

/** How many times a full vouch each level of certificate counts: Apprentice, Journeyer, Master. */
export type LevelWeights = readonly [apprentice: number, journeyer: number, master: number];

/** Chosen before any figure was seen. */
export const CHOSEN_WEIGHTS: LevelWeights = [0.4, 0.7, 1];

/** Certificates, and what Advogato awarded. */
export interface Advogato {
  /** `level` is 1 to 3. */
  readonly certificates: readonly { readonly source: string; readonly target: string; readonly level: number }[];
  /** 1 to 3, by id; whoever is not in it is an Observer, 0. */
  readonly awarded: ReadonlyMap<string, number>;
  readonly seeds: readonly string[];
}

/** Reads both files; the seeds are the four that ran the site, under the hash of their names. */
export const readAdvogato = (certificatesFile: string, resultFile: string): Advogato => ({
  certificates: readColumns(certificatesFile, ['from', 'to', 'level']).map(
    ([source = '', target = '', level = '']) => ({
      source,
      target,
      level: levelNumber(level),
    }),
  ),
  awarded: new Map(readColumns(resultFile, ['id', 'level']).map(([id = '', level = '']) => [id, levelNumber(level)])),
  seeds: ['raph', 'miguel', 'federico', 'alan'].map((name) =>
    createHash('sha256').update(`tt|${name}`).digest('hex').slice(0, 12),
  ),
});

const levelNumber = (level: string): number => LEVELS.indexOf(level);

/** How far a measure agrees with what was awarded; over all people but the seeds. */
export interface Agreement {
  readonly name: string;
  readonly spearman: number;
  /** The same among the people whom a path from the seeds reaches. */
  readonly spearmanReached: number;
  readonly kendall: number;
  /** AUC for being awarded at least Apprentice, Journeyer, Master, with 95 % intervals. */
  readonly aucs: readonly (Interval & { readonly auc: number })[];
  /** Share of people with the same level, when the measure awards each level as often. */
  readonly sameLevel: number;
  /** `confusion[awarded][given]`. */
  readonly confusion: readonly (readonly number[])[];
  readonly people: number;
  readonly reached: number;
}

/** Agreement of each measure on the graph in which the three levels weigh as given. */
export const agreements = (data: Advogato, measures: readonly Compared[], options: AgreementOptions): Agreement[] => {
  const people = peopleOf(data, options.weights);
  return measures.map(({ name, scores }) =>
    agreementOf(people, { name, scores: scores(people.graph, data.seeds) }, options),
  );
};

/** Spearman's ρ alone, as in `agreements`, which takes long. */
export const correlations = (
  data: Advogato,
  measures: readonly Compared[],
  weights: LevelWeights,
): { readonly name: string; readonly spearman: number }[] => {
  const { graph, nodes, awarded } = peopleOf(data, weights);
  return measures.map(({ name, scores }) => {
    const all = scores(graph, data.seeds);
    return {
      name,
      spearman: spearman(
        Float64Array.from(nodes, (node) => all[node]!),
        awarded,
      ),
    };
  });
};

/** What the levels of certificate weigh, and how many bootstrap resamples to draw. */
export interface AgreementOptions {
  readonly weights: LevelWeights;
  readonly resamples: number;
}

/**
 * Agreement of Advogato's metric as we have it: a person's level is the highest at which it accepts them. The root's
 * capacity bounds how many it accepts at all, and the one in use in 2005 is not known: `scale` multiplies mod_virgule's.
 */
export const ownMetric = (data: Advogato, { scale, resamples }: { scale: number; resamples: number }): Agreement => {
  const weights: LevelWeights = [1 / 3, 2 / 3, 1];
  const people = peopleOf(data, weights);
  const scores = new Float64Array(people.graph.ids.length);
  const capacities = ADVOGATO_CAPACITIES.map((capacity) => capacity * scale);
  for (const level of [1, 2, 3]) {
    maxFlowAccepted(people.graph, data.seeds, { capacities, minWeight: (level - 0.5) / 3 }).forEach(
      (accepted, node) => {
        if (accepted === 1) scores[node] = level;
      },
    );
  }
  const name = `max-flow by level, capacities × ${scale}`;
  return agreementOf(people, { name, scores, areLevels: true }, { weights, resamples });
};

interface People {
  readonly graph: TrustGraph;
  /** Everybody but the seeds; the rest in step with them. */
  readonly nodes: Int32Array;
  readonly awarded: Int32Array;
  readonly isReached: readonly boolean[];
}

interface Scored {
  readonly name: string;
  /** One per node of the graph. */
  readonly scores: Float64Array;
  /** The scores are levels already, not to be cut into some. */
  readonly areLevels?: boolean;
}

const peopleOf = (data: Advogato, weights: LevelWeights): People => {
  const graph = weighted(data, weights);
  const { standing } = standingOf(graph, data.seeds);
  const nodes = Int32Array.from(graph.ids.keys().filter((node) => !data.seeds.includes(graph.ids[node]!)));
  return {
    graph,
    nodes,
    awarded: nodes.map((node) => data.awarded.get(graph.ids[node]!) ?? 0),
    isReached: Array.from(nodes, (node) => standing[node]! > 0),
  };
};

const agreementOf = (
  people: People,
  { name, scores, areLevels }: Scored,
  { resamples }: AgreementOptions,
): Agreement => {
  const { nodes, awarded, isReached } = people;
  const judged = Float64Array.from(nodes, (node) => scores[node]!);
  const confusion = confusionOf(awarded, areLevels ? judged : levelsByQuota(judged, awarded), LEVELS.length);
  const ofReached = (values: Float64Array | Int32Array) => values.filter((_, item) => isReached[item]);
  return {
    name,
    spearman: spearman(judged, awarded),
    spearmanReached: spearman(ofReached(judged), ofReached(awarded)),
    kendall: kendall(judged, awarded),
    aucs: [1, 2, 3].map((least) => {
      const labels = Uint8Array.from(awarded, (level) => (level >= least ? 1 : 0));
      const ranked = rankedBy(judged, labels);
      const [samples] = resampledAucs([ranked], stratified(labels), { resamples, random: randomFrom(least) });
      return { auc: aucOf(ranked), ...intervalOf(samples!) };
    }),
    sameLevel: sameShare(confusion),
    confusion,
    people: nodes.length,
    reached: isReached.filter(Boolean).length,
  };
};

const weighted = ({ certificates }: Advogato, weights: LevelWeights): TrustGraph =>
  graphFrom(
    certificates.map(({ source, target, level }) => ({ source, target, weight: weights[level - 1] ?? 0, epoch: null })),
    { fullWeight: 1 },
  );
