import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parsePatch } from '../../src/diff/index.ts';
import { allSignals, NO_CONTEXT, runSignals } from '../../src/signals/index.ts';

const ROOT = 'bench/review/corpus';
/** By file: the line that matters as it stands in the diff, and what is wrong with it (in a fix: was). */
const labels = z
  .record(
    z.string(),
    z.object({
      side: z.enum(['new', 'old']),
      kind: z.string().min(1),
      text: z.string().min(1),
      what: z.string().min(1),
    }),
  )
  .parse(JSON.parse(readFileSync(`${ROOT}/labels.json`, 'utf8')));

const all = ['good', 'bad', 'fixes'].flatMap((folder) =>
  readdirSync(`${ROOT}/${folder}`).map((file) => `${folder}/${file}`),
);
const parse = (name: string) => {
  const diff = readFileSync(`${ROOT}/${name}`, 'utf8');
  const parsed = parsePatch(diff);
  if (parsed.kind !== 'change') throw new Error(`${name}: ${parsed.reason}`);
  return { diff, change: parsed.change };
};
const count = (folder: string): number => all.filter((name) => name.startsWith(folder)).length;

describe('the labelled changes', () => {
  it('are as many as a measurement needs', () => {
    expect(count('good/')).toBeGreaterThanOrEqual(24);
    expect(count('bad/')).toBeGreaterThanOrEqual(24);
    expect(count('fixes/')).toBeGreaterThanOrEqual(16);
    expect(Object.keys(labels).sort()).toEqual(all.filter((name) => !name.startsWith('good/')).sort());
  });

  it.each(all)('%s parses, is short, and its words give nothing away', (name) => {
    const { diff } = parse(name);
    expect(diff.split('\n').length).toBeGreaterThanOrEqual(10);
    expect(diff.split('\n').length).toBeLessThanOrEqual(80);
    expect(diff).not.toMatch(/vulnerab|exploit|insecure|attack|malicious|hack|CWE|\bbad\b|\bevil\b/i);
  });

  it.each(Object.entries(labels))('%s has the line that matters once', (name, { side, text }) => {
    const { files } = parse(name).change;
    const lines = files.flatMap(({ hunks }) => hunks.flatMap((hunk) => hunk.lines));
    const kind = side === 'new' ? 'added' : 'deleted';
    expect(lines.filter((line) => line.kind === kind && line.text === text)).toHaveLength(1);
  });

  it.each(all.filter((name) => !name.startsWith('bad/')))('%s: no signal warns of it', async (name) => {
    const { findings } = await runSignals(parse(name).change, allSignals, NO_CONTEXT);
    expect(findings.filter(({ severity }) => severity !== 'low')).toEqual([]);
  });
});
