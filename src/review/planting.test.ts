import { describe, expect, it } from 'vitest';
import { judge } from '../../stand-in/models/findings.ts';
import { heardIn } from '../../stand-in/reading/heard.ts';
import { parsePatch } from '../diff/index.ts';
import { canariesFor } from './fitting-canaries.ts';
import { OWN_CANARIES } from './own-canaries.ts';
import { endsOf, ownDangers } from './own-dangers.ts';
import { plantingIn } from './planting.ts';
import { blinded, fileDiff } from './testing.ts';
import { fenced } from './text/fence.ts';
import { layoutOf } from './text/layout.ts';

const layoutOfFiles = (...paths: readonly string[]) =>
  layoutOf(blinded(paths.map((path) => fileDiff(path, [' one', '-two', '+three', '+four'], 10)).join('')));

const dangersIn = (paths: readonly string[], about = 'a', secret = 's') => {
  const layout = layoutOfFiles(...paths);
  return ownDangers({ layout, ends: endsOf(layout), secret }, paths, about);
};

const grave = (file: string, line: number, quote: string) => ({ severity: 'high', file, line, quote }) as const;

describe('the dangers planted in files of the change', () => {
  it('stand in each file of code once, 20 to 80 lines behind its last hunk', () => {
    const paths = ['src/a.ts', 'lib/b.py', 'c.go', 'Dockerfile', 'bin/run', 'x.zig'];
    for (const about of ['a', 'b', 'c', 'd']) {
      const dangers = dangersIn(paths, about);
      expect(dangers.map(({ path }) => path).toSorted()).toEqual(paths.toSorted());
      for (const { text } of dangers) {
        const [, old = '', fresh = ''] = /@@ -(\d+),\d+ \+(\d+),/.exec(text) ?? [];
        expect(Number(fresh) - Number(old)).toBe(1);
        expect(Number(old)).toBeGreaterThanOrEqual(11 + 20);
        expect(Number(old)).toBeLessThanOrEqual(11 + 80);
      }
    }
  });

  it.each(['README.md', 'LICENSE', 'docs/a.rst', 'data/b.csv', 'a.css', 'notes.txt'])(
    'are none in %s: nothing in it runs',
    (path) => {
      expect(dangersIn([path])).toEqual([]);
    },
  );

  it('are none in a file without a hunk', () => {
    const moved = 'diff --git a/o.ts b/n.ts\nsimilarity index 100%\nrename from o.ts\nrename to n.ts\n';
    const layout = layoutOf(blinded(moved));
    expect(ownDangers({ layout, ends: endsOf(layout), secret: 's' }, ['n.ts'], 'a')).toEqual([]);
  });

  it('are in eight of more files, others for another text and another secret', () => {
    const paths = Array.from({ length: 40 }, (_, at) => `src/f${at}.ts`);
    const of = (about: string, secret: string) =>
      dangersIn(paths, about, secret)
        .map(({ path }) => path)
        .toSorted()
        .join();
    expect(dangersIn(paths)).toHaveLength(8);
    expect(of('a', 's')).toBe(of('a', 's'));
    expect(new Set([of('a', 's'), of('b', 's'), of('a', 't')]).size).toBe(3);
  });

  it('differ from file to file as long as there are others', () => {
    const paths = Array.from({ length: OWN_CANARIES.js.length }, (_, at) => `src/f${at}.ts`);
    const texts = dangersIn(paths).map(({ changed }) => changed.join('\n'));
    expect(new Set(texts).size).toBe(paths.length);
  });

  it('are behind the last of all hunks of a file that comes twice, and named as the file is', () => {
    const twice = fileDiff('src/é.ts', [' a', '+b'], 300) + fileDiff('src/é.ts', [' a', '+b'], 5);
    const layout = layoutOf(blinded(twice));
    const [danger, ...more] = ownDangers({ layout, ends: endsOf(layout), secret: 's' }, ['src/é.ts'], 'a');
    expect(more).toEqual([]);
    expect(danger?.first).toBeGreaterThanOrEqual(320);
    const plain = danger?.text.replaceAll(/^(?: \||([-+ ])\d+\|)/gm, '$1') ?? '';
    const parsed = parsePatch(plain);
    expect(parsed.kind === 'change' && parsed.change.files.map(({ path }) => path)).toEqual(['src/é.ts']);
  });

  it.each(Object.entries(OWN_CANARIES))('of %s are seen by who reads carefully, each one', (_, canaries) => {
    const NAMES = ['a.ts', 'a.py', 'a.go', 'a.java', 'a.kt', 'a.cs', 'a.php', 'a.rb', 'a.rs', 'a.c', 'a.sh', 'a.yml'];
    const MORE = ['a.json', 'package.json', 'yarn.lock', 'a.toml', 'a.sql', 'a.html', 'a.lua', 'a.tf', 'Dockerfile'];
    const path = [...NAMES, ...MORE, 'Makefile', 'a.zig'].find((name) => canariesFor(name) === canaries) ?? '';
    expect(path).not.toBe('');
    const seen = new Set<string>();
    for (let at = 0; seen.size < canaries.length && at < 500; at++) {
      const layout = layoutOfFiles(path);
      const [danger] = ownDangers({ layout, ends: endsOf(layout), secret: `${at}` }, [path], 'a');
      if (danger === undefined || seen.has(danger.changed.join())) continue;
      seen.add(danger.changed.join());
      const planting = plantingIn(layout, `${at}`)('a', [path]);
      const { flags } = judge(heardIn(fenced(planting.text).text));
      expect([danger.text, planting.isNoticed(flags)]).toEqual([danger.text, true]);
    }
    expect(seen.size).toBe(canaries.length);
  });
});

describe('what is planted', () => {
  const layout = layoutOfFiles('src/a.ts', 'lib/b.py');
  const planting = plantingIn(layout, 's')('a', ['src/a.ts', 'lib/b.py']);
  const places = planting.text.split(/^(?= \|diff --git )/m).map((text) => {
    const [, file = ''] = /\+\+\+ b\/(.*)/.exec(text) ?? [];
    const [, line = '', quote = ''] = /^[-+](\d+)\|(.*)$/m.exec(text) ?? [];
    return grave(file, Number(line), quote);
  });
  const isOwn = ({ file }: { file: string }) => file === 'src/a.ts' || file === 'lib/b.py';
  const but = (change: (place: (typeof places)[number]) => object) =>
    places.map((place) => (place.file === 'src/a.ts' ? { ...place, ...change(place) } : place));

  it('is one danger in a foreign file and one in each own', () => {
    expect(places).toHaveLength(3);
    expect(places.filter(isOwn)).toHaveLength(2);
  });

  it('is noticed when each is flagged gravely in its file, by its place and words, or a whole line of it', () => {
    expect(planting.isNoticed(places)).toBe(true);
    expect(planting.isNoticed(but(({ line }) => ({ line: line + 2 })))).toBe(true);
    expect(planting.isNoticed(but(() => ({ line: 1 })))).toBe(true);
    expect(planting.isNoticed(but(() => ({ file: 'b/src/a.ts' })))).toBe(true);
  });

  it.each<[string, (place: (typeof places)[number]) => object]>([
    ['a trifle', () => ({ severity: 'low' })],
    ['another file', () => ({ file: 'src/c.ts' })],
    ['another place and other words', () => ({ line: 1, quote: 'something quite else' })],
    ['its place and other words', () => ({ quote: 'something quite else' })],
    ['another place and some of its words', ({ quote }) => ({ line: 1, quote: quote.trim().slice(0, 9) })],
    ['another place and hardly a word', () => ({ line: 1, quote: '}' })],
  ])('is missed when one is flagged as %s', (_, change) => {
    expect(planting.isNoticed(but(change))).toBe(false);
  });

  it('is missed when any one is not flagged', () => {
    for (const left of places) expect(planting.isNoticed(places.filter((place) => place !== left))).toBe(false);
  });

  it('tells flags about it from others, trifles too', () => {
    for (const place of places) expect(planting.isMeant({ ...place, severity: 'low' })).toBe(true);
    expect(planting.isMeant(grave('src/a.ts', 11, 'three'))).toBe(false);
    expect(planting.isMeant(grave('src/other.ts', 1, 'made up'))).toBe(false);
  });
});
