import type {
  AtUri,
  CircuitState,
  Did,
  Guard,
  Override,
  PairState,
  SourceWeight,
  ToolTally,
} from '../../domain/index.ts';
import { REVIEWER } from '../../gate/index.ts';
import {
  CIRCUIT_CONFIG,
  circuitAt,
  contextClassOf,
  mainLanguage,
  overridden,
  pairKey,
  sourceWeight,
} from '../../reputation/index.ts';
import type { Analysis } from '../analyse.ts';
import type { OpenPull } from '../ports.ts';
import { eligibilityKey } from './eligibility.ts';

/** By what name a source's saying nothing is counted. */
export const silenceOf = (source: string): string => `${source}:silence`;
const isSilence = (tool: string): boolean => tool.endsWith(':silence');

/** What is kept of reputation, as decisions are made from it. */
export interface ReputationFacts {
  readonly overrides: readonly Override[];
  /** Apart for each repository in which they count. */
  readonly tallies: readonly ToolTally[];
  readonly pairs: readonly PairState[];
  /** Whose eligibility for the fast lane is revoked everywhere. */
  readonly revoked: ReadonlySet<Did>;
  /** Whose is revoked (true) or given back (false) in one repository, by `eligibilityKey`: that goes before. */
  readonly revokedIn: ReadonlyMap<string, boolean>;
}

/** The two sides of a source's circuit with one contributor in one repository, and their key. */
export const circuitPair = (
  source: string,
  repo: AtUri,
  author: Did,
): Pick<PairState, 'pairId' | 'agentA' | 'agentB'> => ({
  pairId: pairKey([source], [repo, author]),
  agentA: source,
  agentB: `${repo} ${author}`,
});

/** How far sources count for pull requests, and whom reputation holds. */
export interface ReputationNow {
  /** By source, of those that looked at the diff; undefined where nothing is known of any. */
  weights(pull: OpenPull, analysis: Analysis, isReviewed: boolean): ReadonlyMap<string, SourceWeight> | undefined;
  guards(pull: OpenPull): readonly Guard[];
  /** Differs where any source may count otherwise for everybody. */
  readonly common: string;
  /** Differs where sources may count otherwise in one repository; in no other anything was said. */
  readonly repos: ReadonlyMap<AtUri, string>;
  /** Differs where one person's circuits or eligibility do; of nobody else anything is known. */
  readonly people: ReadonlyMap<Did, string>;
}

/** What facts say at a time, in microseconds since 1970. */
export const reputationAt = (facts: ReputationFacts, nowUs: number): ReputationNow => {
  const overrides = new Map(
    facts.overrides.flatMap((each) => (each.entity.kind === 'source' ? [[each.entity.id, each]] : [])),
  );
  const distrusted = distrustedIn(facts);
  const pairs = new Map(facts.pairs.map((each) => [each.pairId, each]));
  const everywhere = facts.tallies.filter(({ repo = null }) => repo === null);
  const inRepo = Map.groupBy(facts.tallies, ({ repo = null }) => repo);
  /** What counts in a repository: what is said there, and what the operator says. Nobody else's word discounts a source here. */
  const talliesIn = (repo: AtUri | null): readonly ToolTally[] =>
    repo === null ? everywhere : [...everywhere, ...(inRepo.get(repo) ?? [])];
  const isKnown = (source: string, repo: AtUri | null): boolean =>
    overrides.has(source) || talliesIn(repo).some(({ tool }) => tool === source);
  const weighed = new Map<string, SourceWeight>();
  const stateOf = (source: string, { repo, author }: OpenPull): CircuitState | null => {
    const pair = repo === null || pairs.size === 0 ? undefined : pairs.get(circuitPair(source, repo, author).pairId);
    return pair === undefined ? null : circuitAt(pair, nowUs, CIRCUIT_CONFIG);
  };
  /** What a source says is weighed by how right it is when it speaks; that it kept silent wrongly only holds the lane. */
  const weightOf = (source: string, { repo, contextClass, spoken, silent }: Looked): SourceWeight => {
    const key = JSON.stringify([source, inRepo.has(repo) ? repo : null, contextClass, spoken]);
    const override = overrides.get(source) ?? null;
    const found =
      weighed.get(key) ?? sourceWeight({ source, contextClass, circuit: spoken, override, tallies: talliesIn(repo) });
    weighed.set(key, found);
    const circuit = worse(spoken, silent);
    return circuit === null ? found : { ...found, circuit };
  };
  return {
    common: commonIn(facts),
    repos: reposIn(facts),
    people: peopleIn(facts, nowUs),
    weights: (pull, analysis, isReviewed) => {
      if (analysis.kind !== 'read' || (overrides.size === 0 && facts.tallies.length === 0 && pairs.size === 0))
        return undefined;
      const sources = analysis.coverage.sources.map(({ source }) => source);
      const looked = (isReviewed ? [...sources, REVIEWER] : sources).map((source): [string, Circuits] => [
        source,
        { spoken: stateOf(source, pull), silent: stateOf(silenceOf(source), pull) },
      ]);
      if (!looked.some(([source, { spoken, silent }]) => isKnown(source, pull.repo) || worse(spoken, silent) !== null))
        return undefined;
      const contextClass = contextOf(pull, analysis.coverage.files);
      return new Map(
        looked.map(([source, circuits]) => [source, weightOf(source, { ...circuits, repo: pull.repo, contextClass })]),
      );
    },
    guards: ({ author, repo }) => {
      const here = repo === null ? undefined : facts.revokedIn.get(eligibilityKey(author, repo));
      return distrusted.has(author) || (here ?? facts.revoked.has(author)) ? ['eligibility-revoked'] : [];
    },
  };
};

/** Below this an override of a contributor takes the fast lane from them, as the threshold of a circuit does; above it gives nothing. */
const DISTRUST = CIRCUIT_CONFIG.threshold;

const distrustedIn = ({ overrides }: ReputationFacts): ReadonlySet<Did> =>
  new Set(
    overrides.flatMap((each) =>
      each.entity.kind === 'agent' && (overridden(each, null)?.rate ?? 1) < DISTRUST ? [each.entity.id as Did] : [],
    ),
  );

/** Every override, and every count of verdicts: what a source counts follows from these alone. */
const commonIn = ({ overrides, tallies }: ReputationFacts): string =>
  JSON.stringify([
    overrides.flatMap(({ entity, confidence, strength, locked }) =>
      entity.kind === 'source' ? [[entity.id, confidence, strength, locked]] : [],
    ),
    tallies.filter(({ tool, repo = null }) => repo === null && !isSilence(tool)),
  ]);

const reposIn = ({ tallies }: ReputationFacts): ReadonlyMap<AtUri, string> => {
  const own = Map.groupBy(
    tallies.filter(({ tool }) => !isSilence(tool)),
    ({ repo = null }) => repo,
  );
  return new Map([...own].flatMap(([repo, rows]) => (repo === null ? [] : [[repo, JSON.stringify(rows)] as const])));
};

const peopleIn = (facts: ReputationFacts, nowUs: number): ReadonlyMap<Did, string> => {
  const { pairs, revoked, revokedIn } = facts;
  const said: [Did, unknown][] = [
    ...[...distrustedIn(facts)].map((did): [Did, unknown] => [did, 'distrusted']),
    ...pairs.map((pair): [Did, unknown] => [
      (pair.agentB.split(' ')[1] ?? '') as Did,
      [pair.pairId, circuitAt(pair, nowUs, CIRCUIT_CONFIG)],
    ]),
    ...[...revoked].map((did): [Did, unknown] => [did, 'revoked']),
    ...[...revokedIn].map(([key, is]): [Did, unknown] => [(key.split(' ')[0] ?? '') as Did, [key, is]]),
  ];
  const byPerson = Map.groupBy(said, ([did]) => did);
  return new Map([...byPerson].map(([did, own]) => [did, JSON.stringify(own)]));
};

/** A source's circuits with one contributor in one repository: for what it says, and for its silence; null where nothing was heard. */
interface Circuits {
  readonly spoken: CircuitState | null;
  readonly silent: CircuitState | null;
}

interface Looked extends Circuits {
  readonly repo: AtUri | null;
  readonly contextClass: string;
}

const BY_GRAVITY: readonly (CircuitState | null)[] = [null, 'CLOSED', 'HALF_OPEN', 'OPEN', 'TERMINATED'];
const worse = (one: CircuitState | null, other: CircuitState | null): CircuitState | null =>
  BY_GRAVITY.indexOf(one) >= BY_GRAVITY.indexOf(other) ? one : other;

/** What kind of change it is, for counting verdicts apart. */
export const contextOf = (
  { tier }: Pick<OpenPull, 'tier'>,
  files: readonly { readonly path: string; readonly added: number; readonly deleted: number }[],
): string => {
  const changed = files.map(({ path, added, deleted }) => ({ path, changedLines: added + deleted }));
  const changedLines = changed.reduce((sum, file) => sum + file.changedLines, 0);
  return contextClassOf({ language: mainLanguage(changed), tier, changedLines });
};
