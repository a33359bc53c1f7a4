/**
 * The edition of the gate's table: another wherever the same inputs and policy may give another lane or another row. Kept
 * with every decision. `version.test.ts` holds it against a digest of what the gate answers.
 */
export const GATE_VERSION = 'gate-1';
