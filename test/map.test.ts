import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/** Folders with a map of their own, beside src. */
const ROOTS = ['seed', 'stand-in'];

/** The table in ARCHITECTURE.md: which folder may import which. */
const allowed = new Map(
  [...readFileSync('ARCHITECTURE.md', 'utf8').matchAll(/^\| `((?:src\/)?[a-z-]+)` \| ([^|]*)\|/gm)].map((row) => [
    row[1] ?? '',
    [...(row[2] ?? '').matchAll(/`([a-z-]+)`/g)].map(([, name = '']) => (ROOTS.includes(name) ? name : `src/${name}`)),
  ]),
);

const sources = ['src', ...ROOTS].flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(root, name)),
);

const folderOf = (file: string): string => {
  const [root = '', folder = ''] = file.split('/');
  return root === 'src' ? `src/${folder}` : root;
};

const importsOf = (file: string): string[] =>
  ts
    .preProcessFile(readFileSync(file, 'utf8'), true, true)
    .importedFiles.map((imported) => imported.fileName)
    .filter((name) => name.startsWith('.'))
    .map((name) => relative('.', resolve(dirname(file), name)));

const isTest = (file: string): boolean => /\.test\.ts$|testing\.ts$|test-[a-z]+\.ts$/.test(file);

describe('the map in ARCHITECTURE.md', () => {
  it('names every folder there is, and no other', () => {
    const folders = new Set(sources.map(folderOf));
    expect([...allowed.keys()].sort()).toEqual([...folders].sort());
  });

  it('keeps from the reviewer whoever knows people', () => {
    expect(allowed.get('src/review')).toEqual(['src/domain']);
  });

  it('has no cycle', () => {
    const reach = (from: string, seen: string[] = []): string[] => {
      if (seen.includes(from)) return [[...seen, from].join(' → ')];
      return (allowed.get(from) ?? []).flatMap((next) => reach(next, [...seen, from]));
    };
    expect([...allowed.keys()].flatMap((folder) => reach(folder))).toEqual([]);
  });

  it('is what the sources do: no import beyond it, and only through doors', () => {
    const faults: string[] = [];
    for (const file of sources.filter((name) => !isTest(name))) {
      const own = folderOf(file);
      for (const target of importsOf(file)) {
        const other = folderOf(target);
        if (other === own) {
          if (target === `${own}/index.ts` && !file.endsWith('index.ts')) faults.push(`${file} imports its own door`);
        } else if (!allowed.get(own)?.includes(other)) faults.push(`${file} imports ${target}`);
        else if (target !== `${other}/index.ts`) faults.push(`${file} goes past the door: ${target}`);
      }
    }
    expect(faults).toEqual([]);
  });

  it('keeps the pure folders pure: no clock, randomness, environment or network; threads at the edge of trust alone', () => {
    const forbidden =
      /Date\.now|new Date\(\)|Math\.random|process\.|node:(?:fs|net|http|https|child_process|worker_threads)|\bfetch\(/;
    const pure = sources.filter(
      (file) =>
        /^src\/(?:domain|trust|gate|signals)\//.test(file) &&
        !/^src\/trust\/eigentrust\/threads\//.test(file) &&
        !isTest(file),
    );
    expect(pure.filter((file) => forbidden.test(readFileSync(file, 'utf8')))).toEqual([]);
  });

  it('SQL stands in the store alone', () => {
    const sql = /\b(?:SELECT .+ FROM|INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE TABLE)\b/;
    const elsewhere = sources.filter(
      (file) => !file.startsWith('src/store/') && !isTest(file) && !file.startsWith('seed/'),
    );
    expect(elsewhere.filter((file) => sql.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});

describe('sizes', () => {
  it('no source file is over 300 lines, no door over 40', () => {
    const lines = (file: string): number => readFileSync(file, 'utf8').split('\n').length;
    const pages = readdirSync('static', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.js'))
      .map((name) => join('static', name));
    expect([...sources, ...pages].filter((file) => !isTest(file) && lines(file) > 300)).toEqual([]);
    expect(sources.filter((file) => /^src\/\w+\/index\.ts$/.test(file) && lines(file) > 41)).toEqual([]);
  });

  it('no folder is a bag: utils, common, helpers, types', () => {
    expect(sources.filter((file) => /\/(?:utils?|common|helpers?|types|misc|shared)(?:\/|\.ts)/.test(file))).toEqual(
      [],
    );
  });
});
