import { type Command, Option } from 'commander';
import { demoWorld, LARGE_COUNTS, type LargeCounts, largeWorld } from '../../../seed/index.ts';
import { parseDid, UsageError } from '../../domain/index.ts';
import { concurrently } from '../../pipeline/index.ts';
import { eventSources, setTrustedRoots } from '../../store/index.ts';
import { print, printJson, progress } from '../output.ts';
import { type Surroundings, surroundings } from '../surroundings.ts';
import { ingestInto } from '../wiring.ts';

/** What was loaded. */
export interface SeedReport {
  readonly events: number;
  readonly derived: number;
  readonly blobs: number;
  /** Bytes of the events as JSON, and of the blobs. */
  readonly bytes: number;
  readonly roots: number;
  readonly rejected: Readonly<Record<string, number>>;
}

/** Some of a world: patches, and the events that refer to them. */
interface Part {
  readonly blobs: readonly { readonly cid: string; readonly bytes: Uint8Array }[];
  readonly events: readonly Record<string, unknown>[];
}

/** Blobs written to the disk at the same time. */
const AT_ONCE = 32;

const setRoots = async ({ store }: Surroundings, source: string, seeds: readonly string[]): Promise<number> => {
  const roots = seeds.flatMap((text) => parseDid(text) ?? []);
  await store.write((db) => setTrustedRoots(db, source, roots));
  return roots.length;
};

const putAll = async ({ blobs }: Surroundings, list: Part['blobs']): Promise<void> => {
  await concurrently(list, { most: AT_ONCE }, ({ cid, bytes }) => blobs.put(cid, bytes));
};

/** The way real records take: of each part the patches into staging, then the events. */
const takeIn = async (around: Surroundings, parts: Iterable<Part>, onEvents: (events: number) => void = () => {}) => {
  let [blobs, bytes] = [0, 0];
  const lines = async function* () {
    for (const part of parts) {
      await putAll(around, part.blobs);
      const batch = part.events.map((event) => JSON.stringify(event));
      blobs += part.blobs.length;
      bytes += part.blobs.reduce((sum, blob) => sum + blob.bytes.length, 0);
      bytes += batch.reduce((sum, line) => sum + Buffer.byteLength(line), 0);
      yield batch;
    }
  };
  const onProgress = ({ events }: { readonly events: number }): void => onEvents(events);
  const { events, derived, rejected } = await ingestInto(around.store, lines(), { source: 'demo', onProgress });
  return { events, derived, rejected, blobs, bytes };
};

/**
 * Loads the demo world by the way real records take: patches into staging, then events. The events come last and in
 * one transaction, so that a start cut short is simply done again.
 */
export const seedDemo = async (around: Surroundings): Promise<SeedReport> => {
  const world = demoWorld();
  const roots = await setRoots(around, 'demo', world.seeds);
  return { ...(await takeIn(around, [world])), roots };
};

/**
 * Loads the demo world and the large one beside it, part by part, each in a transaction of its own: cut short and run
 * again it takes in what is not there yet. The large world's trusted roots stand beside the demo's, under their own name.
 *
 * @throws RangeError for counts that make no world.
 */
export const seedLarge = async (around: Surroundings, counts: LargeCounts = LARGE_COUNTS): Promise<SeedReport> => {
  const [small, large] = [demoWorld(), largeWorld(counts)];
  const roots = await setRoots(around, 'demo', small.seeds);
  const more = await setRoots(around, 'demo large', large.seeds);
  const bar = progress('seeding');
  const all = function* (): Generator<Part> {
    yield small;
    yield* large.parts();
  };
  const taken = await takeIn(around, all(), (events) => bar.show(`${events} events of about ${large.eventsAbout}`));
  bar.done();
  return { ...taken, roots: roots + more };
};

interface SeedFlags {
  readonly size: 'small' | 'large';
  readonly reset?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

const inWords = ({ events, derived, blobs, bytes, roots }: SeedReport): string =>
  `seeded ${events} events, ${derived} of them derived, ${blobs} patches, ${roots} trusted roots ` +
  `(${(bytes / 2 ** 20).toFixed(1)} MiB)`;

const { people, repos, open, finished } = LARGE_COUNTS;

export const registerSeed = (program: Command): void => {
  program
    .command('seed')
    .description('load the synthetic demo world (deterministic; twice changes nothing)')
    .addOption(
      new Option('--size <size>', 'the demo world alone, or a large one around it for measurements')
        .choices(['small', 'large'])
        .default('small'),
    )
    .option('--reset', 'empty the database first')
    .option('--force', 'even if it holds records that are not the demo’s')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      `\nThe large world has ${people} more people, ${repos} repositories, ${open} open pull requests and ${finished} ` +
        'finished ones.\nIt takes a minute or two; cut short it is simply run again.',
    )
    .action(async ({ size, reset, force, json }: SeedFlags) => {
      const around = surroundings();
      if (!force && (await around.store.read(eventSources)).some((source) => source !== 'demo')) {
        throw new UsageError('the database holds real records: give --force to seed it all the same');
      }
      if (reset) await around.store.reset();
      const report = size === 'large' ? await seedLarge(around) : await seedDemo(around);
      if (json) printJson(report);
      else print(inWords(report));
    });
};
