import { randomUUID } from 'node:crypto';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { print, printJson, safe } from '../output.ts';
import { reputationDesk } from '../reputation-desk.ts';
import { surroundings } from '../surroundings.ts';

const nameText = (text: string): string => {
  if (text.trim() === '' || text.length > 200) throw new InvalidArgumentError('must be of 1 to 200 characters');
  return text.trim();
};

const contextText = (text: string): string => {
  if (text.length > 200) throw new InvalidArgumentError('must be of at most 200 characters');
  return text.trim();
};

const weightText = (text: string): number => {
  if (!/^(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})$/.test(text)) throw new InvalidArgumentError('must be at least 0');
  return Number(text);
};

const countText = (text: string): number => {
  const value = Number(text);
  if (!/^\d{1,3}$/.test(text) || value < 1 || value > 500) throw new InvalidArgumentError('must be 1 to 500');
  return value;
};

interface Observed {
  readonly tool: string;
  readonly success: 'true' | 'false';
  readonly context: string;
  readonly weight: number;
  readonly key?: string;
  readonly json?: boolean;
}

interface Asked {
  readonly tool?: string;
  readonly context?: string;
  readonly limit?: number;
  readonly json?: boolean;
}

const linesOf = (priors: readonly object[]): string =>
  priors
    .flatMap((prior) => ['summary', 'suggestion'].map((name) => String(Object(prior)[name] ?? '')))
    .filter((line) => line !== '')
    .map(safe)
    .join('\n');

/** `tools observe|priors`: how far tools were right, and how far they are to be relied on. */
export const registerTools = (program: Command): void => {
  const tools = program
    .command('tools')
    .description('how often each tool was right, and what to make of it (docs/reputation.md)');
  tools
    .command('observe')
    .description('tell how one use of a tool went')
    .requiredOption('--tool <name>', 'its name, such as sast', nameText)
    .addOption(new Option('--success <bool>', 'whether it was right').choices(['true', 'false']).makeOptionMandatory())
    .option('--context <class>', 'in what kind of work', contextText, '')
    .option('--weight <w>', 'how much it counts', weightText, 1)
    .option('--key <key>', 'told again under the same key it counts once', nameText)
    .option('--json', 'print one JSON document')
    .action(async ({ tool, success, context, weight, key = randomUUID(), json }: Observed) => {
      const prior = await reputationDesk(surroundings()).observe(
        { tool, success: success === 'true', contextClass: context, weight, agentId: null, key },
        { by: 'operator', reason: null },
      );
      if (json) printJson(prior);
      else print(linesOf([prior]));
    });
  tools
    .command('priors')
    .description('how far each is to be relied on')
    .option('--tool <name>', 'this one alone', nameText)
    .option('--context <class>', 'in this kind of work alone', contextText)
    .option('--limit <n>', 'at most so many', countText)
    .option('--json', 'print one JSON document')
    .action(async ({ tool, context, limit, json }: Asked) => {
      const filter = { tool: tool ?? null, contextClass: context ?? null, limit: limit ?? null };
      const priors = await reputationDesk(surroundings()).priors(filter);
      if (json) printJson(priors);
      else print(priors.length === 0 ? 'nothing was observed' : linesOf(priors));
    });
};
