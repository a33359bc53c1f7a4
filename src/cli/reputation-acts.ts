import { randomUUID } from 'node:crypto';
import type { Act, ReputationDesk } from '../api/index.ts';
import type { Config } from '../config/index.ts';
import {
  CONDUCT_DIMENSIONS,
  ConflictError,
  InvariantError,
  type ReputationEntry,
  type ReputationEntryKind,
  UsageError,
} from '../domain/index.ts';
import { SIGNAL_IDS } from '../gate/index.ts';
import {
  CONDUCT_WEIGHTS,
  changedWeights,
  observed,
  overrideFrom,
  overrideTarget,
  toolPrior,
} from '../reputation/index.ts';
import {
  addToOutbox,
  conductWeights,
  type Db,
  deletePair,
  entriesOf,
  findingVerdicts,
  keepEntries,
  keepObservations,
  keepOperatorVerdict,
  overrideOf,
  pairStates,
  putPairs,
  revocations,
  type Store,
  setOverride,
  toolTallies,
  trustEventsReceived,
  unsetOverride,
} from '../store/index.ts';
import { asUsage } from './as-usage.ts';
import { circuitNow, type Reads } from './reputation-reads.ts';
import { pairEvents } from './shipping.ts';

type Acts = Omit<ReputationDesk, keyof Reads>;

/** What acts are done with. */
export interface ActParts {
  readonly store: Pick<Store, 'write'>;
  readonly config: Pick<Config, 'trustEvents'>;
  readonly nowUs: () => number;
}

/** What is done to reputation: each act checked first, and then one transaction with the entry that tells of it. */
export const reputationActs = (parts: ActParts): Acts => ({
  ...overrideActs(parts),
  ...toolActs(parts),
  ...circuitActs(parts),
  ...conductActs(parts),
  receiveEvents: async (events) => {
    const atUs = parts.nowUs();
    const rows = events.map(({ tenantId, state, ...event }) => ({
      ...event,
      tenant: tenantId,
      state: state && { ...state },
      atUs,
    }));
    const { accepted, duplicates, conflicts } = await parts.store.write((db) => trustEventsReceived(db, rows));
    const [key] = conflicts;
    return key === undefined ? { kind: 'kept', accepted, duplicates } : { kind: 'conflict', key };
  },
});

const overrideActs = ({ store, nowUs }: ActParts): Pick<Acts, 'setOverride' | 'unsetOverride'> => ({
  setOverride: async ({ entity, confidence, strength, locked: lock }, act) => {
    const atUs = nowUs();
    const override = asUsage(() => overrideFrom(entity, { confidence, strength, lock, atUs }));
    return store.write((db) => setOverride(db, override, { ...act, atUs }));
  },
  unsetOverride: async (target, act) => {
    const checked = asUsage(() => overrideTarget(target));
    return store.write((db) => unsetOverride(db, checked, { ...act, atUs: nowUs() }));
  },
});

/** What one observation may count at most; the maths takes no more of anything. */
const MOST_WEIGHT = 1e6;

const ENTRIES_AT_ONCE = 1_000;

/** What was answered to the observation told under this key. @throws ConflictError where another one was told under it. */
const answered = async (db: Db, { key, body }: ReputationEntry): Promise<object> => {
  for (let after = 0; ; ) {
    const page = await entriesOf(db, { kinds: ['tool.observation'], after, limit: ENTRIES_AT_ONCE });
    const earlier = page.find((entry) => entry.key === key);
    if (earlier !== undefined) {
      if (wordsOf(earlier.body) !== wordsOf(body))
        throw new ConflictError(
          `the key ${key.slice('told '.length)} came before with another observation; nothing was kept`,
        );
      return Object(earlier.body.after);
    }
    const last = page.at(-1);
    if (last === undefined) throw new InvariantError(`no observation was told under ${key}`);
    after = last.number;
  }
};

/** What was told, without what came of it. */
const wordsOf = ({ after, ...told }: ReputationEntry['body']): string => JSON.stringify(told);

const SOURCES: readonly string[] = [...SIGNAL_IDS, 'reviewer'];

const toolActs = ({ store, nowUs }: ActParts): Pick<Acts, 'observe' | 'findingVerdict'> => ({
  observe: async ({ agentId, key: name, ...given }, act) => {
    const observation = { ...given, atUs: nowUs() };
    asUsage(() => observed(null, observation));
    const { tool, success, contextClass, weight, repo, atUs } = observation;
    if (weight > MOST_WEIGHT) throw new UsageError(`weight must be at most ${MOST_WEIGHT}, got ${weight}`);
    return store.write(async (db) => {
      const [tally = null] = await toolTallies(db, { tool, contextClass });
      const after = toolPrior(observed(tally, observation), await overrideOf(db, { kind: 'source', id: tool }));
      const body = { tool, success, contextClass, weight, repo, agentId, reason: act.reason, after };
      const key = `told ${name.toWellFormed()}`;
      const entry = { ...entryOf('tool.observation', tool, act, { atUs, body }), key };
      if ((await keepEntries(db, [entry])) === 0) return answered(db, entry);
      await keepObservations(db, [observation], { keys: [key], source: act.by });
      return after;
    });
  },
  findingVerdict: async (given, act) => {
    if (!SOURCES.includes(given.source))
      throw new UsageError(`no source is called "${given.source}"; there are ${SOURCES.join(', ')}`);
    const said = { ...given, by: act.by, atUs: nowUs() };
    return store.write(async (db) => {
      const before = (await findingVerdicts(db, [given.pull])).find(
        ({ by, source, rule, file, line }) =>
          by === act.by && source === given.source && rule === given.rule && file === given.file && line === given.line,
      );
      if (before?.verdict === said.verdict) return before;
      const body = { ...given, before: before?.verdict ?? null, reason: act.reason };
      await keepOperatorVerdict(db, said, entryOf('feedback.finding', given.source, act, { atUs: said.atUs, body }));
      return said;
    });
  },
});

const circuitActs = ({ store, config, nowUs }: ActParts): Pick<Acts, 'terminate' | 'reset'> => {
  const act = async (db: Db, pairId: string, kind: 'circuit.terminate' | 'circuit.reset', { by, reason }: Act) => {
    const [state] = await pairStates(db, [pairId]);
    if (state === undefined) return null;
    const atUs = nowUs();
    if (kind === 'circuit.terminate' && state.circuit === 'TERMINATED') return circuitNow(state, atUs);
    const { agentA, agentB, circuit, alpha, beta, interactions } = state;
    const body = { source: agentA, with: agentB, from: circuit, alpha, beta, interactions, reason };
    await keepEntries(db, [entryOf(kind, pairId, { by, reason }, { atUs, body })]);
    const ended = { ...state, circuit: 'TERMINATED' as const };
    const isReset = kind === 'circuit.reset';
    await (isReset ? deletePair(db, pairId) : putPairs(db, [ended]));
    await addToOutbox(db, pairEvents(config, isReset ? { gone: [pairId] } : { changed: [ended] }));
    return circuitNow(ended, atUs);
  };
  return {
    terminate: (pairId, why) => store.write((db) => act(db, pairId, 'circuit.terminate', why)),
    reset: (pairId, why) => store.write(async (db) => (await act(db, pairId, 'circuit.reset', why)) !== null),
  };
};

const conductActs = ({ store, nowUs }: ActParts): Pick<Acts, 'setWeights' | 'reinstate'> => ({
  setWeights: (changes, act) =>
    store.write(async (db) => {
      const before = (await conductWeights(db)) ?? CONDUCT_WEIGHTS;
      const after = changedWeights(before, changes);
      if (after === null || CONDUCT_DIMENSIONS.every((name) => after[name] === before[name])) return after;
      const body = { before, after, reason: act.reason };
      await keepEntries(db, [entryOf('weights.updated', 'conduct', act, { atUs: nowUs(), body })]);
      return after;
    }),
  reinstate: (did, act) =>
    store.write(async (db) => {
      if (!(await revocations(db)).get(did)?.revoked) return false;
      const body = { did, credential: 'fast-lane', reason: act.reason };
      await keepEntries(db, [entryOf('credential.reinstated', did, act, { atUs: nowUs(), body })]);
      return true;
    }),
});

/** An act is named by itself: two within one moment are two. */
const entryOf = (
  kind: ReputationEntryKind,
  subject: string,
  { by }: Act,
  { atUs, body }: Pick<ReputationEntry, 'atUs' | 'body'>,
): ReputationEntry => ({ kind, subject, by, atUs, body, key: `${kind} ${randomUUID()}` });
