import type { Circuit, ConductLine, ReputationDesk } from '../api/index.ts';
import type { CircuitState, Did, PairState } from '../domain/index.ts';
import { ownerOf } from '../pipeline/index.ts';
import {
  betaMean,
  CIRCUIT_CONFIG,
  CONDUCT_WEIGHTS,
  circuitAt,
  conductExplanation,
  conductOf,
  conductTrend,
  decayed,
  healthReport,
  overrideTarget,
  toolPriors,
} from '../reputation/index.ts';
import {
  conductNow,
  conductSignals,
  conductWeights,
  currentOverrides,
  type Db,
  entriesOf,
  findingVerdicts,
  overrideOf,
  pairStates,
  reachedAmong,
  revocations,
  type Store,
  toolTallies,
} from '../store/index.ts';
import { asUsage } from './as-usage.ts';
import { keptAnswers } from './kept-answers.ts';

/** What of the desk only reads. */
export type Reads = Pick<
  ReputationDesk,
  | 'listOverrides'
  | 'getOverride'
  | 'priors'
  | 'findingVerdicts'
  | 'circuits'
  | 'weights'
  | 'explanationOf'
  | 'healthReport'
  | 'conductBelow'
>;

const MINUTE_US = 60_000_000;

/** What is asked of reputation. Answered once for each state of the database, and anew each minute, since things fade. */
export const reputationReads = (store: Pick<Store, 'read' | 'mark'>, nowUs: () => number): Reads => {
  const kept = keptAnswers(() => `${store.mark()} ${Math.floor(nowUs() / MINUTE_US)}`);
  const ask = <Answer>(key: readonly unknown[], question: (db: Db) => Promise<Answer>): Promise<Answer> =>
    kept(JSON.stringify(key), () => store.read(question));
  return {
    listOverrides: async (kind) =>
      (await ask(['overrides'], currentOverrides)).filter(({ entity }) => kind === null || entity.kind === kind),
    getOverride: (target) => {
      const checked = asUsage(() => overrideTarget(target));
      return ask(['override', checked], (db) => overrideOf(db, checked));
    },
    priors: ({ tool, contextClass, limit }) =>
      ask(['priors', tool, contextClass, limit], async (db) =>
        toolPriors(
          await toolTallies(db, { ...(tool !== null && { tool }), ...(contextClass !== null && { contextClass }) }),
          {
            overrides: await currentOverrides(db),
            ...(limit !== null && { limit }),
          },
        ),
      ),
    findingVerdicts: (pull) => ask(['verdicts', pull], (db) => findingVerdicts(db, [pull])),
    circuits: () => ask(['circuits'], async (db) => circuitsAt(await pairStates(db), nowUs())),
    weights: () => ask(['weights'], async (db) => (await conductWeights(db)) ?? CONDUCT_WEIGHTS),
    explanationOf: (did) => ask(['explanation', did], (db) => explained(db, did, nowUs())),
    healthReport: (days) => ask(['health', days], (db) => healthOver(db, days, nowUs())),
    conductBelow: (total) => ask(['below', total], (db) => below(db, total)),
  };
};

const BY_GRAVITY: readonly CircuitState[] = ['TERMINATED', 'OPEN', 'HALF_OPEN', 'CLOSED'];

/** A pair as it stands now: faded, and on probation where its cooldown is over. */
export const circuitNow = (state: PairState, nowUs: number): Circuit => {
  const { alpha, beta } = decayed(state, nowUs, CIRCUIT_CONFIG);
  return { ...state, circuit: circuitAt(state, nowUs, CIRCUIT_CONFIG), score: betaMean({ alpha, beta }) };
};

const circuitsAt = (states: readonly PairState[], nowUs: number): Circuit[] =>
  states
    .map((state) => circuitNow(state, nowUs))
    .sort(
      (one, other) =>
        BY_GRAVITY.indexOf(one.circuit) - BY_GRAVITY.indexOf(other.circuit) ||
        one.score - other.score ||
        other.updatedAtUs - one.updatedAtUs,
    );

const below = async (db: Db, least: number): Promise<ConductLine[]> => {
  const words = await revocations(db);
  return (await conductNow(db))
    .map(({ did, total, previous }) => ({ did, total, previous, revoked: words.get(did)?.revoked === true }))
    .filter(({ total, revoked }) => revoked || total < least)
    .sort(
      (one, other) =>
        Number(other.revoked) - Number(one.revoked) || one.total - other.total || (one.did < other.did ? -1 : 1),
    );
};

/** More revocations of one person than this are not looked through: each takes a reinstatement. */
const MOST_ENTRIES = 10_000;

/**
 * What of these people's signals counts: that from repositories whose owner the operator's trust reaches, as where conduct is
 * kept. Anybody may found another, and make a name there.
 */
const countedSignals = async (db: Db, dids: readonly Did[] | null) => {
  const signals = await conductSignals(db, dids);
  const reached = await reachedAmong(
    db,
    signals.map(({ repo }) => ownerOf(repo)),
  );
  return signals.filter(({ repo }) => reached.has(ownerOf(repo)));
};

const explained = async (db: Db, did: Did, nowUs: number): Promise<object> => {
  const signals = (await countedSignals(db, [did])).filter(({ atUs }) => atUs <= nowUs);
  const [kept] = await conductNow(db, [did]);
  const weights = (await conductWeights(db)) ?? CONDUCT_WEIGHTS;
  const conduct = signals.length === 0 ? null : conductOf(signals, weights, nowUs);
  const isNewer = kept !== undefined && conduct !== null && kept.total !== conduct.total;
  return conductExplanation({
    did,
    conduct,
    signals,
    trend: conductTrend(signals, nowUs, weights),
    previous: isNewer ? kept.total : (kept?.previous ?? null),
    revocationReason: await revocationReason(db, did),
  });
};

const revocationReason = async (db: Db, did: Did): Promise<string | null> => {
  if (!(await revocations(db)).get(did)?.revoked) return null;
  const entries = await entriesOf(db, { kinds: ['credential.revoked'], subject: did, limit: MOST_ENTRIES });
  return String(entries.at(-1)?.body.reason ?? 'revoked');
};

const healthOver = async (db: Db, days: number, nowUs: number): Promise<object> => {
  const signals = Map.groupBy(await countedSignals(db, null), ({ did }) => did);
  const words = await revocations(db);
  const dids = new Set([...signals.keys(), ...(await conductNow(db)).map(({ did }) => did)]);
  const people = [...dids].map((did) => ({
    did,
    signals: signals.get(did) ?? [],
    revoked: words.get(did)?.revoked === true,
  }));
  return healthReport(people, { days, nowUs, weights: (await conductWeights(db)) ?? CONDUCT_WEIGHTS });
};
