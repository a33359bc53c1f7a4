import type {
  CircuitChange,
  PairState,
  ReputationEntry,
  ReputationEntryKind,
  TrustOutcome,
} from '../../domain/index.ts';
import { betaMean } from '../beta/beta.ts';
import { circuitOf, isBelow } from './circuit.ts';
import { type TrustConfig, trustConfig } from './config.ts';
import { memoryStore } from './memory-store.ts';
import { pairKey } from './pair-key.ts';
import { decayed, freshPair, isBlocked, recorded } from './record.ts';
import type { PairUpdate, TrustStore } from './store.ts';
import { TrustCircuitOpen } from './trust-circuit-open.ts';
import { withTrustContext } from './trust-context.ts';
import { updateIn } from './update-in.ts';

export interface TrustManagerOptions {
  /** Microseconds since 1970. */
  readonly nowUs: () => number;
  /** By default in memory. */
  readonly store?: TrustStore;
  readonly config?: TrustConfig;
  /** Keeps what is kept for good; asked once the pair is kept. Where it rejects, so does the call. */
  readonly onEntry?: (entry: ReputationEntry) => void | Promise<void>;
  /** Hears of each change once for either agent. What it throws is counted and changes nothing. */
  readonly publish?: (agent: string, change: CircuitChange) => void | Promise<void>;
}

/** Who ended or reset a pair, and why. */
export interface TrustAct {
  /** A DID, `operator`, or `service` (the default). */
  readonly by?: string;
  readonly reason?: string;
}

/** Keeps what pairs of agents did, and cuts off those that keep failing. Both orders of two agents are one pair. */
export class TrustManager {
  /** How often `publish` failed. */
  failedPublishes = 0;
  readonly #store: TrustStore;
  readonly #config: TrustConfig;
  readonly #options: TrustManagerOptions;

  constructor(options: TrustManagerOptions) {
    this.#options = options;
    this.#store = options.store ?? memoryStore();
    this.#config = options.config ?? trustConfig();
  }

  /**
   * Records one outcome: fades, adds, moves the circuit, and keeps that once, with nobody coming between. Resolves when
   * it is kept.
   * @throws {TrustCircuitOpen} after it is kept, with `raiseOnBreak`, for a pair that is now below the threshold or cut off.
   */
  async evaluate(
    agentA: string,
    agentB: string,
    outcome: TrustOutcome,
    { raiseOnBreak = false }: { readonly raiseOnBreak?: boolean } = {},
  ): Promise<PairState> {
    const pairId = pairKey([agentA], [agentB]);
    return withTrustContext(pairId, async () => {
      const atUs = this.#options.nowUs();
      let made: ReturnType<typeof recorded> | undefined;
      await this.#update(pairId, (state) => {
        const before = state ?? freshPair({ pairId, agentA, agentB }, atUs, this.#config);
        made = recorded(before, outcome, atUs, this.#config);
        return made.state;
      });
      if (made === undefined) throw new TypeError('the store kept a pair without asking what of it');
      const { state, change } = made;
      if (change !== null) await this.#tell('circuit.transition', state, change, {});
      const score = betaMean(state);
      if (raiseOnBreak && (isBelow(score, this.#config.threshold) || isBlocked(state, atUs, this.#config))) {
        throw new TrustCircuitOpen(pairId, score, this.#config.threshold);
      }
      return state;
    });
  }

  /** The mean as of now, 0..1; of the prior for a pair that is not known. Changes nothing. */
  async getTrustScore(agentA: string, agentB: string): Promise<number> {
    const state = await this.getState(agentA, agentB);
    if (state !== null) return betaMean(decayed(state, this.#options.nowUs(), this.#config));
    return betaMean({ alpha: this.#config.alphaPrior, beta: this.#config.betaPrior });
  }

  /** Whether the pair is cut off; never one that is not known. See `isBlocked`. */
  async shouldTerminate(agentA: string, agentB: string): Promise<boolean> {
    const state = await this.getState(agentA, agentB);
    return state !== null && isBlocked(state, this.#options.nowUs(), this.#config);
  }

  /** What is kept, as of its own time; null for a pair that is not known. */
  getState(agentA: string, agentB: string): Promise<PairState | null> {
    return this.#store.get(pairKey([agentA], [agentB]));
  }

  /** Cuts a pair off until it is reset, whatever it does. An entry, unless it is so already. */
  async terminate(agentA: string, agentB: string, act: TrustAct = {}): Promise<PairState> {
    const pairId = pairKey([agentA], [agentB]);
    const atUs = this.#options.nowUs();
    let before = freshPair({ pairId, agentA, agentB }, atUs, this.#config);
    await this.#update(pairId, (state) => {
      before = state ?? before;
      return { ...before, circuit: 'TERMINATED' };
    });
    if (before.circuit !== 'TERMINATED') await this.#acted('circuit.terminate', before, 'TERMINATED', act);
    return { ...before, circuit: 'TERMINATED' };
  }

  /** Forgets a pair: nothing is known of it any more, nothing cuts it off. The entry says what it was. */
  async reset(agentA: string, agentB: string, act: TrustAct = {}): Promise<void> {
    let before: PairState | null = null;
    await this.#update(pairKey([agentA], [agentB]), (state) => {
      before = state;
      return null;
    });
    if (before !== null) await this.#acted('circuit.reset', before, 'CLOSED', act);
  }

  #update(pairId: string, change: PairUpdate): Promise<PairState | null> {
    return updateIn(this.#store, pairId, change);
  }

  async #acted(
    kind: 'circuit.terminate' | 'circuit.reset',
    before: PairState,
    to: CircuitChange['to'],
    act: TrustAct,
  ): Promise<void> {
    const { pairId, agentA, agentB } = before;
    const from = circuitOf(before.circuit);
    const now = decayed(before, this.#options.nowUs(), this.#config);
    const change = { pairId, agentA, agentB, from, to, score: betaMean(now), atUs: now.updatedAtUs };
    await this.#tell(kind, before, change, act);
  }

  async #tell(kind: ReputationEntryKind, state: PairState, change: CircuitChange, act: TrustAct): Promise<void> {
    const { pairId, atUs, from, to } = change;
    const { by = 'service', reason } = act;
    await this.#options.onEntry?.({
      kind,
      subject: pairId,
      by,
      atUs,
      body: {
        ...change,
        alpha: state.alpha,
        beta: state.beta,
        interactions: state.interactions,
        reason: reason ?? null,
      },
      key: `${kind}:${pairId}:${atUs}:${state.interactions}`,
    });
    if (from === to) return;
    for (const agent of [change.agentA, change.agentB]) {
      try {
        await this.#options.publish?.(agent, change);
      } catch {
        this.failedPublishes += 1;
      }
    }
  }
}
