import type { Command } from 'commander';
import { examplesIn } from '../examples-in.ts';
import { incumbentOf, unlessStopped } from '../incumbent.ts';
import { keepTraining, requireKept } from '../keep-training.ts';
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

const runTrain = async ({ seed, target, dryRun = false, json }: TrainFlags): Promise<void> => {
  const { config, store } = surroundings({ models: !dryRun });
  const { signal } = stopOnSignals();
  if (!dryRun) await requireKept(config.modelDir);
  const incumbent = await incumbentOf(store, config);
  const { version: reads } = await analystFor(config);
  const examples = await examplesIn(store, { policy: policyOf(config), reads, signal });
  const asked = { ...TRAINING, seed, target, ...(incumbent !== null && { incumbent }) };
  const { made, ...trained } = await trainThread()(examples, asked, signal);
  const { report, model } = await unlessStopped(store, trained);
  const said = { ...report, target, made, inUse: (model ?? incumbent)?.id ?? null, trainedAtUs: nowUs() };
  // Before anything is written, so that a full disk takes away the files alone.
  if (json) printJson(said);
  else print(trainingWords(report));
  if (model === null && incumbent !== null) note(`the model in use stays: ${incumbent.id.slice(0, 12)}`);
  if (dryRun) return;
  await keepTraining(config.modelDir, { report: said, model });
  step('written', config.modelDir);
};
