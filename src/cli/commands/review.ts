import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import type { Command } from 'commander';
import { AppError } from '../../domain/index.ts';
import { reviewDiff } from '../../pipeline/index.ts';
import { allSignals, NO_CONTEXT } from '../../signals/index.ts';
import { print, printJson, safe } from '../output.ts';

export const registerReview = (program: Command): void => {
  program
    .command('review')
    .description('what machines find in one diff; needs no database')
    .requiredOption('--diff <file>', 'a git diff or format-patch series; - reads standard input')
    .option('--json', 'print one JSON document')
    .action(async ({ diff, json }: { diff: string; json?: boolean }) => {
      const report = await reviewDiff(await bytesOf(diff), allSignals, NO_CONTEXT);
      if (json) return printJson(report);
      const { files, bytes, unreadBytes } = report.coverage;
      const lines = [
        `${files.length} files, ${bytes} bytes, ${unreadBytes} of them read by nobody; content risk ${report.contentRisk.toFixed(2)}`,
        ...report.findings.flatMap((finding) => [
          `${finding.severity.padEnd(6)} ${finding.file}:${finding.line}  ${finding.source}/${finding.rule}: ${finding.message}`,
          `         ${finding.quote.trim()}`,
        ]),
        ...(report.findings.length === 0 ? ['nothing found'] : []),
      ];
      print(lines.map(safe).join('\n'));
    });
};

const bytesOf = async (path: string): Promise<Uint8Array> => {
  if (path === '-') return buffer(process.stdin);
  try {
    return await readFile(path);
  } catch (cause) {
    throw new AppError(`cannot read ${path} (${(cause as NodeJS.ErrnoException).code})`, { cause });
  }
};
