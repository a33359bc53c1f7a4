import type { ConductDimension, ConductSignal } from '../../domain/index.ts';
import { type ConductConfig, conductConfig } from './conduct-config.ts';
import { type ConductExplanation, conductExplanation } from './conduct-explanation.ts';
import { conductTrend } from './conduct-history.ts';
import { type Conduct, conductOf } from './conduct-of.ts';
import { type ConductTier, conductTier } from './conduct-tier.ts';
import { type ConductWeights, changedWeights } from './conduct-weights.ts';
import { atRisk, type ConductPerson, type HealthReport, healthReport } from './health-report.ts';
import { inOrder, isSignal, keptSignals, MOST_SIGNALS } from './kept-signals.ts';
import { revocationOf } from './revocation-of.ts';
import {
  collaboration,
  outputQuality,
  policyCompliance,
  type ResourceUsage,
  resourceUsage,
  securityEvent,
} from './said-signals.ts';

/** A signal of less than this is reckoned with at once. */
const AT_ONCE_BELOW = 0.3;
const MOST_TOTALS = 100;

/** A total as it was reckoned at some time. */
export interface ConductTotal {
  readonly atUs: number;
  /** 0..1000. */
  readonly total: number;
}

/** How somebody stands. */
export interface ConductStanding {
  /** 0..1000. */
  readonly total: number;
  readonly tier: ConductTier;
  /** The total reckoned before this one; null where there was none. */
  readonly previous: number | null;
  /** `total` less `previous`; 0 where there was none. */
  readonly change: number;
  /** When and why eligibility was revoked; null where it is not. */
  readonly revoked: { readonly atUs: number; readonly reason: string } | null;
}

/** Told once per revocation. What it throws, or a promise of it rejects with, is counted and stops nothing. */
export type RevocationCallback = (did: string, reason: string, atUs: number) => unknown;

interface Person {
  signals: readonly ConductSignal[];
  /** Whether something came since the total was reckoned. */
  stale: boolean;
  conduct: Conduct | null;
  previous: number | null;
  totals: ConductTotal[];
  revoked: ConductStanding['revoked'];
  reinstatedAtUs: number | null;
}

/**
 * Conduct as signals come in: totals are reckoned at each `tick`, to be called every `config.updateIntervalSeconds`, and at
 * once for a signal below .3. The numbers are those of `conductOf` all signals ever recorded. Keeps of each person the
 * last hundred totals (one is added only where something came since the one before) and a thousand signals.
 */
export class ConductEngine {
  readonly #people = new Map<string, Person>();
  readonly #callbacks: RevocationCallback[] = [];
  #config: ConductConfig;
  #callbackFailures = 0;

  /** Throws a RangeError for options out of range: see `conductConfig`. */
  constructor(options: Partial<ConductConfig> = {}) {
    this.#config = conductConfig(options);
  }

  get config(): ConductConfig {
    return this.#config;
  }

  /** How many callbacks threw or rejected. */
  get callbackFailures(): number {
    return this.#callbackFailures;
  }

  onRevocation(callback: RevocationCallback): void {
    this.#callbacks.push(callback);
  }

  /**
   * Takes up a signal; true where the total was reckoned at once. Throws a RangeError for an unknown dimension, a value
   * outside 0..1, or a time that is no whole number of microseconds.
   */
  record(did: string, signal: ConductSignal): boolean {
    if (!isSignal(signal)) {
      const { dimension, value, atUs } = signal;
      throw new RangeError(`value must be from 0 to 1 of a known dimension, got ${value} of ${dimension} at ${atUs}`);
    }
    const person = this.#people.get(did) ?? nobody();
    this.#people.set(did, person);
    const signals = [...person.signals, signal];
    person.signals = signals.length > MOST_SIGNALS ? keptSignals(inOrder(signals)) : signals;
    person.stale = true;
    if (signal.value >= AT_ONCE_BELOW) return false;
    this.#reckon(did, person, signal.atUs);
    return true;
  }

  recordPolicyCompliance(did: string, said: Parameters<typeof policyCompliance>[0]): boolean {
    return this.record(did, policyCompliance(said));
  }

  recordResourceUsage(did: string, said: ResourceUsage): boolean {
    return this.record(did, resourceUsage(said));
  }

  recordOutputQuality(did: string, said: Parameters<typeof outputQuality>[0]): boolean {
    return this.record(did, outputQuality(said));
  }

  recordSecurityEvent(did: string, said: Parameters<typeof securityEvent>[0]): boolean {
    return this.record(did, securityEvent(said));
  }

  recordCollaboration(did: string, said: Parameters<typeof collaboration>[0]): boolean {
    return this.record(did, collaboration(said));
  }

  /** Reckons anew whoever something came of, or everybody after new weights; says how many those were. */
  tick(nowUs: number): number {
    const stale = [...this.#people].filter(([, person]) => person.stale);
    for (const [did, person] of stale) this.#reckon(did, person, nowUs);
    return stale.length;
  }

  /** Sets some weights, in force from the next tick on. False, and nothing is changed, where the set would not be valid. */
  updateWeights(changes: Readonly<Partial<Record<ConductDimension, number>>>): boolean {
    const weights: ConductWeights | null = changedWeights(this.#config.weights, changes);
    if (weights === null) return false;
    this.#config = { ...this.#config, weights };
    for (const person of this.#people.values()) person.stale = true;
    return true;
  }

  /** How somebody stands; of somebody unknown 500, `standard`. Asking changes nothing. */
  standing(did: string): ConductStanding {
    const { conduct, previous, revoked } = this.#people.get(did) ?? nobody();
    const total = conduct?.total ?? 500;
    return { total, tier: conductTier(total), previous, change: previous === null ? 0 : total - previous, revoked };
  }

  /** The last hundred totals, oldest first. */
  totals(did: string): readonly ConductTotal[] {
    return [...(this.#people.get(did)?.totals ?? [])];
  }

  /** The signals kept of somebody. */
  signals(did: string): readonly ConductSignal[] {
    return [...(this.#people.get(did)?.signals ?? [])];
  }

  explanation(did: string, nowUs: number): ConductExplanation {
    const { conduct, signals, previous, revoked } = this.#people.get(did) ?? nobody();
    const trend = conductTrend(signals, nowUs, this.#config.weights);
    return conductExplanation({ did, conduct, signals, trend, previous, revocationReason: revoked?.reason ?? null });
  }

  /** DIDs of those at risk, lowest total first. */
  atRisk(): string[] {
    const people = [...this.#people.keys()].map((did) => {
      const { total, revoked } = this.standing(did);
      return { did, total, revoked: revoked !== null };
    });
    return atRisk(people, this.#config.warningThreshold).map(({ did }) => did);
  }

  /** How everybody did over the last days, as far back as kept signals reach. */
  healthReport(nowUs: number, days = 7): HealthReport {
    const people = [...this.#people].map(
      ([did, { signals, revoked }]): ConductPerson => ({ did, signals, revoked: revoked !== null }),
    );
    const { weights, warningThreshold } = this.#config;
    return healthReport(people, { days, nowUs, weights, warningThreshold });
  }

  /**
   * Gives eligibility back, the only way there is; from then on only later signals can revoke it again. False where it was
   * not revoked. Throws a TypeError where nobody, or the person itself, does it.
   */
  reinstate(did: string, by: string, atUs: number): boolean {
    if (by.trim() === '' || by === did) throw new TypeError(`by must name somebody else than ${did}, got "${by}"`);
    const person = this.#people.get(did);
    if (person === undefined || person.revoked === null) return false;
    person.revoked = null;
    person.reinstatedAtUs = atUs;
    return true;
  }

  #reckon(did: string, person: Person, atUs: number): void {
    const { weights, revocationThreshold: threshold } = this.#config;
    person.previous = person.conduct?.total ?? null;
    person.conduct = conductOf(person.signals, weights);
    person.stale = false;
    person.totals = [...person.totals, { atUs, total: person.conduct.total }].slice(-MOST_TOTALS);
    const { signals, reinstatedAtUs } = person;
    const revocation = revocationOf({ signals, revoked: person.revoked !== null, reinstatedAtUs, weights, threshold });
    if (revocation === null) return;
    person.revoked = { atUs, reason: revocation.reason };
    for (const callback of this.#callbacks) this.#tell(callback, [did, revocation.reason, atUs]);
  }

  #tell(callback: RevocationCallback, said: Parameters<RevocationCallback>): void {
    const failed = (): void => {
      this.#callbackFailures += 1;
    };
    try {
      const answer = callback(...said);
      if (answer instanceof Promise) answer.catch(failed);
    } catch {
      failed();
    }
  }
}

const nobody = (): Person => ({
  signals: [],
  stale: false,
  conduct: null,
  previous: null,
  totals: [],
  revoked: null,
  reinstatedAtUs: null,
});
