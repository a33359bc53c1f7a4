import { type Command, InvalidArgumentError, Option } from 'commander';
import { overrideJson } from '../../api/index.ts';
import type { Override, OverrideTarget } from '../../domain/index.ts';
import { print, printJson, safe } from '../output.ts';
import { reputationDesk } from '../reputation-desk.ts';
import { surroundings } from '../surroundings.ts';

type Kind = OverrideTarget['kind'];

const kindOption = (): Option =>
  new Option('--kind <kind>', 'a contributor (a DID), or a source of findings').choices(['agent', 'source']);

const idText = (text: string): string => {
  if (text.trim() === '' || text.length > 2048) throw new InvalidArgumentError('must be of 1 to 2048 characters');
  return text.trim();
};

const numberText = (text: string): number => {
  if (!/^[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})$/.test(text)) throw new InvalidArgumentError('must be a number');
  return Number(text);
};

const confidence = (text: string): number => {
  const value = numberText(text);
  if (value < 0 || value > 1) throw new InvalidArgumentError('must be from 0 to 1');
  return value;
};

const strength = (text: string): number => {
  const value = numberText(text);
  if (value < 0) throw new InvalidArgumentError('must be at least 0');
  return value;
};

const inWords = ({ entity, confidence, strength, locked }: Override): string =>
  `${entity.kind} ${safe(entity.id)}: confidence ${confidence}, strength ${strength}${locked ? ', locked' : ''}`;

interface Flags {
  readonly kind: Kind;
  readonly id: string;
  readonly reason?: string;
  readonly json?: boolean;
}

const OPERATOR = 'operator';

/** `override set|get|list|unset`: how far a contributor or a source is to be relied on, by the operator's word. */
export const registerOverride = (program: Command): void => {
  const override = program
    .command('override')
    .description('how far a source or a contributor is to be relied on, by your own word (docs/reputation.md)');
  const one = (command: Command): Command =>
    command
      .addOption(kindOption().makeOptionMandatory())
      .requiredOption('--id <id>', 'a DID, or the name of a source such as sast', idText)
      .option('--json', 'print one JSON document');
  one(override.command('set'))
    .description('set it, in place of what was set before')
    .requiredOption('--confidence <c>', 'the mean you believe in, 0 to 1', confidence)
    .requiredOption('--strength <s>', 'how many observations that is worth: 10 weak, 100 confident', strength)
    .option('--lock', 'no observation moves it', false)
    .option('--reason <text>', 'why; kept with it')
    .action(async (flags: Flags & { confidence: number; strength: number; lock: boolean }) => {
      const { kind, id, reason = null, lock: locked, json } = flags;
      const wanted = { entity: { kind, id }, confidence: flags.confidence, strength: flags.strength, locked };
      const set = await reputationDesk(surroundings()).setOverride(wanted, { by: OPERATOR, reason });
      if (json) printJson(overrideJson(set));
      else print(inWords(set));
    });
  one(override.command('get'))
    .description('what is set')
    .action(async ({ kind, id, json }: Flags) => {
      const found = await reputationDesk(surroundings()).getOverride({ kind, id });
      if (json) printJson(found && overrideJson(found));
      else print(found === null ? `nothing is set for ${kind} ${safe(id)}` : inWords(found));
    });
  one(override.command('unset'))
    .description('take it back')
    .option('--reason <text>', 'why; kept with it')
    .action(async ({ kind, id, reason, json }: Flags) => {
      const removed = await reputationDesk(surroundings()).unsetOverride(
        { kind, id },
        { by: OPERATOR, reason: reason ?? null },
      );
      if (json) printJson({ removed });
      else print(removed ? `taken back for ${kind} ${safe(id)}` : `nothing was set for ${kind} ${safe(id)}`);
    });
  override
    .command('list')
    .description('all that is set')
    .addOption(kindOption())
    .option('--json', 'print one JSON document')
    .action(async ({ kind, json }: { readonly kind?: Kind; readonly json?: boolean }) => {
      const all = await reputationDesk(surroundings()).listOverrides(kind ?? null);
      if (json) return printJson(all.map(overrideJson));
      print(all.length === 0 ? 'nothing is set' : all.map(inWords).join('\n'));
    });
};
