import type { Config } from '../config/index.ts';
import { modeOf } from '../gate/index.ts';
import { discussion } from '../signals/index.ts';
import { policyOf, signalsOn } from './policy.ts';
import { reviewerName } from './reviewer.ts';

/** One thing the service can do, whether it does it now, and how to change that. */
export interface Source {
  readonly name: string;
  readonly on: boolean;
  readonly how: string;
}

const signalsInWords = (config: Config): string => {
  const policy = policyOf(config);
  const running = [...signalsOn(policy), discussion].filter(({ id }) => modeOf(id, policy) !== 'off');
  const named = running.map(({ id }) => (modeOf(id, policy) === 'advisory' ? `${id} (advice)` : id));
  return named.length === 0 ? 'SIGNALS switches all of them off' : named.join(', ');
};

/** What is on and what is off in this configuration. */
export const sourcesOf = (config: Config, rootCount: number): readonly Source[] => [
  { name: 'machine findings', on: signalsOn(policyOf(config)).length > 0, how: signalsInWords(config) },
  {
    name: 'known vulnerabilities',
    on: config.osvDb !== null,
    how:
      config.osvDb !== null
        ? `from the OSV export at ${config.osvDb}`
        : 'set OSV_DB to a downloaded export (docs/osv.md); changed dependencies are looked at without it all the same',
  },
  {
    name: 'embeddings',
    on: true,
    how:
      config.embeddings.apiKey !== null
        ? `of ${config.embeddings.model ?? 'the hosted model'}, for similar pull requests; diffs are sent there`
        : 'by words, on this machine, for similar pull requests; EMBEDDINGS_API_KEY has a hosted model make them',
  },
  {
    name: 'trusted roots',
    on: rootCount > 0,
    how:
      rootCount > 0
        ? `${rootCount} people trust starts with`
        : 'set TRUST_SEEDS; until then only each repository’s own maintainers count',
  },
  {
    name: 'live records',
    on: config.jetstreamUrl !== null,
    how:
      config.jetstreamUrl !== null
        ? new URL(config.jetstreamUrl).host
        : 'set JETSTREAM_URL, e.g. wss://jetstream1.us-east.bsky.network/subscribe',
  },
  {
    name: 'history, identities and patches',
    on: config.jetstreamUrl !== null,
    how:
      config.jetstreamUrl !== null
        ? `read while live; asks ${new URL(config.plcUrl).host}, ${new URL(config.relayUrl).host}, ${new URL(config.appviewUrl).host} and the hosts they name`
        : 'read while records come in live; `backfill` reads history on demand',
  },
  {
    name: 'knots and spindles',
    on: config.knotEvents.length > 0,
    how:
      config.knotEvents.length > 0
        ? config.knotEvents.map((address) => new URL(address).host).join(', ')
        : 'set KNOT_EVENTS to the hosts whose pushes and runs should be followed',
  },
  {
    name: 'writes',
    on: config.adminKey !== null,
    how:
      config.adminKey === null
        ? 'set ADMIN_KEY; until then overrides and verdicts are given by command or by maintainers’ records'
        : 'with ADMIN_KEY',
  },
  {
    name: 'trust events of others',
    on: config.eventsApiKey !== null,
    how: config.eventsApiKey === null ? 'set EVENTS_API_KEY to receive them' : 'received with EVENTS_API_KEY',
  },
  {
    name: 'shipping of trust events',
    on: config.trustEvents !== null,
    how:
      config.trustEvents === null
        ? 'set TRUST_EVENTS_URL and TRUST_EVENTS_KEY to tell another instance'
        : `to ${new URL(config.trustEvents.url).host}`,
  },
  {
    name: 'blind Claude review',
    on: config.anthropic.apiKey !== null,
    how:
      config.anthropic.apiKey === null
        ? 'set ANTHROPIC_API_KEY; until then machine findings stand alone'
        : reviewInWords(config),
  },
];

const dollars = (micros: number): string => `$${(micros / 1e6).toFixed(2)}`;

const reviewInWords = (config: Config): string => {
  const host = config.anthropic.baseUrl === null ? '' : ` at ${new URL(config.anthropic.baseUrl).host}`;
  const { runMicros, dayMicros } = config.reviewBudget;
  return `by ${reviewerName(config)?.model}${host}, for up to ${dollars(runMicros)} a run and ${dollars(dayMicros)} a day; diffs without their author are sent there`;
};
