import { expect } from 'vitest';
import type { TrustOutcome } from '../../domain/index.ts';
import { betaMean } from '../beta/beta.ts';
import { circuitAt } from './circuit.ts';
import { type TrustConfig, trustConfig } from './config.ts';
import { pairKey } from './pair-key.ts';
import { decayed, freshPair } from './record.ts';
import type { TrustStore } from './store.ts';
import type { TrustManager } from './trust-manager.ts';

/** One case of test/parity/pair-trust.json; times in seconds. */
export interface ParityCase {
  readonly name: string;
  readonly config?: Partial<TrustConfig>;
  readonly initial?: {
    readonly alpha: number;
    readonly beta: number;
    readonly circuit: 'CLOSED';
    readonly openedAt?: number;
  };
  readonly acts: readonly {
    readonly act: TrustOutcome | 'terminate' | 'reset';
    readonly at: number;
    readonly times?: number;
  }[];
  readonly readAt: number;
  readonly expect: {
    readonly known: boolean;
    readonly score: number;
    readonly blocked: boolean;
    readonly alpha?: number;
    readonly beta?: number;
    readonly interactions?: number;
    readonly circuit?: string;
    readonly circuitAtRead?: string;
    readonly openedAt?: number | null;
  };
}

/** What a case runs in: a manager over a store, and its clock. */
export interface ParityGround {
  readonly manager: TrustManager;
  readonly store: TrustStore;
  readonly at: (seconds: number) => void;
}

/** Runs a case and holds what came of it against what is expected, to 1e-9. */
export const parityOf = async (each: ParityCase, { manager, store, at }: ParityGround): Promise<void> => {
  const config = trustConfig(each.config);
  const { initial, expect: expected } = each;
  if (initial !== undefined) {
    const names = { pairId: pairKey(['a'], ['b']), agentA: 'a', agentB: 'b' };
    const { alpha, beta, circuit, openedAt } = initial;
    const openedAtUs = openedAt === undefined ? null : openedAt * 1e6;
    await store.put({ ...freshPair(names, 0, config), alpha, beta, circuit, openedAtUs });
  }
  for (const { act, at: seconds, times = 1 } of each.acts) {
    at(seconds);
    for (let time = 0; time < times; time += 1) {
      if (act === 'terminate') await manager.terminate('a', 'b');
      else if (act === 'reset') await manager.reset('b', 'a');
      else await manager.evaluate('a', 'b', act);
    }
  }
  at(each.readAt);
  expect(Math.abs((await manager.getTrustScore('a', 'b')) - expected.score)).toBeLessThanOrEqual(1e-9);
  expect(await manager.shouldTerminate('b', 'a')).toBe(expected.blocked);
  const state = await manager.getState('a', 'b');
  expect(state !== null).toBe(expected.known);
  if (state === null) return;
  const now = decayed(state, each.readAt * 1e6, config);
  expect(Math.abs(now.alpha - (expected.alpha ?? 0))).toBeLessThanOrEqual(1e-9);
  expect(Math.abs(now.beta - (expected.beta ?? 0))).toBeLessThanOrEqual(1e-9);
  expect(Math.abs(betaMean(now) - expected.score)).toBeLessThanOrEqual(1e-9);
  expect(state).toMatchObject({
    interactions: expected.interactions,
    openedAtUs: typeof expected.openedAt === 'number' ? expected.openedAt * 1e6 : null,
  });
  expect(circuitAt(state, each.readAt * 1e6, config)).toBe(expected.circuitAtRead);
  if (initial === undefined) expect(state.circuit).toBe(expected.circuit);
};
