import {
  type AtUri,
  CONDUCT_DIMENSIONS,
  type Override,
  type PairState,
  parseAtUri,
  parseDid,
} from '../domain/index.ts';
import type { ReadModel } from '../pipeline/index.ts';
import { createApp } from './app.ts';
import type { Act, ReceivedEvent, ReputationDesk, Shares } from './reputation-desk.ts';

export const ADMIN = { Authorization: 'Bearer admin-key' };
export const SERVICE = { 'X-API-Key': 'events-key' };
export const CAROL = 'did:plc:carol';
const carol = parseDid(CAROL);

/** The one pull request that the fake model knows. */
export const PULL = 'at://did:plc:carol/sh.tangled.repo.pull/1';

const addressOf = (text: string): AtUri => {
  const uri = parseAtUri(text);
  if (uri === null) throw new Error(`${text} is none`);
  return uri;
};

const entryOf = (repo: string | null) => ({
  uri: addressOf(PULL),
  repo: repo === null ? null : addressOf(repo),
  author: carol,
});

const pair: PairState = {
  ...{ pairId: 'p1', agentA: 'sast', agentB: CAROL, alpha: 1, beta: 4, interactions: 3 },
  ...{ updatedAtUs: 1_700_000_000_000_000, circuit: 'OPEN', openedAtUs: 1_700_000_000_000_000 },
};

const UNSAID = { findingVerdicts: async () => [], conductBelow: async () => [] };

/** A desk in memory, with what was done through it. */
export const fakeDesk = () => {
  const overrides = new Map<string, Override>();
  const events = new Map<string, string>();
  const received: ReceivedEvent[] = [];
  const acts: { readonly what: string; readonly act: Act; readonly about: unknown }[] = [];
  const note = (what: string, act: Act, about: unknown): void => void acts.push({ what, act, about });
  const keyOf = ({ kind, id }: Override['entity']): string => `${kind} ${id}`;
  let weights: Shares = {
    ...{ policy_compliance: 0.25, resource_efficiency: 0.15, output_quality: 0.2 },
    ...{ security_posture: 0.25, collaboration_health: 0.15 },
  };
  const desk: ReputationDesk = {
    listOverrides: async (kind) =>
      [...overrides.values()].filter(({ entity }) => kind === null || entity.kind === kind),
    getOverride: async (entity) => overrides.get(keyOf(entity)) ?? null,
    setOverride: async (wanted, act) => {
      note('setOverride', act, wanted);
      const set = { ...wanted, updatedAtUs: 1_700_000_000_000_000 };
      overrides.set(keyOf(wanted.entity), set);
      return set;
    },
    unsetOverride: async (entity, act) => {
      note('unsetOverride', act, entity);
      return overrides.delete(keyOf(entity));
    },
    observe: async (observation, act) => {
      note('observe', act, observation);
      return { tool: observation.tool };
    },
    priors: async (filter) => [filter],
    findingVerdict: async (verdict, act) => {
      note('findingVerdict', act, verdict);
      return { ...verdict, by: act.by, atUs: 1_700_000_000_000_000 };
    },
    circuits: async () => [{ ...pair, score: 0.2 }],
    terminate: async (pairId, act) => {
      note('terminate', act, pairId);
      return pairId === 'p1' ? { ...pair, circuit: 'TERMINATED', score: 0.2 } : null;
    },
    reset: async (pairId, act) => {
      note('reset', act, pairId);
      return pairId === 'p1';
    },
    weights: async () => weights,
    setWeights: async (changes, act) => {
      note('setWeights', act, changes);
      const next = { ...weights, ...changes };
      const sum = CONDUCT_DIMENSIONS.reduce((total, name) => total + next[name], 0);
      if (Math.abs(sum - 1) >= 0.001) return null;
      weights = next;
      return weights;
    },
    reinstate: async (did, act) => {
      note('reinstate', act, did);
      return did === carol;
    },
    explanationOf: async (did) => ({ agent_did: did, total_score: 500 }),
    healthReport: async (days) => ({ period_days: days }),
    ...UNSAID,
    receiveEvents: async (told) => {
      let duplicates = 0;
      for (const event of told) {
        const text = JSON.stringify(event);
        const before = events.get(event.idempotencyKey) ?? text;
        if (before !== text) return { kind: 'conflict', key: event.idempotencyKey };
        if (events.has(event.idempotencyKey)) duplicates += 1;
        else received.push(event);
        events.set(event.idempotencyKey, text);
      }
      return { kind: 'kept', accepted: told.length - duplicates, duplicates };
    },
  };
  return { desk, acts, received };
};

/** The app over a fake desk, with both keys configured unless told otherwise. */
export const deskApp = (over: Partial<Parameters<typeof createApp>[0]> = {}) => {
  const fake = fakeDesk();
  const pulls = new Map([
    [PULL, entryOf('at://did:plc:mira/sh.tangled.repo/core')],
    ['live/one', entryOf('at://did:plc:mira/sh.tangled.repo/core')],
    ['no-repo', entryOf(null)],
  ]);
  const model = {
    pull: (name: string) => (pulls.has(name) ? { entry: pulls.get(name) } : null),
  } as unknown as ReadModel;
  const faults: string[] = [];
  const app = createApp({
    ...{
      model: () => model,
      sources: [],
      staticDirectory: 'static',
      onFault: (line: string) => void faults.push(line),
    },
    ...{ reputation: fake.desk, credentials: { adminKey: 'admin-key', eventsApiKey: 'events-key' } },
    ...over,
  });
  /** One request with a JSON body, if any. */
  const ask = async (route: string, headers: Record<string, string> = {}, body?: unknown) => {
    const [method = 'GET', path = ''] = route.split(' ');
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const answer = await app.request(path, { method, headers, ...(body === undefined ? {} : { body: text }) });
    return { status: answer.status, headers: answer.headers, body: JSON.parse((await answer.text()) || 'null') };
  };
  return { ...fake, app, ask, faults };
};
