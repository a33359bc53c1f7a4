import { z } from 'zod';
import type { AtUri, Did, Fact, FactKind } from '../domain/index.ts';
import { didColumn, uriColumn } from './rows.ts';
import { attestation } from './scoring-facts.ts';

/** What trust was made from. */
export const COLLECTIONS = {
  vouch: 'sh.tangled.graph.vouch',
  repo: 'sh.tangled.repo',
  collaborator: 'sh.tangled.repo.collaborator',
  repoTier: 'sh.tangled.trust.repoTier',
  attestation: 'sh.tangled.trust.attestation',
  account: '#account',
} as const;

const held = { heldFromUs: z.number(), heldUntilUs: z.number().nullable() };
const vouch = z.object({
  fromDid: didColumn,
  toDid: didColumn,
  polarity: z.enum(['vouch', 'denounce']),
  sinceUs: z.number(),
  evidences: z.number(),
  ...held,
});
const repo = z.object({ uri: uriColumn, ownerDid: didColumn, repoDid: didColumn.nullable(), ...held });
const collaborator = z.object({ ownerDid: didColumn, repo: z.string(), did: didColumn, ...held });
const tier = z.object({
  ownerDid: didColumn,
  repo: z.string(),
  tier: z.enum(['public', 'sensitive']),
  uri: uriColumn,
  ...held,
});
const heldAttestation = attestation.extend(held);
const gone = z.object({ did: didColumn, ...held });

/** From when until when something could be known, in microseconds since 1970; null for to this day. */
export interface Held {
  readonly heldFromUs: number;
  readonly heldUntilUs: number | null;
}

/** A version of a record beside what it says. */
interface Told {
  readonly uri: AtUri;
  readonly did: Did;
  readonly cid: string | null;
  readonly timeUs: number;
}

/** One kind of fact: where it stands, as SQL for records of one version, and as code for every version of the others. */
export interface Kind<Row> {
  readonly kind: keyof typeof COLLECTIONS;
  readonly schema: z.ZodType<Row & Held>;
  /** Selects from the fact's table as `fact` beside `lone`. */
  readonly columns: string;
  readonly from: string;
  readonly rowOf: (fact: Fact, record: Told) => Row | null;
}

/** A row of the fact if it is of this kind. */
const rowWhen =
  <Name extends FactKind, Row>(name: Name, make: (fact: Extract<Fact, { kind: Name }>, record: Told) => Row) =>
  (fact: Fact, record: Told): Row | null =>
    fact.kind === name ? make(fact as Extract<Fact, { kind: Name }>, record) : null;

export const vouches = {
  kind: 'vouch',
  schema: vouch,
  columns: `fact.did AS from_did, subject_did AS to_did, polarity,
    least(coalesce(created_at_us, seen_at_us), seen_at_us) AS since_us, json_array_length(evidences)::INTEGER AS evidences`,
  from: 'kept.vouches',
  rowOf: rowWhen('vouch', ({ subjectDid, polarity, createdAtUs, evidences }, { did, timeUs }) => ({
    fromDid: did,
    toDid: subjectDid,
    polarity,
    sinceUs: Math.min(createdAtUs ?? timeUs, timeUs),
    evidences: evidences.length,
  })),
} as const;
export const repos = {
  kind: 'repo',
  schema: repo,
  columns: 'fact.uri, fact.did AS owner_did, repo_did',
  from: 'kept.repos',
  rowOf: rowWhen('repo', ({ repoDid }, { uri, did }) => ({ uri, ownerDid: did, repoDid })),
} as const;
export const collaborators = {
  kind: 'collaborator',
  schema: collaborator,
  columns: 'fact.did AS owner_did, repo, subject_did AS did',
  from: 'kept.collaborators',
  rowOf: rowWhen('collaborator', (fact, { did }) => ({ ownerDid: did, repo: fact.repo, did: fact.subjectDid })),
} as const;
export const tiers = {
  kind: 'repoTier',
  schema: tier,
  columns: 'fact.did AS owner_did, repo, tier, fact.uri',
  from: 'kept.repo_tiers',
  rowOf: rowWhen('repoTier', (fact, { uri, did }) => ({ ownerDid: did, repo: fact.repo, tier: fact.tier, uri })),
} as const;
export const attestations = {
  kind: 'attestation',
  schema: heldAttestation,
  columns: `fact.did, fact.uri, lone.cid, attestation_kind AS kind, jurisdiction,
    coalesce(created_at_us, seen_at_us) AS from_us, expires_at_us`,
  from: 'kept.attestations',
  rowOf: rowWhen('attestation', (fact, { uri, did, cid, timeUs }) => ({
    did,
    uri,
    cid,
    kind: fact.attestationKind,
    jurisdiction: fact.jurisdiction,
    fromUs: fact.createdAtUs ?? timeUs,
    expiresAtUs: fact.expiresAtUs,
  })),
} as const;
/** As the view `gone_accounts` has it. */
const STILL_THERE: readonly (string | null)[] = ['desynchronized', 'throttled'];
export const goneAccounts = {
  kind: 'account',
  schema: gone,
  columns: 'fact.did',
  from: "(SELECT * FROM kept.accounts WHERE NOT active AND coalesce(status, '') NOT IN ('desynchronized', 'throttled'))",
  rowOf: rowWhen('account', ({ active, status }, { did }) => (active || STILL_THERE.includes(status) ? null : { did })),
} as const;
