/** One environment variable: what it is for, in the words `doctor`, `.env.example` and the documents use. */
export interface Variable {
  readonly name: string;
  readonly purpose: string;
  /** True for keys and passwords: their values are never printed. */
  readonly secret?: true;
}

/** Every variable the service reads, in the order people meet them. */
export const VARIABLES: readonly Variable[] = [
  {
    name: 'DATA_ROOT',
    purpose: 'directory for everything kept; set but missing or unwritable stops the start; unset: .data/',
  },
  { name: 'DUCKDB_PATH', purpose: 'database file; default DATA_ROOT/duckdb/trust.duckdb' },
  { name: 'STAGING_DIR', purpose: 'patch blobs by CID; default DATA_ROOT/staging' },
  { name: 'MODEL_DIR', purpose: 'learned models; default DATA_ROOT/models' },
  { name: 'LOG_DIR', purpose: 'log files; default DATA_ROOT/logs' },
  { name: 'HOST', purpose: 'address the API listens on; default 127.0.0.1' },
  { name: 'PORT', purpose: 'port the API listens on; default 8000' },
  {
    name: 'TRUST_SEEDS',
    purpose: 'the operator’s trusted roots: DIDs separated by commas or spaces, or a file with one per line',
  },
  {
    name: 'MERGE_WEIGHT',
    purpose: 'what a maintainer’s merging of somebody’s change counts as beside a vouch: 0 to under 1; default 0',
  },
  {
    name: 'SIGNALS',
    purpose: 'modes of machine findings that differ from the policy: name=off, advisory or blocking, by commas',
  },
  {
    name: 'POLICY_FILE',
    purpose: 'the operator’s policy as JSON: thresholds, signals, exceptions by repository; default: the built-in one',
  },
  {
    name: 'SHADOW_POLICY_FILE',
    purpose: 'a second policy on trial: it decides beside the first, and only the difference is reported',
  },
  { name: 'JETSTREAM_URL', purpose: 'live records: wss://…/subscribe of a Jetstream host' },
  {
    name: 'KNOT_EVENTS',
    purpose: 'knots and spindles whose pushes and runs are followed: hosts, or ws(s) addresses in full',
  },
  { name: 'PLC_URL', purpose: 'DID directory; default https://plc.directory' },
  {
    name: 'RELAY_URL',
    purpose: 'who holds which records, for backfill; default https://lightrail.microcosm.blue',
  },
  { name: 'APPVIEW_URL', purpose: 'API of the appview, for hints and states; default https://api.tangled.org' },
  { name: 'TANGLED_URL', purpose: 'pages of the appview, for patches whose host is gone; default https://tangled.org' },
  { name: 'ANTHROPIC_API_KEY', purpose: 'blind Claude review of diffs', secret: true },
  { name: 'ANTHROPIC_BASE_URL', purpose: 'another address for the Messages API' },
  { name: 'CLAUDE_MODEL', purpose: 'model id of the blind review; default claude-sonnet-5-5' },
  { name: 'REVIEW_BUDGET_PER_RUN', purpose: 'US dollars one command may spend on reviews; default 5' },
  {
    name: 'REVIEW_BUDGET_PER_DAY',
    purpose: 'US dollars that may be spent on reviews on a day (UTC), by all; default 10',
  },
  { name: 'EMBEDDINGS_API_KEY', purpose: 'hosted diff embeddings for the slop signal', secret: true },
  { name: 'EMBEDDINGS_BASE_URL', purpose: 'address of an OpenAI-compatible embeddings API' },
  { name: 'EMBEDDINGS_MODEL', purpose: 'embedding model id' },
  { name: 'ELEVENLABS_API_KEY', purpose: 'spoken briefings', secret: true },
  { name: 'ELEVENLABS_BASE_URL', purpose: 'another address for the voice API' },
  { name: 'ATPROTO_PDS', purpose: 'PDS that assessments are published to' },
  { name: 'ATPROTO_IDENTIFIER', purpose: 'handle or DID that publishes' },
  { name: 'ATPROTO_PASSWORD', purpose: 'its app password', secret: true },
  { name: 'OSV_DB', purpose: 'local OSV export for the dependency signal' },
  { name: 'ADMIN_KEY', purpose: 'key for writes and operator views', secret: true },
  { name: 'EVENTS_API_KEY', purpose: 'key other services ship trust events with', secret: true },
  { name: 'TRUST_EVENTS_URL', purpose: 'another instance that trust events are shipped to; default: none' },
  { name: 'TRUST_EVENTS_KEY', purpose: 'the key it takes them with: its EVENTS_API_KEY', secret: true },
  { name: 'LEDGER_KEY_FILE', purpose: 'Ed25519 private key that signs the ledger' },
  { name: 'DATABASE_URL', purpose: 'PostgreSQL instead of the DuckDB file', secret: true },
];
