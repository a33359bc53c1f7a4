import { basename } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { parseDid, type StreamEvent, UsageError } from '../../domain/index.ts';
import { type IngestReport, jetstream, type ProbeReport, probe, readCapture } from '../../ingest/index.ts';
import { cursorOf, knownPeople, type Store } from '../../store/index.ts';
import { note, print, printJson, progress, safe, table } from '../output.ts';
import { stopOnSignals } from '../stop-signal.ts';
import { environment, type Surroundings, surroundings } from '../surroundings.ts';
import { ingestInto } from '../wiring.ts';

interface IngestFlags {
  readonly probe?: boolean;
  readonly maxEvents?: number;
  readonly from?: string;
  readonly url?: string;
  readonly cursor?: string;
  readonly json?: boolean;
}

const positive = (text: string): number => {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('must be a whole number above 0');
  return Number(text);
};

const microseconds = (text: string): string => {
  if (!/^\d{1,16}$/.test(text)) throw new InvalidArgumentError('must be microseconds since 1970');
  return text;
};

const streamAddress = (text: string): string => {
  if (!/^wss?:\/\/./.test(text) || !URL.canParse(text)) throw new InvalidArgumentError('must be a ws(s) address');
  return text;
};

const configuredAddress = (): string | undefined => {
  const given = environment().JETSTREAM_URL?.trim();
  if (!given) return undefined;
  try {
    return streamAddress(given);
  } catch {
    throw new UsageError(`JETSTREAM_URL=${given} must be a ws(s) address`);
  }
};

/** The live stream, from where this store left it, or from `from`. */
export const liveStream = (
  store: Store,
  { url, from, signal }: { url: string; from?: string | undefined; signal: AbortSignal },
) => {
  const source = new URL(url).host;
  let given = from ?? null;
  const cursor = async (): Promise<string | null> => {
    const first = given;
    given = null;
    return first ?? (await store.read((db) => cursorOf(db, source)));
  };
  return { source, batches: jetstream({ url, cursor, signal, onNotice: (message) => note(message) }) };
};

/** News of an account matters once somebody here wrote a record, or is vouched for in one. */
export const newsFilter = async (store: Store): Promise<(event: StreamEvent) => boolean> => {
  const known = await store.read(knownPeople);
  return (event) => {
    if (event.collection.startsWith('#')) return known.has(event.did);
    known.add(event.did);
    const subject = event.collection === 'sh.tangled.graph.vouch' ? parseDid(event.rkey) : null;
    if (subject !== null) known.add(subject);
    return true;
  };
};

export const registerIngest = (program: Command): void => {
  program
    .command('ingest')
    .description('take in records: from a Jetstream capture, or live until stopped')
    .option('--from <file>', 'a Jetstream capture, one JSON message per line')
    .option('--url <address>', 'a Jetstream host, ws(s)://…/subscribe (default: JETSTREAM_URL)', streamAddress)
    .option('--cursor <time>', 'where to begin in the live stream, in microseconds since 1970', microseconds)
    .option('--max-events <n>', 'stop after so many messages', positive)
    .option('--probe', 'only print the collections and shapes seen; writes nothing')
    .option('--json', 'print one JSON document')
    .action(async (flags: IngestFlags) => {
      const url = flags.url ?? configuredAddress();
      if (flags.from === undefined && !url) {
        throw new UsageError('nothing to ingest: give --from FILE or --url ADDRESS, or set JETSTREAM_URL');
      }
      if (flags.probe) await runProbe(flags, url);
      else await runIngest(flags, surroundings());
    });
};

const runIngest = async (flags: IngestFlags, { config, store }: Surroundings): Promise<void> => {
  const bar = progress('ingesting');
  const limit = flags.maxEvents === undefined ? {} : { maxEvents: flags.maxEvents };
  const onProgress = (report: IngestReport): void => bar.show(`${report.lines} messages, ${report.derived} derived`);
  let report: IngestReport;
  if (flags.from !== undefined) {
    report = await ingestInto(store, readCapture(flags.from), { source: basename(flags.from), onProgress, ...limit });
  } else {
    const { source, batches } = liveStream(store, {
      url: flags.url ?? config.jetstreamUrl ?? '',
      from: flags.cursor,
      signal: stopOnSignals().signal,
    });
    note(`taking in records from ${source}; Ctrl-C stops`);
    const keep = await newsFilter(store);
    report = await ingestInto(store, batches, { source, resumable: true, keep, onProgress, ...limit });
  }
  bar.done();
  if (flags.json) printJson(report);
  else print(inWords(report));
};

const inWords = ({ lines, events, fresh, derived, ignored, rejected }: IngestReport): string => {
  const reasons = Object.entries(rejected).sort((a, b) => b[1] - a[1]);
  return [
    `${lines} messages: ${events} events (${fresh} new), ${derived} derived${ignored > 0 ? `, ${ignored} not ours` : ''}`,
    ...reasons.map(([reason, count]) => `  ${count} not used: ${reason}`),
  ].join('\n');
};

const runProbe = async (flags: IngestFlags, url: string | undefined): Promise<void> => {
  const stop = stopOnSignals();
  const batches =
    flags.from === undefined
      ? jetstream({ url: url ?? '', cursor: async () => flags.cursor ?? null, signal: stop.signal, onNotice: note })
      : readCapture(flags.from);
  const report = await probe(batches, flags.maxEvents);
  if (flags.json) printJson(report);
  else print(probeInWords(report));
};

const probeInWords = ({ lines, collections, unusable }: ProbeReport): string => {
  const rows = collections.map((each) => [
    safe(each.collection),
    String(each.create),
    String(each.update),
    String(each.delete),
    safe(each.shapes[0]?.fields ?? ''),
  ]);
  return [
    `${lines} messages, nothing written`,
    table([['collection', 'create', 'update', 'delete', 'most frequent fields'], ...rows]),
    ...Object.entries(unusable).map(([reason, count]) => `${count} unusable: ${reason}`),
  ].join('\n');
};
