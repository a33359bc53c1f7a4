import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createApp } from '../src/api/index.ts';
import { program } from '../src/cli/program.ts';
import { VARIABLES } from '../src/config/index.ts';

const read = (file: string): string => readFileSync(file, 'utf8');
const documents = [
  ...['README.md', 'ARCHITECTURE.md', 'CHANGELOG.md', 'extension/README.md'].filter((file) => existsSync(file)),
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];
const operations = read('docs/operations.md');
const migrations = readdirSync('src/store/migrations').map((name) => `src/store/migrations/${name}`);
const schema = [...migrations, 'src/store/derived-tables.sql', 'src/store/views.sql'].map(read).join('\n');
const tables = [
  ...new Set([...schema.matchAll(/CREATE (?:TABLE|VIEW) (?:kept\.)?(\w+)/g)].map((match) => match[1] ?? '')),
];

describe('the documents', () => {
  it.each(VARIABLES.map((variable) => variable.name))('explain the variable %s', (name) => {
    expect(operations).toContain(`\`${name}\``);
  });

  it.each(program().commands.map((command) => command.name()))('explain the command %s', (name) => {
    expect(operations).toContain(`| \`${name}\` |`);
    expect(read('CHANGELOG.md')).toContain(`\`${name}\``);
  });

  it('explain no command that is not there', () => {
    const named = [...operations.matchAll(/^\| `(\w+)` \| /gm)].map((match) => match[1]);
    const known = [
      ...program().commands.map((command) => command.name()),
      ...tables,
      ...VARIABLES.map((each) => each.name),
      'events',
    ];
    const section = operations.slice(operations.indexOf('## Commands'), operations.indexOf('## Settings'));
    const commands = [...section.matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1] ?? '');
    expect(named.length).toBeGreaterThan(0);
    expect(commands.filter((name) => !known.includes(name))).toEqual([]);
  });

  it.each(tables)('explain the table or view %s', (name) => {
    expect(operations).toContain(`\`${name}\``);
  });

  it('explain every route', () => {
    const app = createApp({
      model: () => {
        throw new Error('never asked');
      },
      sources: [],
      staticDirectory: 'static',
      onFault: () => undefined,
    });
    const api = read('docs/api.md').replaceAll(/\{(\w+)\}/g, ':$1');
    const routes = app.routes
      .filter((route) => route.method !== 'ALL')
      .map((route) => `${route.method} ${route.path.replace(/\{[^}]*\}/g, '').replace(':id', ':prId')}`)
      .filter((route) => route !== 'GET /favicon.ico');
    expect(new Set(routes).size).toBeGreaterThan(8);
    expect([...new Set(routes)].filter((route) => !api.includes(`\`${route}\``))).toEqual([]);
  });

  it('give every dependency its reason, and no other', () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read('package.json'));
    const used = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
    const rows = [...read('docs/dependencies.md').matchAll(/^\| (`.+?) \|/gm)].flatMap((row) =>
      [...(row[1] ?? '').matchAll(/`([^`]+)`/g)].map((name) => name[1] ?? ''),
    );
    expect(rows.sort()).toEqual(used.sort());
  });

  it.each(documents)('%s links to nothing that is not there', (file) => {
    const links = [...read(file).matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !existsSync(join(dirname(file), link)))).toEqual([]);
  });

  it.each(['README.md', 'ARCHITECTURE.md', 'docs/invariants.md'])('%s names no file that is not there', (file) => {
    const named = [...read(file).matchAll(/`((?:src|test|seed|static|docs|bench)\/[\w./-]+)`/g)].map(
      (match) => match[1] ?? '',
    );
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('use the glossary’s words for what a finding, a verdict and a decision are', () => {
    const glossary = read('docs/glossary.md');
    for (const word of ['finding', 'verdict', 'decision', 'lane', 'rank', 'standing', 'local trust', 'pre-trust']) {
      expect(glossary).toContain(`\n| ${word}`);
    }
  });

  it('say in the README what the demo gives', () => {
    expect(read('README.md')).toContain('npm ci && npm start');
    expect(read('README.md')).toContain('npm ci && npm test');
    expect(read('.ci/run')).toContain('npm ci && npm test');
  });
});
