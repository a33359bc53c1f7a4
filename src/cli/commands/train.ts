import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { MODEL_BYTES_MAX, type Model, readModel } from '../../learn/index.ts';
import { featureSet } from '../../pipeline/index.ts';
import { examplesIn } from '../examples-in.ts';
import { keepTraining } from '../keep-training.ts';
import { note, print, printJson, step } from '../output.ts';
import { policyOf } from '../policy.ts';
import { stopOnSignals } from '../stop-signal.ts';
import { nowUs, surroundings } from '../surroundings.ts';
import { type TrainFlags, withTrainFlags } from '../train-flags.ts';
import { trainThread } from '../train-thread.ts';
import { TRAINING } from '../training-options.ts';
import { trainingWords } from '../training-words.ts';
import { analystFor } from '../wiring.ts';

export const registerTrain = (program: Command): void => {
  const command = program
    .command('train')
    .description('learn from finished pull requests how likely a change turns out clean, and measure how good that is');
  withTrainFlags(command).action(runTrain);
};

const runTrain = async ({ seed, target, dryRun, json }: TrainFlags): Promise<void> => {
  const { config, store } = surroundings();
  const { signal } = stopOnSignals();
  const incumbent = modelInUse(join(config.modelDir, 'model.json'));
  const { version: reads } = await analystFor(config);
  const examples = await examplesIn(store, { policy: policyOf(config), reads, signal });
  const asked = { ...TRAINING, seed, target, ...(incumbent !== null && { incumbent }) };
  const { report, model, made } = await trainThread()(examples, asked, signal);
  const said = { ...report, target, made, inUse: (model ?? incumbent)?.id ?? null, trainedAtUs: nowUs() };
  if (!dryRun) await keepTraining(config.modelDir, { report: said, model });
  if (json) printJson(said);
  else print(trainingWords(report));
  if (model === null && incumbent !== null) note(`the model in use stays: ${incumbent.id.slice(0, 12)}`);
  if (!dryRun) step('written', config.modelDir);
};

/** The model that the new one has to stand against; null where there is none, or none that can be used. */
const modelInUse = (path: string): Model | null => {
  const found = fileText(path);
  if (found === null) return null;
  const read = 'problem' in found ? found : readModel(found.text, { featureHash: featureSet.hash });
  if ('problem' in read) note(`${path} ${read.problem}: not compared with`);
  else if (isOfOurColumns(read.model)) return read.model;
  else note(`${path} has other columns than its features: not compared with`);
  return null;
};

const fileText = (path: string): { readonly text: string } | { readonly problem: string } | null => {
  try {
    if (!existsSync(path)) return null;
    if (statSync(path).size > MODEL_BYTES_MAX) return { problem: 'is too large' };
    return { text: readFileSync(path, 'utf8') };
  } catch (error) {
    return { problem: `cannot be read (${(error as NodeJS.ErrnoException).code})` };
  }
};

const isOfOurColumns = ({ columns }: Model): boolean =>
  columns.every((column) => featureSet.columns.some(({ name }) => name === column));
