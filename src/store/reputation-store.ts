/** What reputation goes by, as the database keeps it: entries, pairs, overrides, observations, conduct, and what is told on. */
export { conductNow, conductWeights, keepConduct, revocations } from './reputation-conduct.ts';
export { entriesOf, keepEntries } from './reputation-entries.ts';
export { conductInput, keepReputation, reputationChanges, reputationFacts, sourceInput } from './reputation-input.ts';
export { keepObservations, toolTallies } from './reputation-observations.ts';
export { addToOutbox, outboxOf } from './reputation-outbox.ts';
export { currentOverrides, overrideOf, setOverride, unsetOverride } from './reputation-overrides.ts';
export { deletePair, pairStates, putPairs } from './reputation-pairs.ts';
export { receivedEvents, trustEventsReceived } from './reputation-received.ts';
export { duckDbTrustStore } from './reputation-trust-store.ts';
