import type { AtUri, Cid, Did } from './ids.ts';
import type { FindingVerdictWord } from './reputation.ts';
import type { StreamEvent } from './stream-event.ts';

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
    /** The host that runs its pipelines. */
    readonly spindle: string | null;
    readonly description: string | null;
    readonly website: string | null;
    readonly topics: readonly string[];
    /** Addresses of the label definitions it subscribes to. */
    readonly labels: readonly string[];
    /** What it was forked from: an address, a repository's DID or a link. */
    readonly source: string | null;
    readonly createdAtUs: number | null;
  };
  collaborator: { readonly subjectDid: Did; readonly repo: string; readonly createdAtUs: number | null };
  /** An offer by a repository's or knot's own DID, the event's `did`. It gives nobody any right. */
  invite: { readonly scope: 'repo' | 'knot'; readonly subjectDid: Did; readonly createdAtUs: number | null };
  /** The event's `did` agrees to such an offer. It proves that this person agreed, and nothing about the other side. */
  acceptance: { readonly scope: 'repo' | 'knot'; readonly offeredByDid: Did; readonly createdAtUs: number | null };
  artifact: {
    readonly repo: string;
    readonly name: string;
    /** The hash of the annotated tag it belongs to, in hexadecimal. */
    readonly tag: string | null;
    readonly blobCid: Cid | null;
    readonly mimeType: string | null;
    readonly sizeBytes: number | null;
    readonly createdAtUs: number | null;
  };
  pull: {
    readonly title: string;
    readonly body: string | null;
    /** The target repository as the record names it: its DID, or the address of its record. */
    readonly targetRepo: string;
    /** The address given beside the DID. Whether both are one repository is a question to the repository's own record. */
    readonly targetUri: AtUri | null;
    readonly targetBranch: string | null;
    readonly sourceRepo: string | null;
    readonly sourceBranch: string | null;
    /** The commit the patch was made of; written from July 2025 until rounds came. */
    readonly sourceSha: string | null;
    /** Its number in the page's address; written until August 2025. */
    readonly number: number | null;
    /** The pull request below it in a stack. */
    readonly dependsOn: string | null;
    readonly mentions: readonly Did[];
    readonly references: readonly string[];
    /** CIDs of the pictures in its body. */
    readonly images: readonly Cid[];
    /** Whether others refuse the record, or may read something else in it: what they would merge is not known. */
    readonly irregular: boolean;
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
    /** What statuses are ordered by: the time they give, else that of their key, else 0. */
    readonly createdAtUs: number;
  };
  comment: {
    readonly subject: string;
    readonly body: string;
    readonly replyTo: string | null;
    /** Which round of a pull request it is about, counted from 0. */
    readonly pullRound: number | null;
    readonly mentions: readonly Did[];
    readonly references: readonly string[];
    readonly createdAtUs: number | null;
  };
  star: { readonly subject: string; readonly createdAtUs: number | null };
  reaction: { readonly subject: string; readonly reaction: string; readonly createdAtUs: number | null };
  issue: {
    readonly repo: string;
    readonly title: string;
    readonly body: string | null;
    readonly mentions: readonly Did[];
    readonly references: readonly string[];
    readonly images: readonly Cid[];
    readonly createdAtUs: number | null;
  };
  /** Ordered as pull requests' statuses are. */
  issueState: { readonly issue: string; readonly state: 'open' | 'closed'; readonly createdAtUs: number };
  /** Who wants to hear of what happens to a subject; no collections means all of them. */
  subscription: {
    readonly subject: string;
    readonly collections: readonly string[];
    readonly createdAtUs: number | null;
  };
  profile: {
    readonly description: string | null;
    /** As the person wishes; whether the handle is theirs is another question. */
    readonly preferredHandle: string | null;
    readonly avatarCid: Cid | null;
    readonly location: string | null;
    readonly pronouns: string | null;
    readonly links: readonly string[];
    readonly stats: readonly string[];
    /** Repositories by DID or by address. */
    readonly pinnedRepos: readonly string[];
    readonly showsBluesky: boolean | null;
  };
  publicKey: { readonly name: string; readonly publicKey: string; readonly createdAtUs: number | null };
  server: { readonly role: 'knot' | 'spindle'; readonly host: string; readonly createdAtUs: number | null };
  member: {
    readonly role: 'knot' | 'spindle';
    readonly subjectDid: Did;
    readonly host: string;
    readonly createdAtUs: number | null;
  };
  /**
   * A push, as a host tells it: the event's `did` is the host's did:web. It counts where that host is the repository's
   * knot; by any other author it proves nothing.
   */
  refUpdate: {
    readonly repo: Did | null;
    /** The repository's name beside its owner, where it has no DID yet. */
    readonly repoName: string | null;
    readonly ownerDid: Did | null;
    readonly committerDid: Did | null;
    readonly ref: string;
    readonly oldSha: string;
    readonly newSha: string;
    readonly isDefaultRef: boolean | null;
    /** How many files changed; null where the host does not say. */
    readonly changedFiles: number | null;
    readonly commits: number | null;
  };
  /** A run of workflows, as a host tells it. */
  pipeline: {
    readonly trigger: string;
    readonly knot: string | null;
    readonly ownerDid: Did | null;
    readonly repo: Did | null;
    readonly repoName: string | null;
    /** Where the code comes from, where that is another repository. */
    readonly sourceRepo: Did | null;
    readonly ref: string | null;
    readonly sourceBranch: string | null;
    readonly targetBranch: string | null;
    readonly sha: string | null;
    readonly pull: AtUri | null;
    readonly workflows: readonly string[];
  };
  pipelineStatus: {
    readonly pipeline: AtUri;
    readonly workflow: string;
    readonly status: 'pending' | 'running' | 'failed' | 'timeout' | 'cancelled' | 'success';
    readonly error: string | null;
    readonly exitCode: number | null;
    readonly createdAtUs: number | null;
  };
  /** A change of a knot's own list of collaborators or members, as that host tells it. */
  accessUpdate: {
    readonly scope: 'repo' | 'knot';
    readonly operation: 'add' | 'remove';
    readonly subjectDid: Did;
    readonly repo: Did | null;
  };
  labelDefinition: {
    readonly name: string;
    readonly valueType: string | null;
    readonly valueFormat: string | null;
    /** The values it may take; none means any. */
    readonly valueChoices: readonly string[];
    /** The collections it is for. */
    readonly scope: readonly string[];
    readonly color: string | null;
    readonly multiple: boolean | null;
    readonly createdAtUs: number | null;
  };
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
  /** What the event's `did` asks of the gate at a repository; null where nothing. It counts from the owner alone. */
  repoPolicy: {
    readonly repo: string;
    readonly tLowMillionths: number | null;
    readonly tHighMillionths: number | null;
    readonly rLowMillionths: number | null;
    readonly rHighMillionths: number | null;
    /** Ids of signals whose findings are at least to be shown, and of those that are to count. */
    readonly advisory: readonly string[];
    readonly blocking: readonly string[];
    readonly attestationKinds: readonly string[] | null;
    /** What of it could not be read, in a few words. */
    readonly problems: readonly string[];
    readonly createdAtUs: number | null;
  };
  /** How a pull request turned out, by somebody's word; whose word counts is for the views to say. */
  outcomeSaid: {
    readonly subject: AtUri;
    readonly clean: boolean;
    readonly reason: string | null;
    readonly createdAtUs: number | null;
  };
  /** What somebody says of a finding, or of one that should have been; whose word counts is for the views to say. */
  verdictSaid: {
    readonly subject: AtUri;
    readonly source: string;
    /** Empty for the source as a whole. */
    readonly rule: string;
    /** Empty for no file in particular, as 0 is for no line. */
    readonly file: string;
    readonly line: number;
    readonly verdict: FindingVerdictWord;
    readonly note: string | null;
    readonly createdAtUs: number | null;
  };
  /** Whether somebody may take the fast lane of a repository again, or no more; whose word counts is for the views to say. */
  eligibilitySaid: {
    readonly subject: Did;
    readonly repo: AtUri;
    readonly action: 'reinstate' | 'revoke';
    readonly reason: string | null;
    readonly createdAtUs: number | null;
  };
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

/** Input that is not even an event. */
export interface DeadLetter {
  /** SHA-256 of all of the input, in hex: the same input has the same id. */
  readonly id: string;
  /** The input as text, cut where it is long; bytes that are no text as a `data:` URL. */
  readonly raw: string;
  readonly reason: string;
}
