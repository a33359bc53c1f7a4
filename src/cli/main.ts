import { CommanderError } from 'commander';
import { ConfigError } from '../config/index.ts';
import { AppError, messageOf, UsageError } from '../domain/index.ts';
import { note } from './output.ts';
import { program } from './program.ts';

/** What the exit code says: 1 it failed, 2 it was asked wrongly. */
const failed = (error: unknown): number => {
  // Somebody asked us to stop, and what was under way did.
  if (error instanceof Error && error.name === 'AbortError') return 1;
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof AppError) {
    note(`error: ${error.message}`);
    return error instanceof UsageError || error instanceof ConfigError ? 2 : 1;
  }
  note(`error: this is our fault: ${error instanceof Error ? (error.stack ?? error.message) : messageOf(error)}`);
  return 1;
};

// A reader that has seen enough, such as `head`, is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const root = program();
for (const command of [root, ...root.commands, ...root.commands.flatMap(({ commands }) => commands)])
  command.exitOverride();

try {
  await root.parseAsync();
} catch (error) {
  process.exitCode = failed(error);
}
