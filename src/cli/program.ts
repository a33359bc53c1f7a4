import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { registerBackfill } from './commands/backfill.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerEigenTrust } from './commands/eigentrust.ts';
import { registerEmbed } from './commands/embed.ts';
import { registerExplain } from './commands/explain.ts';
import { registerGnn } from './commands/gnn.ts';
import { registerIngest } from './commands/ingest.ts';
import { registerOverride } from './commands/override.ts';
import { registerReview } from './commands/review.ts';
import { registerScore } from './commands/score.ts';
import { registerSeed } from './commands/seed.ts';
import { registerSimulate } from './commands/simulate.ts';
import { registerTools } from './commands/tools.ts';
import { registerTrain } from './commands/train.ts';
import { registerUp } from './commands/up.ts';

/** Every command, in the order people meet them. */
export const program = (): Command => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  const root = new Command('tangled-trust')
    .description(
      'Pull-request triage for Tangled: who is trusted, what the change does, and one lane with its reasons.',
    )
    .version(version)
    .showHelpAfterError('(add --help for what it takes)')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', '\nExit codes: 0 done, 1 failed, 2 misuse. Settings: .env.example lists every variable.');
  const register = [
    registerUp,
    registerSeed,
    registerIngest,
    registerBackfill,
    registerScore,
    registerEigenTrust,
    registerExplain,
    registerReview,
    registerEmbed,
    registerSimulate,
    registerTrain,
    registerGnn,
    registerOverride,
    registerTools,
    registerDoctor,
  ];
  for (const add of register) add(root);
  return root;
};
