/**
 * Who is relied on, by what came of it: Beta distributions over outcomes, pairs and their circuits, conduct, overrides,
 * tools, and how far a source counts. The maths knows no clock and does nothing; the file store and the manager are the
 * edge. Start with `beta/beta.ts` and `pairs/record.ts`.
 */
export { type Beta, betaInterval, betaMean, betaVariance } from './beta/beta.ts';
export { type BetaColumns, decayAll, meansOf } from './beta/columns.ts';
export { type ConductConfig, conductConfig } from './conduct/conduct-config.ts';
export { ConductEngine } from './conduct/conduct-engine.ts';
export { type ConductExplanation, conductExplanation } from './conduct/conduct-explanation.ts';
export { conductHistory, conductTrend } from './conduct/conduct-history.ts';
export { type Conduct, conductOf } from './conduct/conduct-of.ts';
export { CONDUCT_THRESHOLDS, conductTier, meetsThreshold } from './conduct/conduct-tier.ts';
export { CONDUCT_WEIGHTS, type ConductWeights, changedWeights, validateWeights } from './conduct/conduct-weights.ts';
export { atRisk, type ConductPerson, type HealthReport, healthReport } from './conduct/health-report.ts';
export { revocationOf } from './conduct/revocation-of.ts';
export { type Trend, trendOf } from './conduct/trend-of.ts';
export { overridden } from './overrides/overridden.ts';
export { OverrideBook } from './overrides/override-book.ts';
export { type OverrideOptions, overrideFrom, overrideTarget } from './overrides/override-from.ts';
export { circuitAt, circuitCode, circuitOf } from './pairs/circuit.ts';
export { CIRCUIT_CONFIG, type TrustConfig, trustConfig } from './pairs/config.ts';
export { type FileStoreOptions, fileStore } from './pairs/file-store.ts';
export { memoryStore } from './pairs/memory-store.ts';
export { makePairId, pairKey } from './pairs/pair-key.ts';
export { decayed, freshPair, isBlocked, type Recorded, recorded, TRUST_OUTCOME } from './pairs/record.ts';
export type { PairUpdate, TrustStore } from './pairs/store.ts';
export { TrustCircuitOpen } from './pairs/trust-circuit-open.ts';
export { currentTrustContext, withTrustContext } from './pairs/trust-context.ts';
export { type TrustAct, TrustManager, type TrustManagerOptions } from './pairs/trust-manager.ts';
export { type PriorFilter, type ToolPriorSummary, toolPrior, toolPriors } from './tools/tool-priors.ts';
export { observed } from './tools/tool-tally.ts';
export { contextClassOf } from './weights/context-class.ts';
export { mainLanguage } from './weights/main-language.ts';
export { sourceWeight, type WeighedSource } from './weights/source-weight.ts';
