/** What the JSON API answers, as these pages read it (described in docs/api.md). */

export type Lane = 'fast_lane' | 'normal_queue' | 'needs_human';
export type Severity = 'low' | 'medium' | 'high';
/** RFC 3339, UTC. */
export type Instant = string;

/** Since when decisions are out of date, and why. */
export interface Stale {
  since: Instant;
  why: string;
}

export interface Tally {
  high: number;
  medium: number;
  low: number;
}

export interface TriageItem {
  prId: string;
  uri: string;
  repo: string;
  repoName: string;
  /** Whose eyes the author is seen with; null for the operator's. */
  seenFrom: string | null;
  title: string;
  author: string;
  authorHandle: string | null;
  /** null while the gate has not decided. */
  lane: Lane | null;
  badge: string | null;
  reasons: string[];
  structural: number | null;
  contentRisk: number | null;
  findings: Tally;
  tier: 'public' | 'sensitive';
  createdAt: Instant;
  decidedAt: Instant | null;
  stale: Stale | null;
}

export interface RepoCount {
  repo: string;
  repoName: string;
  open: number;
}

export interface LaneCounts {
  fast_lane: number;
  normal_queue: number;
  needs_human: number;
  undecided: number;
}

export interface Triage {
  items: TriageItem[];
  cursor: string | null;
  counts: LaneCounts;
  repos: RepoCount[];
  asOf: Instant;
  stale: Stale | null;
}

/** One thing somebody can do. */
export interface Step {
  who: 'author' | 'reviewer' | 'voucher' | 'maintainer' | 'operator';
  does: string;
  lane: Lane;
  /** Only together with every other step to this lane that says so. */
  needs?: 'all';
}

/** One input of a decision. */
export interface DecisionSource {
  name: string;
  version: string;
  hash: string | null;
  /** Where it was read from: the address of a record, or a commit and a path. */
  at?: string;
}

export interface Attestation {
  attested: boolean;
  /** What holds, ran out last or begins next; null without any that counts. */
  record: { uri: string; kind: string; jurisdiction: string | null; from: Instant; until: Instant | null } | null;
}

export interface Explanation {
  badge: string;
  sentence: string;
  full: string[];
  changes: string[];
  /** The same step by step; absent or empty in decisions of before there were any. */
  steps?: Step[];
  /** While the decision is out of date: its sentence of before. */
  before?: string;
}

export interface PathStep {
  did: string;
  handle: string | null;
  /** null where only the order of the path is known. */
  standing: number | null;
}

export interface Voucher {
  did: string;
  handle: string | null;
  share: number;
}

export interface Finding {
  source: string;
  rule: string;
  severity: Severity;
  file: string;
  line: number;
  side: 'old' | 'new';
  quote: string;
  message: string;
}

export interface FileCoverage {
  path: string;
  added: number;
  deleted: number;
  hunks: number;
  readBy: string[];
  /** From here on absent in decisions made before they were counted. */
  lines?: number;
  bytes?: number;
  headerBytes?: number;
  unread?: { hunk: number; newStart: number; lines: number }[];
}

export interface SourceCoverage {
  source: string;
  files: number;
  hunks: number;
  lines: number;
  bytes: number;
}

export interface Coverage {
  files: FileCoverage[];
  bytes: number;
  unreadBytes: number;
  messageBytes?: number;
  messagesReadBy?: string[];
  sources?: SourceCoverage[];
}

export interface Flag {
  severity: Severity;
  file: string;
  line: number;
  /** Absent in verdicts kept before, which spoke of the new side alone. */
  side?: 'old' | 'new';
  quote: string;
  reason: string;
}

export interface Verdict {
  contentRisk: number;
  reviewRecommended: boolean;
  flags: Flag[];
  summary: string;
}

export type ReviewKind =
  | 'verdict'
  | 'unreadable'
  | 'refused'
  | 'timeout'
  | 'overloaded'
  | 'unavailable'
  | 'steered'
  | 'budget'
  | 'too-large';

export interface ReviewPart {
  handle: string;
  bytes: number;
  read: boolean;
  risk: number | null;
}

/** How the verdict came about, or why there is none. */
export interface ReviewEvidence {
  outcome: { kind: ReviewKind; reason: string | null; droppedFlags: number };
  model: string;
  promptHash: string;
  diffHash: string;
  sentHash: string | null;
  parts: ReviewPart[];
  steps: { tool: string; asked: string; got: string }[];
  /** By position of file and hunk in the change, from 0. */
  unread: { file: number; hunks: number[] }[];
  probe: 'noticed' | 'missed' | 'not-asked';
  current: boolean;
  /** What came of asking the reviewer in use, where an earlier verdict still counts. */
  instead?: { kind: ReviewKind; reason: string | null };
  codeRedactions: number;
}

export interface Decision {
  lane: Lane;
  rule: { number: number; name: string; text: string };
  reasons: string[];
  explanation: Explanation;
  decidedAt: Instant;
  asOf: Instant;
  policyVersion: string;
  inputsHash: string;
}

export interface GateInputs {
  tier: 'public' | 'sensitive';
  attested: boolean;
  structural: number;
  content: { risk: number; reviewRecommended: boolean; flags: Severity[] } | null;
  guards: string[];
  caps: string[];
  /** P(clean); null where the model gave none, absent where none is served. */
  calibrated?: number | null;
}

/** How far one feature moved the learned model, in log-odds. */
export interface Contribution {
  name: string;
  words: string;
  unit: string;
  /** null where it is not known. */
  value: number | null;
  contribution: number;
  meaning: string | null;
}

/** What the learned model says of one change. */
export interface Learned {
  model: string;
  /** Absent: boosted trees. GraphSAGE has no contributions. */
  by?: 'graphsage';
  /** Its own P(clean), whether trust reaches the author or not. */
  probability: number;
  margin: number;
  bias: number;
  /** The largest first. */
  contributions: Contribution[];
  rest: number;
  featuresHash: string;
}

export type CircuitState = 'CLOSED' | 'HALF_OPEN' | 'OPEN' | 'TERMINATED';

/** How far a source counts for one change. */
export interface SourceWeight {
  source: string;
  weight: number;
  by: 'nothing' | 'verdicts' | 'override' | 'lock';
  /** Empty: all kinds of changes together. */
  contextClass: string;
  observations: number;
  rate: number;
  interval: [number, number];
  /** Its circuit with the author here; absent where nothing was heard of the two. */
  circuit?: CircuitState;
}

/** What one finding, or the reviewer's number, adds to the risk. */
export interface FusionTerm {
  source: string;
  /** A rule, `flag`, or `verdict`. */
  what: string;
  at?: { file: string; line: number };
  raw: number;
  weight: number;
  risk: number;
  said: Severity | null;
  /** null: it does not count. */
  counts: Severity | null;
}

export interface Fusion {
  weights: SourceWeight[];
  terms: FusionTerm[];
}

export interface Evidence {
  path: PathStep[];
  vouchers: Voucher[];
  eigentrust: number;
  standing: number;
  opinion: number;
  findings: Finding[];
  coverage: Coverage | null;
  verdict: Verdict | null;
  /** Absent where no reviewer is configured, or none was asked yet. */
  review?: ReviewEvidence;
  changeKind?: string;
  /** null where no learned model was served; absent in older answers. */
  learned?: Learned | null;
  /** How content was weighed; absent where nothing was known of any source. */
  fusion?: Fusion;
  diffHash: string | null;
}

export type VerdictWord = 'confirmed' | 'false-alarm' | 'missed';

/** Of what a verdict is: a finding, a flag of the reviewer, or, with no rule, file and line, a source as a whole. */
export interface About {
  source: string;
  rule: string;
  file: string;
  line: number;
}

export interface FindingVerdict extends About {
  verdict: VerdictWord;
  /** `operator`, or a maintainer's DID. */
  by: string;
  handle: string | null;
  at: Instant;
}

/** A verdict on its way. */
export interface Said extends About {
  pull: string;
  verdict: VerdictWord;
}

/** Why somebody's conduct is what it is, in the words of the wire. */
export interface ConductExplanation {
  agent_did: string;
  total_score: number;
  tier: 'verified_partner' | 'trusted' | 'standard' | 'probationary' | 'untrusted';
  previous_score: number | null;
  score_change: number;
  /** Empty while nothing is known. */
  dimensions: Record<string, { score: number; signal_count: number; weight: number; contribution: number }>;
  /** Ten at most, oldest first. */
  recent_signals: { dimension: string; value: number; source: string; timestamp: Instant }[];
  trend: 'improving' | 'stable' | 'degrading';
  revoked: boolean;
  revocation_reason: string | null;
}

export interface Circuit {
  pairId: string;
  agentA: string;
  agentB: string;
  interactions: number;
  updatedAt: Instant;
  circuit: CircuitState;
  score: number;
  openedAt: Instant | null;
  /** null where it is not about a repository and a contributor. */
  about: { repo: string; repoName: string | null; did: string; handle: string | null } | null;
}

export interface Circuits {
  items: Circuit[];
  counts: Record<CircuitState, number>;
}

/** How often a tool was right. */
export interface Prior {
  id: string;
  tool: string;
  contextClass: string;
  rate: number;
  confidence: 'low' | 'medium' | 'high' | 'certain';
  credibleInterval: { low: number; high: number };
  observations: number;
  suggestion?: string;
}

export interface Override {
  entity: { kind: 'agent' | 'source'; id: string };
  confidence: number;
  strength: number;
  locked: boolean;
  updatedAt: Instant;
}

/** Circuits that are not closed, and whose conduct is low. */
export interface ReputationFigures {
  circuitsOpen: number;
  circuitsHalfOpen: number;
  circuitsTerminated: number;
  revoked: number;
  atRisk: number;
  /** The revoked first, then the lowest; 20 at most. */
  people: { did: string; handle: string | null; total: number; previous: number | null; revoked: boolean }[];
}

export interface Policy {
  version: string;
  tLow: number;
  tHigh: number;
  rLow: number;
  rHigh: number;
  reviewBudgetBytes: number;
  /** Modes of signals by id; absent in policies from before there were any. */
  signals?: Record<string, 'off' | 'advisory' | 'blocking'>;
  /** The learned model that is served, and from which P(clean) on it opens the fast lane; null: nowhere. */
  learned?: {
    model: string;
    guaranteed: number | null;
    fastFrom: number | null;
    needed: number | null;
    /** The highest P(clean) that the model gives anybody; absent in older decisions. */
    highest?: number;
  };
}

export interface LabelEvidence {
  kind: string;
  by: string;
  /** Where it is a pull request that is still there. */
  prId: string | null;
  did: string | null;
  handle: string | null;
  at: Instant;
  detail: string | null;
}

/** How a finished pull request turned out. */
export interface Label {
  outcome: 'merged' | 'closed';
  /** null: not known. */
  cleanMerge: boolean | null;
  finishedAt: Instant;
  /** Until when a merge that stands is not known to be clean. */
  openUntil: Instant | null;
  /** Gravest first. */
  evidence: LabelEvidence[];
}

export interface Review {
  prId: string;
  uri: string;
  repo: string;
  repoName: string;
  tier: 'public' | 'sensitive';
  title: string;
  author: string;
  authorHandle: string | null;
  /** The repository whose maintainers' trust the author was judged by; null for the operator's. */
  seenFrom: string | null;
  /** What carries the author now, in one sentence. */
  carriedBy: string | null;
  createdAt: Instant;
  state: 'open' | 'merged' | 'closed';
  rounds: number;
  /** Whose word the state is; null while nobody said anything. */
  stateSaidBy: 'maintainer' | 'author' | 'appview' | null;
  claimedMerged: boolean;
  dependsOn: string | null;
  patch: { origin: 'pds' | 'appview' | null; problem: string | null; askedAgainAt: Instant | null };
  decision: Decision | null;
  inputs: GateInputs | null;
  evidence: Evidence | null;
  policy: Policy;
  /** From here on absent in older answers. What the repository's own policy asks for and does not get. */
  policyNotes?: string[];
  /** What it asks for and gets, and where it says so. */
  policyAsked?: { by: string; asks: string[] }[];
  /** null while it is open. */
  label?: Label | null;
  /** null where the repository asks for none. */
  attestation?: Attestation | null;
  sources?: DecisionSource[];
  /** Since when facts are newer than the decision, and which; null while it is up to date. */
  stale?: Stale | null;
  /** The reviewer in use now; null where none is configured. */
  reviewer: { model: string; promptHash: string } | null;
  history: {
    lane: Lane;
    decidedAt: Instant;
    rule: number;
    /** null in decisions of before sentences were kept apart. */
    sentence: string | null;
    /** Version of the policy it was made with. */
    policy: string;
  }[];
}

export interface Pull {
  prId: string;
  title: string;
  repoName: string;
  state: 'open' | 'merged' | 'closed';
  lane: Lane | null;
  createdAt: Instant;
}

/** One vouch or denounce, and what would be without it. */
export interface Rating {
  did: string;
  handle: string | null;
  /** Whether it is no vouch, but that they merged a change of the person's. */
  isMerge: boolean;
  /** 0 where trust does not reach its giver. */
  share: number;
  without: number;
  lane: Lane;
  says: string;
  /** Records it points to; nobody has checked them. */
  evidences: number;
  since: Instant;
}

export interface Why {
  eigentrust: number;
  votesFor: number;
  votesAgainst: number;
  heardAgainst: number;
  votes: string;
  carriedBy: string | null;
  vouches: Rating[];
  vouchesMore: number;
  vouchesUnheard: number;
  denounces: Rating[];
  denouncesMore: number;
  links: { from: string; to: string; without: number; lane: Lane; says: string }[];
  keystones: { threshold: number; vouchers: string[]; without: number; smallest: boolean; lane: Lane; says: string }[];
}

export interface Score {
  did: string;
  handle: string | null;
  known: boolean;
  eigentrust: number;
  rank: number | null;
  of: number;
  standing: number;
  opinion: number;
  structural: number;
  calibratedProb: number | null;
  modelServed: boolean;
  /** Of the newest open pull request; null where the model judged none. Absent in older answers. */
  learned?: (Learned & { prId: string; decidedAt: Instant }) | null;
  path: string[];
  /** The standing of those on the path; absent in older answers. */
  standings?: Record<string, number>;
  handles: Record<string, string | null>;
  /** Those with trust only, 20 at most. */
  vouchers: { did: string; share: number }[];
  /** Everybody who vouches, with trust or without. */
  vouchesIn: number;
  /** 20 at most. */
  denouncers: string[];
  denouncesIn: number;
  reputation: unknown;
  conduct: unknown;
  lanePreview: Lane | null;
  explanation: Explanation;
  why: Why;
  policy: Policy;
  pulls: Pull[];
  seed: boolean;
  asOf: Instant;
}

export interface Ranked {
  rank: number;
  did: string;
  handle: string | null;
  eigentrust: number;
  standing: number;
  opinion: number;
  structural: number;
  vouchesIn: number;
  denouncesIn: number;
  seed: boolean;
}

export interface Leaderboard {
  items: Ranked[];
  cursor: string | null;
  of: number;
  asOf: Instant;
}

/** So many of so many; null for none of none. */
export interface Rate {
  count: number;
  of: number;
  rate: number | null;
  interval: [number, number] | null;
}

/** Lanes against what became of the pull requests. */
export interface LaneRates {
  lanes: { lane: Lane; clean: number; undone: number; closed: number; unknown: number }[];
  uncleanApproval: Rate;
  undoneApproval: Rate;
  closedApproval: Rate;
  needlessEscalation: Rate;
  escape: Rate;
  base: Rate;
  unknown: { kind: string; count: number }[];
}

export interface Backtest {
  threshold: number;
  finished: number;
  considered: number;
  approved: number;
  undoneApprovals: number;
  rate: number | null;
  interval: [number, number] | null;
  replayed: LaneRates;
  withoutDiff: LaneRates;
  decided: LaneRates;
  trustAlone: { uncleanApproval: Rate; undoneApproval: Rate };
  months: ({ month: string; withoutDiff: number } & Record<Lane, number>)[];
  /** The version of the policy it was replayed with. */
  policy: string;
  /** null while nothing was ever replayed. */
  madeAt: Instant | null;
  inForce: { version: string; hash: string | null };
  isOfPolicyInForce: boolean;
  confidence: number;
  note: string;
  /** Whether a learned model decides now, which was not replayed; absent in older answers. */
  isWithoutModel?: boolean;
}

export interface ReviewerFigures {
  configured: boolean;
  model: string | null;
  promptHash: string | null;
  outcomes: { kind: string; count: number }[];
  verdicts: number;
  /** Those that point at their change. */
  flags: number;
  droppedFlags: number;
  /** null while there are no flags. */
  droppedShare: number | null;
  spentTodayUsd: number;
  budgetDayUsd: number | null;
  waiting: number;
  calls: number;
}

/** What a policy on trial would change. */
export interface ShadowFigures {
  policy: { version: string; hash: string | null };
  /** Versions of the policies that the decisions were made with. */
  inForce: string[];
  compared: number;
  same: number;
  faster: number;
  slower: number;
  /** The commonest first. */
  moves: { from: Lane; to: Lane; count: number }[];
  /** Up to 20, those that would become faster first. */
  examples: { prId: string; pull: string; title: string; from: Lane; to: Lane; reasons: string[] }[];
}

/** A figure with its 95 % interval; null where there is none. */
export interface Measured {
  value: number | null;
  low: number | null;
  high: number | null;
}

/** The learned model. */
export interface LearnedFigures {
  served: boolean;
  state: 'none' | 'refused' | 'stopped' | 'served';
  why: string | null;
  /** What P(clean) must reach here by default; null: the lane is closed, or no model is served. */
  fastFrom: number | null;
  /** The most that a served model gives anybody. */
  highest: number | null;
  /** Absent in older answers. */
  by?: 'trees' | 'graphsage' | null;
  /** Why a comparison's files are not used. */
  graphProblem?: string | null;
  model: {
    id: string;
    features: number;
    trainedOn: { from: Instant; to: Instant };
    heldOut: { from: Instant; to: Instant };
    rows: { fit: number; calibrate: number; test: number; testClean: number };
    metrics: Record<'auc' | 'brier' | 'logLoss' | 'ece', Measured> & {
      baselines: Record<string, number>;
      reliability: { count: number; predicted: number; observed: number; low: number; high: number }[];
    };
    threshold: {
      value: number | null;
      target: number;
      confidence: number;
      approved: number;
      bad: number;
      upper: number | null;
      needed: number | null;
    };
  } | null;
  drift: {
    measuredAt: Instant;
    outcomes: number;
    ece: number | null;
    interval: [number, number] | null;
    bound: number;
    stoppedAt: Instant | null;
    why: string;
  } | null;
}

export interface Metrics {
  asOf: Instant;
  stale: Stale | null;
  generatedAt: Instant | null;
  lanes: Record<Lane, number>;
  laneRates: Record<Lane, number>;
  scoreHistogram: { binWidth: number; bins: number[] };
  zeroTrust: number;
  backtest: Backtest;
  graph: {
    people: number;
    vouches: number;
    denounces: number;
    seeds: number;
    reachable: number;
    repositories: number;
  };
  findings: ({ source: string } & Tally)[];
  ingest: {
    events: number;
    records: number;
    rejected: { reason: string; count: number }[];
    network: { what: string; state: string; count: number }[];
    newestEvent: Instant | null;
  };
  /** null where no reviewer is configured and none ever was. */
  reviewer: ReviewerFigures | null;
  /** Absent in older answers. */
  learned?: LearnedFigures;
  /** null where no policy is on trial. */
  shadow: ShadowFigures | null;
  /** null where the process keeps none; absent in older answers. */
  reputation?: ReputationFigures | null;
  sources: { name: string; on: boolean; how: string }[];
}
