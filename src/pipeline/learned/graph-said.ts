import type { AtUri, Did, LearnedEvidence } from '../../domain/index.ts';
import type { FeatureSet, GnnModel, SageSaid } from '../../learn/index.ts';
import type { MergedChange } from '../contributor-ties.ts';
import type { OpenPull } from '../ports.ts';
import { type NetworkNow, networkNow } from './network-now.ts';
import type { FeatureRow, Said, SeenWorld } from './serving.ts';

/** GraphSAGE, and what it is asked with. */
export interface GraphScorer {
  readonly model: GnnModel;
  /** What its columns are; all of them are among these. */
  readonly features: FeatureSet;
  /** A column that is over 0 where trust reaches an author: as in training, nothing is known of anybody else as a neighbour. */
  readonly reachedBy: string;
  readonly merged: readonly MergedChange[];
  readonly rowsOf: (pulls: readonly OpenPull[]) => Promise<ReadonlyMap<AtUri, FeatureRow>>;
}

/**
 * What GraphSAGE says of pull requests as of now: ties are the vouches and merges there are; whoever has something open is
 * known by their latest open pull request, others by what was known when the model was made, or not at all. Each
 * pull request's own row comes in beside that. Who is asked about along with whom makes no difference.
 */
export const graphSaid = async (
  pulls: readonly OpenPull[],
  seen: SeenWorld,
  { model, features, reachedBy, merged, rowsOf }: GraphScorer,
): Promise<Map<AtUri, Said>> => {
  const authors = pulls.map(({ author }) => author);
  const { network, ...tied } = networkNow(model, { vouches: seen.vouches(), merged, us: seen.index.asOfUs + 1 });
  const { names, numberOf } = withOthers(tied, authors);
  const near = new Set([...new Set(authors)].flatMap((author) => network.around(numberOf(author))));
  const latest = latestOpen([...seen.open(), ...pulls], ({ author }) => near.has(numberOf(author)));
  const rows = await rowsOf([...new Map([...pulls, ...latest.values()].map((pull) => [pull.uri, pull])).values()]);
  const known = features.columns.map(({ name }) => name);
  const placesOf = (columns: readonly string[]): number[] => columns.map((column) => known.indexOf(column));
  const [own, node] = [placesOf(model.columns), placesOf(model.sage.nodeScales.columns)];
  const reached = known.indexOf(reachedBy);
  const kept = keptRows(model);
  const described = new Map<number, Float64Array | null>();
  const rowOf = (person: number): Float64Array | null => {
    const before = described.get(person);
    if (before !== undefined) return before;
    const did = names(person);
    const row = rows.get(latest.get(did as Did)?.uri ?? ('' as AtUri))?.(null);
    const isReached = row !== undefined && (row[reached] ?? 0) > 0;
    const found = isReached ? picked(row, node) : (kept.get(did) ?? null);
    described.set(person, found);
    return found;
  };
  return new Map(
    pulls.flatMap(({ uri, author }): [AtUri, Said][] => {
      const row = rows.get(uri);
      if (row === undefined) return [];
      return [
        [uri, (analysis) => evidenceOf(model, network.said(numberOf(author), picked(row(analysis), own), rowOf))],
      ];
    }),
  );
};

/** These people as well, numbered after those who are tied. */
const withOthers = ({ names, numberOf }: Pick<NetworkNow, 'names' | 'numberOf'>, people: readonly Did[]) => {
  const others = [...new Set(people)].filter((did) => numberOf(did) < 0);
  const numbers = new Map(others.map((did, at) => [did, names.length + at]));
  return {
    names: (person: number): Did | '' => names[person] ?? others[person - names.length] ?? '',
    numberOf: (did: Did): number => numbers.get(did) ?? numberOf(did),
  };
};

/** It has no exact parts: all of the margin is the rest. */
const evidenceOf = ({ id }: GnnModel, { probability, margin, hash }: SageSaid): LearnedEvidence => ({
  ...{ model: id, by: 'graphsage', probability, margin, bias: 0, contributions: [], rest: margin },
  featuresHash: hash,
});

/** Each author's latest, by record key: these rise with time. */
const latestOpen = (pulls: readonly OpenPull[], isAsked: (pull: OpenPull) => boolean): Map<Did, OpenPull> => {
  const latest = new Map<Did, OpenPull>();
  for (const pull of pulls) {
    const known = latest.get(pull.author);
    if (isAsked(pull) && (known === undefined || known.uri < pull.uri)) latest.set(pull.author, pull);
  }
  return latest;
};

const picked = (row: Float64Array, places: readonly number[]): Float64Array =>
  Float64Array.from(places, (place) => row[place] ?? Number.NaN);

const keptRows = ({ people, sage }: GnnModel): ReadonlyMap<string, Float64Array> => {
  const width = sage.nodeScales.columns.length;
  return new Map(people.names.map((name, at) => [name, people.values.subarray(at * width, (at + 1) * width)]));
};
