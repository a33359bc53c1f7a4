import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { changeIn, contextIn, measuredSignals, type Sample, samplesIn } from '../bench/signals/corpus.ts';
import { hitsByRule, total } from '../bench/signals/hits.ts';
import type { Change, Finding } from '../src/domain/index.ts';
import { quotes, saidLine } from './said-line.ts';

/** Least precision and recall of each signal on its labelled samples: what they reach, less a sample or two. */
const FLOORS: Readonly<Record<string, readonly [precision: number, recall: number]>> = {
  concealment: [0.96, 0.93],
  dependencies: [0.98, 0.93],
  discussion: [0.94, 0.91],
  instructions: [0.92, 0.86],
  sast: [0.91, 0.93],
  secrets: [0.96, 0.92],
  size: [0.98, 0.94],
  slop: [0.98, 0.91],
};

/** The line of the diff that a finding names, or the comment. */
const placeOf = (sample: Sample, change: Change, finding: Finding): string | undefined =>
  finding.file === '(discussion)'
    ? sample.context?.discussion?.comments[finding.line - 1]?.body
    : saidLine(change, finding);

describe.each(measuredSignals.map((signal) => [signal.id, signal] as const))(
  '%s, on its labelled samples',
  (id, signal) => {
    it('finds no less than it did, and cries wolf no more often; every quote stands where it says', async () => {
      const folder = `bench/signals/corpora/${id}`;
      expect(existsSync(folder)).toBe(true);
      const samples = await samplesIn(`${process.cwd()}/${folder}`);
      const known = await contextIn(folder);
      const hits = [];
      for (const sample of samples) {
        const change = changeIn(sample);
        const findings = await signal.run(change, sample.context ?? known);
        hits.push(...hitsByRule(findings, sample.labels).values());
        for (const found of findings) {
          const line = placeOf(sample, change, found);
          expect(line !== undefined && quotes(found, line), `${sample.name}: ${JSON.stringify(found)}`).toBe(true);
        }
      }
      const { found, missed, wrong } = total(hits);
      const [precision = 1, recall = 1] = FLOORS[id] ?? [];
      expect(samples.length).toBeGreaterThanOrEqual(90);
      expect(found / (found + wrong), `${wrong} wrong`).toBeGreaterThanOrEqual(precision);
      expect(found / (found + missed), `${missed} missed`).toBeGreaterThanOrEqual(recall);
    });
  },
);
