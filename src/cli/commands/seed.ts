import type { Command } from 'commander';
import { demoWorld } from '../../../seed/index.ts';
import { parseDid, UsageError } from '../../domain/index.ts';
import { eventSources, setTrustedRoots } from '../../store/index.ts';
import { print, printJson } from '../output.ts';
import { type Surroundings, surroundings } from '../surroundings.ts';
import { ingestInto } from '../wiring.ts';

/** What was loaded. */
export interface SeedReport {
  readonly events: number;
  readonly derived: number;
  readonly blobs: number;
  readonly roots: number;
  readonly rejected: Readonly<Record<string, number>>;
}

/**
 * Loads the demo world by the way real records take: patches into staging, then events. The events come last and in
 * one transaction, so that a start cut short is simply done again.
 */
export const seedDemo = async ({ store, blobs }: Surroundings): Promise<SeedReport> => {
  const world = demoWorld();
  for (const { cid, bytes } of world.blobs) await blobs.put(cid, bytes);
  const roots = world.seeds.flatMap((text) => parseDid(text) ?? []);
  await store.write((db) => setTrustedRoots(db, 'demo', roots));
  const lines = world.events.map((event) => JSON.stringify(event));
  const { events, derived, rejected } = await ingestInto(store, [lines], { source: 'demo' });
  return { events, derived, blobs: world.blobs.length, roots: roots.length, rejected };
};

export const registerSeed = (program: Command): void => {
  program
    .command('seed')
    .description('load the synthetic demo world (deterministic; twice changes nothing)')
    .option('--reset', 'empty the database first')
    .option('--force', 'even if it holds records that are not the demo’s')
    .option('--json', 'print one JSON document')
    .action(async ({ reset, force, json }: { reset?: boolean; force?: boolean; json?: boolean }) => {
      const around = surroundings();
      if (!force && (await around.store.read(eventSources)).some((source) => source !== 'demo')) {
        throw new UsageError('the database holds real records: give --force to seed it all the same');
      }
      if (reset) await around.store.reset();
      const report = await seedDemo(around);
      if (json) printJson(report);
      else
        print(
          `seeded ${report.events} events, ${report.derived} of them derived, ${report.blobs} patches, ${report.roots} trusted roots`,
        );
    });
};
