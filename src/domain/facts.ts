import type { AtUri, Did } from './ids.ts';

/**
 * One event of the stream, kept as it came: a change to one record, or news of an account
 * (collections `#identity` and `#account`, record key `self`).
 */
export interface StreamEvent {
  /** The same event has the same id however often and from wherever it arrives. */
  readonly id: string;
  readonly uri: AtUri;
  readonly did: Did;
  readonly collection: string;
  readonly rkey: string;
  readonly operation: 'create' | 'update' | 'delete';
  /** When the stream saw it, in microseconds since 1970. */
  readonly timeUs: number;
  readonly rev: string | null;
  readonly cid: string | null;
  /** The record as JSON text; null for a delete. */
  readonly record: string | null;
}

/**
 * What a record says, by kind, after every historical shape has been read. Times are microseconds since 1970,
 * null where the record gives none that can be read.
 */
export interface FactShapes {
  vouch: {
    readonly subjectDid: Did;
    readonly polarity: 'vouch' | 'denounce';
    readonly reason: string | null;
    readonly evidences: readonly string[];
    readonly createdAtUs: number | null;
  };
  follow: { readonly subjectDid: Did; readonly createdAtUs: number | null };
  repo: {
    readonly name: string;
    readonly repoDid: Did | null;
    readonly knot: string;
    readonly description: string | null;
    readonly source: string | null;
    readonly createdAtUs: number | null;
  };
  collaborator: { readonly subjectDid: Did; readonly repo: string; readonly createdAtUs: number | null };
  pull: {
    readonly title: string;
    readonly body: string | null;
    /** The target repository as the record names it: its DID, or the address of its record. */
    readonly targetRepo: string;
    readonly targetBranch: string | null;
    readonly sourceRepo: string | null;
    readonly sourceBranch: string | null;
    readonly dependsOn: string | null;
    readonly references: readonly string[];
    readonly createdAtUs: number | null;
  };
  round: {
    readonly number: number;
    readonly patchCid: string | null;
    readonly patchText: string | null;
    readonly createdAtUs: number | null;
  };
  pullStatus: {
    readonly pull: AtUri;
    readonly state: 'open' | 'closed' | 'merged';
    readonly createdAtUs: number | null;
  };
  comment: {
    readonly subject: string;
    readonly body: string;
    readonly replyTo: string | null;
    readonly createdAtUs: number | null;
  };
  star: { readonly subject: string; readonly createdAtUs: number | null };
  reaction: { readonly subject: string; readonly reaction: string; readonly createdAtUs: number | null };
  issue: {
    readonly repo: string;
    readonly title: string;
    readonly body: string | null;
    readonly createdAtUs: number | null;
  };
  issueState: { readonly issue: string; readonly state: 'open' | 'closed'; readonly createdAtUs: number | null };
  profile: { readonly description: string | null; readonly preferredHandle: string | null };
  publicKey: { readonly name: string; readonly publicKey: string; readonly createdAtUs: number | null };
  server: { readonly role: 'knot' | 'spindle'; readonly host: string; readonly createdAtUs: number | null };
  member: {
    readonly role: 'knot' | 'spindle';
    readonly subjectDid: Did;
    readonly host: string;
    readonly createdAtUs: number | null;
  };
  labelDefinition: { readonly name: string; readonly valueType: string | null; readonly createdAtUs: number | null };
  label: {
    readonly subject: string;
    readonly operation: 'add' | 'delete';
    readonly label: string;
    readonly value: string;
    readonly performedAtUs: number | null;
  };
  string: { readonly filename: string; readonly description: string | null; readonly createdAtUs: number | null };
  attestation: {
    readonly attestationKind: string;
    readonly jurisdiction: string | null;
    readonly statement: string | null;
    readonly createdAtUs: number | null;
    readonly expiresAtUs: number | null;
  };
  repoTier: { readonly repo: string; readonly tier: 'public' | 'sensitive'; readonly createdAtUs: number | null };
  identity: { readonly handle: string | null };
  account: { readonly active: boolean; readonly status: string | null };
}

export type FactKind = keyof FactShapes;

/** One derived row, told apart by `kind`. */
export type Fact = { [Kind in FactKind]: { readonly kind: Kind } & FactShapes[Kind] }[FactKind];

/** An event with what it says, or with the reason why it says nothing we can use. */
export interface DecodedEvent {
  readonly event: StreamEvent;
  /** Empty for a delete, and where `rejection` is set. */
  readonly facts: readonly Fact[];
  readonly rejection: string | null;
}

/** Input that is not even an event; kept raw. */
export interface DeadLetter {
  readonly raw: string;
  readonly reason: string;
}
