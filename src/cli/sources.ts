import type { Config } from '../config/index.ts';
import { allSignals } from '../signals/index.ts';

/** One thing the service can do, whether it does it now, and how to change that. */
export interface Source {
  readonly name: string;
  readonly on: boolean;
  readonly how: string;
}

/** What is on and what is off in this configuration. */
export const sourcesOf = (config: Config, rootCount: number): readonly Source[] => [
  { name: 'machine findings', on: true, how: allSignals.map((signal) => signal.id).join(', ') },
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
    name: 'blind Claude review',
    on: false,
    how:
      config.anthropic.apiKey === null
        ? 'not part of this version; machine findings stand alone'
        : 'not part of this version: with ANTHROPIC_API_KEY set nothing is fast-laned unreviewed; unset it to rely on machine findings',
  },
];
