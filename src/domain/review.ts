import type { Severity } from './change.ts';

/** One line that the reviewer points at. It is in the diff: file, line and quote were held against it. */
export interface Flag {
  readonly severity: Severity;
  readonly file: string;
  /** 1-based, on `side`'s file. */
  readonly line: number;
  /** `old` for a deleted line; absent, as in verdicts kept before, means `new`. */
  readonly side?: 'old' | 'new';
  /** What stands in that line, as the reviewer was sent it. */
  readonly quote: string;
  readonly reason: string;
}

/** What the blind reviewer says of a diff. */
export interface Verdict {
  /** 0 harmless … 1 dangerous. */
  readonly contentRisk: number;
  readonly reviewRecommended: boolean;
  readonly flags: readonly Flag[];
  readonly summary: string;
}

/**
 * What came of asking the reviewer. Only `verdict` says anything about the change; every other outcome means that nobody
 * reviewed it, and none of them is a risk of 0.
 */
export type ReviewOutcome =
  | {
      readonly kind: 'verdict';
      readonly verdict: Verdict;
      /** Flags that pointed at nothing in the diff and were left out: 0 or more. */
      readonly droppedFlags: number;
    }
  /** The reply is not what was asked for: cut off, no tool call, values out of bounds. */
  | { readonly kind: 'unreadable'; readonly reason: string }
  /** The model declined to answer. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'timeout'; readonly reason: string }
  /** The service asked to come back later (429, 529) for longer than we waited. */
  | { readonly kind: 'overloaded'; readonly reason: string }
  /** Any other failure of the service, or of the way there: network, 5xx, a key it does not take. */
  | { readonly kind: 'unavailable'; readonly reason: string }
  /** The reviewer said nothing of a danger that was planted beside the change: what it says of the change is worth nothing. */
  | { readonly kind: 'steered'; readonly reason: string }
  /** Not asked, because it would have cost more than is left for the run or the day. */
  | { readonly kind: 'budget'; readonly reason: string }
  | { readonly kind: 'too-large'; readonly tokens: number; readonly limitTokens: number };

/** Tokens of one or several calls, as the service billed them. */
export interface TokenUsage {
  /** Input that was neither written to the cache nor read from it. */
  readonly input: number;
  readonly output: number;
  readonly cacheWrite: number;
  readonly cacheRead: number;
}

/** One thing the reviewer did to reach its verdict on a long diff, in order. */
export interface ReviewStep {
  /** Name of the tool: `peek`, `search`, `llm_batch`, `record_step`, `update_answer`, `submit_review`. */
  readonly tool: string;
  /** What it asked, in one line. */
  readonly asked: string;
  /** What it got, in one line. */
  readonly got: string;
}

/** One part of a diff as the reviewer read it. The parts' texts joined are the blind diff, byte for byte. */
export interface ReviewPart {
  /** `diff://{diff}/{0000}`, where diff is the first twelve hex digits of the blind diff's hash. */
  readonly handle: string;
  readonly bytes: number;
  readonly read: boolean;
  /** What the first pass made of it, 0..1; null where it was not read, or read as a whole with the others. */
  readonly risk: number | null;
}

/** One review with everything needed to say how it came about and to ask again. */
export interface Review {
  readonly outcome: ReviewOutcome;
  /** The model id asked for. */
  readonly model: string;
  /** Hex SHA-256 over the prompts and the tools' schemas. */
  readonly promptHash: string;
  /** Hex SHA-256 of the blind diff: what was reviewed. */
  readonly diffHash: string;
  /** Hex SHA-256 over the requests that were sent, in order; null when none was. */
  readonly sentHash: string | null;
  readonly usage: TokenUsage;
  /** What it cost, in millionths of a US dollar; replies that were kept from before cost nothing again. */
  readonly costMicros: number;
  /** How the diff was parted; one part when it was read at once. */
  readonly parts: readonly ReviewPart[];
  /** How it navigated a long diff; empty when it was read at once. */
  readonly steps: readonly ReviewStep[];
  /** Hunks it did not read to the end, by position of file and hunk in the change; empty when it read everything. */
  readonly unread: readonly { readonly file: number; readonly hunks: readonly number[] }[];
  /** Whether a danger planted beside the change was noticed: see `steered`. */
  readonly probe: 'noticed' | 'missed' | 'not-asked';
}

/** What a decision keeps of the review it was made with: all but its cost, and its verdict with the paths of the change. */
export interface ReviewEvidence extends Omit<Review, 'outcome' | 'usage' | 'costMicros'> {
  readonly outcome: {
    readonly kind: ReviewOutcome['kind'];
    /** Why there is no verdict, in words; null where there is one. */
    readonly reason: string | null;
    readonly droppedFlags: number;
  };
  /** Whether it was made with the model and the prompts in use; an earlier verdict counts until there is one. */
  readonly current: boolean;
  /** What came of asking the reviewer in use, where an earlier verdict still counts; absent where nothing did. */
  readonly instead?: { readonly kind: ReviewOutcome['kind']; readonly reason: string | null };
  /** Added or deleted lines of code in which a name was taken out where code may act: see `BlindChange.codeRedactions`. */
  readonly codeRedactions: number;
}
