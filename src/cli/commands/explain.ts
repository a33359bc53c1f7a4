import type { Command } from 'commander';
import { AppError, parseDid, UsageError } from '../../domain/index.ts';
import { print, printJson, safe } from '../output.ts';
import { surroundings } from '../surroundings.ts';
import { loadModel, policyOf } from '../wiring.ts';

export const registerExplain = (program: Command): void => {
  program
    .command('explain')
    .description('why somebody is trusted as far as they are, and what would change it')
    .argument('<did>', 'whom: did:plc:… or did:web:…')
    .option('--repo <uri>', 'as this repository’s maintainers see it (its at-uri)')
    .option('--json', 'print one JSON document')
    .action(async (text: string, { repo, json }: { repo?: string; json?: boolean }) => {
      const did = parseDid(text);
      if (did === null) throw new UsageError(`"${text}" is not a DID`);
      const { store, config } = surroundings();
      const model = await loadModel(store, policyOf(config));
      const person = model.person(did, repo ?? null);
      if (person === null) throw new AppError(`no repository ${repo} is known`);
      const name = (who: typeof did): string => model.handleOf(who) ?? who;
      if (json) return printJson({ ...person, handle: model.handleOf(did) });
      const lines = [
        `${name(did)} (${did})${person.known ? '' : ': nothing is known of this account'}`,
        person.explanation.sentence,
        ...person.explanation.full,
        `structural ${person.structural.toFixed(4)}  standing ${person.standing.toFixed(4)}  opinion ${person.opinion.toFixed(4)}` +
          `  eigentrust ${person.eigentrust.toFixed(6)}${person.rank === null ? '' : `  rank ${person.rank}`}`,
        ...person.path.map(
          (step, hop) => `${'  '.repeat(hop + 1)}${hop === 0 ? '' : '→ '}${name(step.did)} ${step.standing.toFixed(4)}`,
        ),
        ...person.vouchers.map(
          (voucher) => `  ${(voucher.share * 100).toFixed(1)} % of the trust comes by ${name(voucher.did)}`,
        ),
        ...person.denouncers.map((who) => `  denounced by ${name(who)}`),
        ...person.explanation.changes.map((change) => `  what would help: ${change}`),
      ];
      print(lines.map(safe).join('\n'));
    });
};
