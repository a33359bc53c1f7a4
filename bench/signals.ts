/**
 * What the machine findings are worth; docs/signals.md has what came out.
 *
 *     node bench/signals.ts [--patches DIR] [--show high|medium] [--rules]
 *
 * Precision and recall of each signal on its labelled samples in bench/signals/corpora, where a finding is right when rule, file,
 * line and side are. With a folder of patches of ordinary projects, one sub-folder each: the share of them in which
 * a signal raises an alarm, and with `--show` each such alarm, to be judged by eye. `--rules` counts rule by rule.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Severity } from '../src/domain/index.ts';
import { allSignals } from '../src/signals/index.ts';
import { changeIn, contextIn, measuredSignals, samplesIn } from './signals/corpus.ts';
import { type Hits, hitsByRule, share, total } from './signals/hits.ts';
import { has, type Said, saidOf } from './signals/ordinary.ts';

const { values: options } = parseArgs({
  options: { patches: { type: 'string' }, show: { type: 'string' }, rules: { type: 'boolean', default: false } },
});

const row = (...cells: readonly (string | number)[]): void => console.log(`${cells.join(' | ')}`);
const cellsOf = ({ found, missed, wrong }: Hits): readonly string[] => [
  share(found, found + wrong),
  share(found, found + missed),
];

const measureCorpora = async (): Promise<void> => {
  row('signal', 'samples', 'lines to find', 'precision (95 %)', 'recall (95 %)');
  for (const signal of measuredSignals) {
    const folder = join(import.meta.dirname, 'signals/corpora', signal.id);
    if (!existsSync(folder)) continue;
    const samples = await samplesIn(folder);
    const known = await contextIn(folder);
    const byRule = new Map<string, Hits>();
    for (const sample of samples) {
      const context = sample.context ?? known;
      const findings = await signal.run(changeIn(sample), context);
      for (const [rule, hits] of hitsByRule(findings, sample.labels)) {
        byRule.set(rule, total([byRule.get(rule) ?? { found: 0, missed: 0, wrong: 0 }, hits]));
        if (options.rules && hits.missed + hits.wrong > 0)
          console.log(`  ${sample.name}: ${rule} missed ${hits.missed}, wrong ${hits.wrong}`);
      }
    }
    const all = total(byRule.values());
    row(signal.id, samples.length, all.found + all.missed, ...cellsOf(all));
    if (options.rules)
      for (const [rule, hits] of [...byRule].sort()) row(`  ${rule}`, '', hits.found + hits.missed, ...cellsOf(hits));
  }
};

const measureOrdinary = async (folder: string): Promise<void> => {
  const said: Said[] = [];
  let refused = 0;
  for await (const each of saidOf(folder)) {
    if ('refused' in each) {
      refused += 1;
      console.log(`refused: ${each.path}: ${each.refused}`);
      continue;
    }
    said.push(each);
    for (const { severity, source, rule, file, line, quote } of each.findings) {
      if (severity === options.show)
        console.log(`${each.path}: ${source}/${rule} ${file}:${line} ${JSON.stringify(quote)}`);
    }
  }
  const rate = (severity: Severity, source?: string): string =>
    share(said.filter((each) => has(each, severity, source)).length, said.length);
  row('patches', 'any high (95 %)', 'any medium (95 %)', 'any low (95 %)');
  row(`${said.length}, ${refused} refused`, rate('high'), rate('medium'), rate('low'));
  for (const { id } of allSignals) row(`  ${id}`, rate('high', id), rate('medium', id), rate('low', id));
  const bytes = said.reduce((sum, each) => sum + each.bytes, 0);
  const ms = said.reduce((sum, each) => sum + each.ms, 0);
  const slowest = said.reduce((worst, each) => (each.ms > worst.ms ? each : worst), { path: '', ms: 0, bytes: 0 });
  console.log(
    `${(bytes / 1000 / ms).toFixed(2)} MB/s; slowest ${slowest.ms.toFixed(0)} ms for ${slowest.bytes} bytes: ${slowest.path}`,
  );
};

await measureCorpora();
if (options.patches !== undefined) await measureOrdinary(options.patches);
