import type { Command } from 'commander';
import { AppError, parseDid, UsageError } from '../../domain/index.ts';
import { explainJson, explainLines } from '../explain-words.ts';
import { print, printJson } from '../output.ts';
import { policiesOf } from '../policy.ts';
import { surroundings } from '../surroundings.ts';
import { loadModel } from '../wiring.ts';

export const registerExplain = (program: Command): void => {
  program
    .command('explain')
    .description('why somebody is trusted as far as they are, and what would change it')
    .argument('<did>', 'whom: did:plc:… or did:web:…')
    .option('--repo <uri>', 'as this repository’s maintainers see it (its at-uri)')
    .option('--json', 'print one JSON document')
    .action(async (text: string, options: { repo?: string; json?: boolean }) => {
      const repo = options.repo ?? null;
      const did = parseDid(text);
      if (did === null) throw new UsageError(`"${text}" is not a DID`);
      const { store, config } = surroundings();
      const model = await loadModel(store, policiesOf(config), config);
      const person = model.explainPerson(did, repo);
      if (person === null) throw new AppError(`no repository ${repo} is known`);
      if (options.json) return printJson(explainJson(person, model));
      const width = Math.min(120, Math.max(80, process.stdout.columns ?? 100));
      print(explainLines(person, { model, repo, width }).join('\n'));
    });
};
