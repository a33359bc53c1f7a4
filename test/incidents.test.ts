import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parsePatch } from '../src/diff/index.ts';
import type { Change, Finding } from '../src/domain/index.ts';
import { allSignals, NO_CONTEXT, runSignals } from '../src/signals/index.ts';
import { quotes, saidLine } from './said-line.ts';

/**
 * Attacks and mishaps that became public, written anew after their descriptions. `dangerous` are the lines that
 * whoever reviews must be shown: `text` stands in the line, or is the path.
 */
const incidents = z
  .array(
    z.object({
      slug: z.string(),
      year: z.number(),
      what: z.string(),
      dangerous: z.array(z.object({ file: z.string(), text: z.string(), side: z.enum(['new', 'old']) })).min(1),
    }),
  )
  .parse(JSON.parse(readFileSync('test/incidents/incidents.json', 'utf8')));

const read = (slug: string): Change => {
  const parsed = parsePatch(readFileSync(`test/incidents/${slug}.diff`, 'utf8'));
  if (parsed.kind !== 'change') throw new Error(`${slug}: ${parsed.reason}`);
  return parsed.change;
};

const findingsIn = async (change: Change): Promise<readonly Finding[]> =>
  (await runSignals(change, allSignals, NO_CONTEXT)).findings;

describe('of public incidents', () => {
  it('there are thirty-five', () => expect(incidents).toHaveLength(35));

  it.each(incidents.map((incident) => [incident.slug, incident] as const))(
    '%s: every dangerous line is named',
    async (slug, incident) => {
      const change = read(slug);
      const findings = await findingsIn(change);
      for (const { file, text, side } of incident.dangerous) {
        const named = findings.filter((found) => found.file === file && found.side === side);
        const lines = named.map((found) => saidLine(change, found) ?? '');
        expect(
          lines.some((line) => line.includes(text)),
          `${incident.what}: ${JSON.stringify(findings.map(({ rule, file, line }) => [rule, file, line]))}`,
        ).toBe(true);
      }
      for (const found of findings) {
        const line = saidLine(change, found);
        expect(line !== undefined && quotes(found, line), JSON.stringify(found)).toBe(true);
      }
    },
  );
});
