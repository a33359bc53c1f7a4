/**
 * Known vulnerabilities from an export of OSV on the local disk. Builds an index of it once and answers from that: which
 * advisories touch one version of one package. Never asks the network. Read `open-advisories.ts` first, then `affects.ts`.
 */

export type { ExportCounts } from './build-index.ts';
export { type OpenAdvisoriesOptions, openAdvisories } from './open-advisories.ts';
export type { OsvAdvisories, OsvAdvisory, OsvEcosystem } from './osv-advisories.ts';
