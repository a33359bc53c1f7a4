import type { Command } from 'commander';
import { examplesIn } from '../examples-in.ts';
import { keepJudged, requireJudgedKept } from '../gnn-files.ts';
import { gnnDecides, gnnWords } from '../gnn-words.ts';
import { print, printJson, step } from '../output.ts';
import { policyOf } from '../policy.ts';
import { stopOnSignals } from '../stop-signal.ts';
import { nowUs, surroundings } from '../surroundings.ts';
import { type TrainFlags, withTrainFlags } from '../train-flags.ts';
import { judgeThread } from '../train-thread.ts';
import { TRAINING } from '../training-options.ts';
import { analystFor } from '../wiring.ts';

export const registerGnn = (program: Command): void => {
  const command = program
    .command('gnn')
    .description('compare GraphSAGE over vouches and co-contributions with the trees of `train`, on the same changes');
  withTrainFlags(command).action(runGnn);
};

const runGnn = async ({ seed, target, dryRun = false, json }: TrainFlags): Promise<void> => {
  const { config, store } = surroundings({ models: !dryRun });
  const { signal } = stopOnSignals();
  if (!dryRun) await requireJudgedKept(config.modelDir);
  const { version: reads } = await analystFor(config);
  const examples = await examplesIn(store, { policy: policyOf(config), reads, signal });
  const { report, model, made } = await judgeThread()(examples, { ...TRAINING, seed, target }, signal);
  const said = { ...report, decides: gnnDecides(report), target, made, judgedAtUs: nowUs() };
  if (json) printJson(said);
  else print(gnnWords(report));
  if (dryRun) return;
  await keepJudged(config.modelDir, { report: said, model });
  step('written', config.modelDir);
};
