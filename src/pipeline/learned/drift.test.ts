import { describe, expect, it } from 'vitest';
import { DRIFT_BOUND, type DriftStore, type JudgedChange, type ModelDrift, measureDrift } from './drift.ts';

const model = { id: 'ab12' };

/** So many changes of which this share was given, and that many were clean. */
const changes = (count: number, probability: number, clean: number): JudgedChange[] =>
  Array.from({ length: count }, (_, at) => ({ probability, clean: at < clean }));

const storeOf = (first: readonly JudgedChange[]) => {
  let judged = first;
  let kept: ModelDrift | null = null;
  let looks = 0;
  const store: DriftStore = {
    judged: async () => judged,
    kept: async () => kept,
    keep: async (drift) => {
      kept = drift;
      looks += 1;
    },
  };
  return { store, now: (next: readonly JudgedChange[]) => (judged = next), looks: () => looks };
};

describe('measureDrift', () => {
  it('leaves a model that is right in service, and keeps what was found', async () => {
    const { store } = storeOf(changes(400, 0.9, 360));
    const drift = await measureDrift(store, model, 7);
    expect(drift).toMatchObject({
      model: 'ab12',
      outcomes: 400,
      stoppedAtUs: null,
      bound: DRIFT_BOUND,
      measuredAtUs: 7,
    });
    expect(await store.kept('ab12')).toEqual(drift);
  });

  it('stops a model that is off beyond doubt, and says by how much', async () => {
    const drift = await measureDrift(storeOf(changes(400, 0.9, 240)).store, model, 7);
    expect(drift.stoppedAtUs).toBe(7);
    expect(drift.interval?.[0]).toBeGreaterThan(DRIFT_BOUND);
    expect(drift.why).toMatch(/over the bound of 0\.100/);
  });

  it('does not stop one for a handful of outcomes, nor without any', async () => {
    expect((await measureDrift(storeOf(changes(20, 0.9, 2)).store, model, 7)).stoppedAtUs).toBeNull();
    const none = await measureDrift(storeOf([]).store, model, 7);
    expect(none).toMatchObject({ stoppedAtUs: null, ece: null, interval: null, outcomes: 0 });
  });

  it('keeps a stopped model stopped, whatever happens after', async () => {
    const { store, now } = storeOf(changes(400, 0.9, 240));
    await measureDrift(store, model, 7);
    now(changes(4000, 0.9, 3600));
    expect(await measureDrift(store, model, 8)).toMatchObject({ stoppedAtUs: 7, outcomes: 400 });
  });

  it('asks for changes that had their time alone: begun 28 days ago, and finished 14', async () => {
    const asked: unknown[] = [];
    const { store } = storeOf([]);
    const judged = async (...about: unknown[]) => {
      asked.push(about);
      return [];
    };
    const day = 86_400e6;
    await measureDrift({ ...store, judged }, model, 100 * day);
    expect(asked).toEqual([['ab12', { decidedBeforeUs: 72 * day, finishedBeforeUs: 86 * day }]]);
  });

  it('looks again only once there is more to see', async () => {
    const { store, now, looks } = storeOf(changes(400, 0.9, 360));
    await measureDrift(store, model, 7);
    now(changes(499, 0.9, 450));
    await measureDrift(store, model, 8);
    expect(looks()).toBe(1);
    now(changes(501, 0.9, 450));
    expect(await measureDrift(store, model, 9)).toMatchObject({ outcomes: 501 });
  });
});
