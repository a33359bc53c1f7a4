import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parsePatch } from '../../diff/index.ts';
import type { Change, Finding } from '../../domain/index.ts';
import { collect } from '../text/collect.ts';
import { allRules } from './all-rules.ts';
import type { Rule } from './rule.ts';
import { Runtime } from './runtime.ts';
import { spellOutCase } from './spell-out-case.ts';
import { syntaxRules } from './syntax-rules.ts';

const folder = new URL('rules/', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
const find = syntaxRules(allRules);
const runtime = await Runtime.load(0);

const changeIn = (name: string): Change => {
  const path = files.find((file) => file.endsWith(`/${name}`));
  if (path === undefined) throw new Error(`no file ${name} under ${folder.pathname}`);
  const parsed = parsePatch(readFileSync(new URL(path, folder)));
  if (parsed.kind !== 'change') throw new Error(`${path}: ${parsed.reason}`);
  return parsed.change;
};

const places = (found: readonly Pick<Finding, 'file' | 'line'>[]) =>
  found.map(({ file, line }) => `${file}:${line}`).sort();

/** The lines that end with HIT, on the side that the rule looks at. */
const marked = (change: Change, side: Rule['side']) =>
  change.files.flatMap((file) =>
    file.hunks.flatMap(({ lines }) =>
      lines
        .filter(({ kind, text }) => kind === side && text.trimEnd().endsWith('HIT'))
        .map(({ oldLine, newLine }) => ({ file: file.path, line: (side === 'added' ? newLine : oldLine) ?? 0 })),
    ),
  );

describe('the rules', () => {
  it('have names of their own, and are found where their names say', () => {
    expect(new Set(allRules.map(({ id }) => id)).size).toBe(allRules.length);
    const modules = files.filter((file) => /^(?:js|python|go|rust|c|php|java|ruby)\/(?!all\.ts)[^/]+\.ts$/.test(file));
    expect(modules.map((file) => file.replace(/^.*\/|\.ts$/g, '')).sort()).toEqual(allRules.map(({ id }) => id).sort());
  });

  it('say in one sentence what is wrong', () => {
    for (const { id, message } of allRules) {
      expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
      expect(message, id).toMatch(/^[A-Z].{20,180}\.$/);
    }
  });
});

describe.each(allRules)('$id', (rule) => {
  it.each(rule.languages)('is a query that the grammar of %s can answer', async (language) => {
    const grammar = await runtime.grammar(language);
    for (const text of [rule.query, rule.replaces, rule.unless]) {
      if (text === undefined) continue;
      const query = new grammar.Query(grammar.language, spellOutCase(text));
      if (text === rule.query) expect(query.captureNames).toContain('at');
      query.delete();
    }
  });

  it('finds exactly the marked lines', async () => {
    const change = changeIn(`${rule.id}.hit.diff`);
    const expected = places(marked(change, rule.side));
    expect(expected.length).toBeGreaterThan(0);
    const found = collect(await find(change)).filter((finding) => finding.rule === rule.id);
    expect(places(found)).toEqual(expected);
  });

  it('is silent on what only looks like it', async () => {
    const found = collect(await find(changeIn(`${rule.id}.miss.diff`)));
    expect(found.filter((finding) => finding.rule === rule.id || finding.rule === 'code-not-parsed')).toEqual([]);
  });
});
