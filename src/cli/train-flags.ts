import { type Command, InvalidArgumentError } from 'commander';

/** How a command that learns is told to. */
export interface TrainFlags {
  readonly seed: number;
  readonly target: number;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const whole = (text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('must be a whole number of 0 to 999999999');
  return Number(text);
};

const share = (text: string): number => {
  const value = Number(text);
  if (/^(\d*\.)?\d+$/.test(text) && value > 0 && value < 1) return value;
  throw new InvalidArgumentError('must be over 0 and under 1');
};

/** The command, which is then told in these ways. */
export const withTrainFlags = (command: Command): Command =>
  command
    .option('--target <share>', 'of fast-lane changes, how many may turn out not clean', share, 0.05)
    .option('--seed <n>', 'where the draws start; the same data and number give the same model', whole, 1)
    .option('--dry-run', 'write nothing')
    .option('--json', 'print everything as one JSON document');
