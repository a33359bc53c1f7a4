import type { Command } from 'commander';
import { VARIABLES, withoutCredentials } from '../../config/index.ts';
import { messageOf } from '../../domain/index.ts';
import { ingestTotals, rejections, trustedRoots } from '../../store/index.ts';
import { print, printJson, safe } from '../output.ts';
import { sourcesOf } from '../sources.ts';
import { environment, surroundings } from '../surroundings.ts';

interface Check {
  readonly name: string;
  readonly state: 'ok' | 'off' | 'problem';
  readonly detail: string;
}

export const registerDoctor = (program: Command): void => {
  program
    .command('doctor')
    .description('check configuration and storage; say what is on, what is off, and how to turn it on')
    .option('--json', 'print one JSON document')
    .action(async ({ json }: { json?: boolean }) => {
      const checks = await examine();
      if (json) printJson({ checks });
      else print(checks.map(({ name, state, detail }) => safe(`${state.padEnd(8)} ${name}: ${detail}`)).join('\n'));
      if (checks.some((check) => check.state === 'problem')) process.exitCode = 1;
    });
};

const examine = async (): Promise<Check[]> => {
  const checks: Check[] = [{ name: 'node', state: 'ok', detail: process.version }];
  try {
    const { config, store } = surroundings();
    checks.push({ name: 'data root', state: 'ok', detail: [config.dataRoot, ...config.warnings].join('; ') });
    const [totals, unused, roots] = await store.read(
      async (db) => [await ingestTotals(db), await rejections(db), await trustedRoots(db)] as const,
    );
    checks.push({
      name: 'database',
      state: 'ok',
      detail: `${store.path}: ${totals.events} events, ${totals.records} live records`,
    });
    for (const { reason, count } of unused)
      checks.push({ name: 'not used', state: 'ok', detail: `${count} records or messages: ${reason}` });
    const known = new Set([...config.trustSeeds, ...roots]);
    for (const { name, on, how } of sourcesOf(config, known.size))
      checks.push({ name, state: on ? 'ok' : 'off', detail: how });
  } catch (error) {
    checks.push({ name: 'configuration', state: 'problem', detail: messageOf(error) });
  }
  return [...checks, ...settings()];
};

const settings = (): Check[] => {
  const given = environment();
  return VARIABLES.filter((variable) => given[variable.name]).map(({ name, secret }) => ({
    name,
    state: 'ok',
    detail: secret ? 'set' : withoutCredentials(String(given[name])),
  }));
};
