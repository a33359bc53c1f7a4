import { basename } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { UsageError } from '../../domain/index.ts';
import { type IngestReport, type Jetstream, jetstream, knotEvents, probe, readCapture } from '../../ingest/index.ts';
import { isHostSocket, takeInLive } from '../live.ts';
import { note, print, printJson, progress } from '../output.ts';
import { probeInWords } from '../probe-words.ts';
import { stopOnSignals } from '../stop-signal.ts';
import { environment, nowUs, type Surroundings, surroundings } from '../surroundings.ts';
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
  if (!/^\d{1,16}$/.test(text) || Number(text) >= Date.UTC(2200) * 1000) {
    throw new InvalidArgumentError('must be microseconds since 1970');
  }
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

export const registerIngest = (program: Command): void => {
  program
    .command('ingest')
    .description('take in records: from a Jetstream capture, or live until stopped')
    .option('--from <file>', 'a Jetstream capture, one JSON message per line')
    .option(
      '--url <address>',
      'a Jetstream host, ws(s)://…/subscribe (default: JETSTREAM_URL), or a knot, wss://…/events',
      streamAddress,
    )
    .option('--cursor <time>', 'where to begin in the live stream, in microseconds since 1970', microseconds)
    .option('--max-events <n>', 'stop after so many messages', positive)
    .option('--probe', 'only print the collections and shapes seen; writes nothing')
    .option('--json', 'print one JSON document')
    .action(async (flags: IngestFlags) => {
      const url = flags.url ?? configuredAddress();
      if (flags.from === undefined && !url) {
        throw new UsageError('nothing to ingest: give --from FILE or --url ADDRESS, or set JETSTREAM_URL');
      }
      if (flags.from !== undefined && (flags.url !== undefined || flags.cursor !== undefined)) {
        throw new UsageError('--url and --cursor are of live streams: leave them out with --from');
      }
      if (flags.probe) await runProbe(flags, url);
      else await runIngest(flags, surroundings());
    });
};

const runIngest = async (flags: IngestFlags, around: Surroundings): Promise<void> => {
  const bar = progress('ingesting');
  const onProgress = (report: IngestReport): void => bar.show(progressInWords(report));
  const report = await (flags.from === undefined
    ? takeInStream(flags, around, onProgress)
    : takeInCapture(flags.from, flags, around, onProgress));
  bar.done();
  if (flags.json) printJson(report);
  else print(inWords(report));
  if (report.lines > 0 && report.events === 0 && report.ignored === 0) process.exitCode = 1;
};

type OnProgress = (report: IngestReport) => void;

const takeInCapture = (file: string, { maxEvents }: IngestFlags, { store }: Surroundings, onProgress: OnProgress) =>
  ingestInto(store, readCapture(file), {
    source: basename(file),
    onProgress,
    ...(maxEvents === undefined ? {} : { maxEvents }),
  });

const takeInStream = (flags: IngestFlags, around: Surroundings, onProgress: OnProgress): Promise<IngestReport> => {
  const url = flags.url ?? around.config.jetstreamUrl ?? '';
  note(`taking in records from ${new URL(url).host}; Ctrl-C stops`);
  return takeInLive(around, {
    url,
    from: flags.cursor,
    maxEvents: flags.maxEvents,
    history: false,
    signal: stopOnSignals().signal,
    onProgress,
  });
};

const progressInWords = ({ lines, derived, droppedEarly, reconnects }: IngestReport): string =>
  [
    `${lines} messages, ${derived} derived`,
    ...(droppedEarly > 0 ? [`${droppedEarly} not ours`] : []),
    ...(reconnects > 0 ? [`${reconnects} reconnects`] : []),
  ].join(', ');

const inWords = (report: IngestReport): string => {
  const { lines, events, fresh, derived, ignored, reconnects, oversize, gaps } = report;
  const reasons = Object.entries(report.rejected).sort((a, b) => b[1] - a[1]);
  return [
    `${lines} messages: ${events} events (${fresh} new), ${derived} derived${ignored > 0 ? `, ${ignored} not ours` : ''}`,
    ...reasons.map(([reason, count]) => `  ${count} not used: ${reason}`),
    ...(reconnects > 0 ? [`${reconnects} reconnects`] : []),
    ...(oversize > 0 ? [`left out ${oversize} times what was too large to take`] : []),
    ...(gaps > 0 ? [`${gaps} gaps: the stream no longer had what happened in between`] : []),
  ].join('\n');
};

const runProbe = async (flags: IngestFlags, url: string | undefined): Promise<void> => {
  const report = await probe(
    flags.from === undefined ? probedStream(url ?? '', flags.cursor ?? null) : readCapture(flags.from),
    flags.maxEvents,
  );
  if (flags.json) printJson(report);
  else print(probeInWords(report));
};

const probedStream = (url: string, from: string | null): Jetstream => {
  const following = { url, cursor: async () => from, signal: stopOnSignals().signal, onNotice: note };
  return isHostSocket(url) ? knotEvents({ ...following, clock: nowUs }) : jetstream(following);
};
