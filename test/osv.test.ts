import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { AppError } from '../src/domain/index.ts';
import { type OsvAdvisory, type OsvEcosystem, openAdvisories } from '../src/osv/index.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'tangled-trust-osv-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const options = () => ({ path: join(directory, 'export'), cacheDir: join(directory, 'cache') });

/** A record of one package; what else it has, it is given. */
const record = (id: string, ecosystem: string, name: string, affected: object, more: object = {}): object => ({
  id,
  modified: '2024-01-01T00:00:00Z',
  summary: `about ${id}`,
  affected: [{ package: { ecosystem, name }, ...affected }],
  ...more,
});
const ranges = (type: string, ...events: readonly object[]): object => ({ ranges: [{ type, events }] });

const writeRecord = (path: string, content: object | string): void => {
  const file = join(directory, 'export', path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
};

const writeZip = async (path: string, entries: Readonly<Record<string, string>>, compress = true): Promise<void> => {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(entries)) zip.addBuffer(Buffer.from(content), name, { compress });
  zip.end();
  mkdirSync(join(directory, 'export', path, '..'), { recursive: true });
  writeFileSync(join(directory, 'export', path), await buffer(zip.outputStream));
};

const affecting = async (ecosystem: OsvEcosystem, name: string, version: string): Promise<readonly OsvAdvisory[]> => {
  await using advisories = await openAdvisories(options());
  return advisories.affecting(ecosystem, name, version);
};
const idsOf = async (...asked: Parameters<typeof affecting>): Promise<readonly string[]> =>
  (await affecting(...asked)).map(({ id }) => id);

const NPM = 'npm';
const FROM_1_TO_2 = ranges('SEMVER', { introduced: '1.0.0' }, { fixed: '2.0.0' });

describe('which versions are affected', () => {
  it.each<[string, OsvEcosystem, object, readonly string[], readonly string[]]>([
    ['a list of versions', NPM, { versions: ['1.0.0', '1.2.0'] }, ['1.0.0', '1.2.0'], ['1.1.0', '1.0', '2.0.0']],
    ['introduced and fixed', NPM, FROM_1_TO_2, ['1.0.0', '1.9.9', '2.0.0-beta.1'], ['0.9.0', '2.0.0', '1.0.0-rc.1']],
    ['last affected', NPM, ranges('SEMVER', { introduced: '1.0.0' }, { last_affected: '1.5.0' }), ['1.5.0'], ['1.5.1']],
    [
      'from the beginning',
      NPM,
      ranges('SEMVER', { introduced: '0' }, { fixed: '1.0.0' }),
      ['0.0.0-0', '0.9.0'],
      ['1.0.0'],
    ],
    ['never fixed', NPM, ranges('SEMVER', { introduced: '0' }), ['0.0.1', '99.0.0', 'not-a-version'], []],
    [
      'introduced again',
      NPM,
      ranges('SEMVER', { introduced: '0' }, { fixed: '1.0.0' }, { introduced: '2.0.0' }, { fixed: '2.1.0' }),
      ['0.5.0', '2.0.5'],
      ['1.5.0', '2.1.0'],
    ],
    [
      'events in any order',
      NPM,
      ranges('SEMVER', { fixed: '2.1.0' }, { introduced: '2.0.0' }, { fixed: '1.0.0' }, { introduced: '0' }),
      ['0.5.0', '2.0.5'],
      ['1.5.0', '2.1.0'],
    ],
    ['a limit', NPM, ranges('SEMVER', { introduced: '1.0.0' }, { limit: '1.5.0' }), ['1.4.0'], ['1.5.0', '1.6.0']],
    ['no limit in words', NPM, ranges('SEMVER', { introduced: '1.0.0' }, { limit: '*' }), ['9.0.0'], ['0.1.0']],
    [
      'several ranges',
      NPM,
      {
        ranges: [
          { type: 'SEMVER', events: [{ introduced: '1.0.0' }, { fixed: '1.1.0' }] },
          { type: 'SEMVER', events: [{ introduced: '3.0.0' }] },
        ],
      },
      ['1.0.5', '3.1.0'],
      ['2.0.0'],
    ],
    ['git ranges alone', NPM, ranges('GIT', { introduced: '0' }), [], ['1.0.0']],
    [
      'versions of PEP 440',
      'PyPI',
      ranges('ECOSYSTEM', { introduced: '1.0' }, { fixed: '2.0' }),
      ['1.0.0', '1.5.post1', '2.0rc1', '1.10'],
      ['2.0.0', '0.9', '1.0.dev1', '1!1.5'],
    ],
    ['a list in other spellings', 'PyPI', { versions: ['1.0.0', '2.0rc1'] }, ['1.0', '2.0.RC1'], ['1.0.1', '2.0']],
    [
      'versions of Go',
      'Go',
      ranges('SEMVER', { introduced: '1.0.0' }, { fixed: '1.2.0' }),
      ['v1.1.0', '1.1.0', 'v1.0.1+incompatible', 'v1.2.0-0.20240101000000-abcdefabcdef'],
      ['v1.2.0', 'v0.9.0'],
    ],
    [
      'versions of crates',
      'crates.io',
      ranges('SEMVER', { introduced: '0.0.0-0' }, { fixed: '0.3.1' }),
      ['0.3.0', '0.0.1-alpha'],
      ['0.3.1', '0.4.0'],
    ],
  ])('follows the schema for %s', async (_, ecosystem, affected, hit, missed) => {
    writeRecord('a.json', record('X-1', ecosystem, 'pack', affected));
    await using advisories = await openAdvisories(options());
    const isHit = async (version: string): Promise<boolean> =>
      (await advisories.affecting(ecosystem, 'pack', version)).length === 1;
    for (const version of hit) expect([version, await isHit(version)]).toEqual([version, true]);
    for (const version of missed) expect([version, await isHit(version)]).toEqual([version, false]);
  });

  it('does not hang on the order of the events', async () => {
    const events = [
      { introduced: '0' },
      { fixed: '1.0.0' },
      { introduced: '2.0.0' },
      { last_affected: '2.4.0' },
      { introduced: '3.0.0' },
      { fixed: '3.1.0' },
    ];
    const version = fc.tuple(fc.nat(4), fc.nat(5)).map(([major, minor]) => `${major}.${minor}.0`);
    const shuffles = fc.sample(fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length }), 20);
    for (const [at, shuffled] of shuffles.entries()) {
      writeRecord(`${at}.json`, record(`X-${at}`, NPM, 'pack', ranges('SEMVER', ...shuffled)));
    }
    await using advisories = await openAdvisories(options());
    await fc.assert(
      fc.asyncProperty(version, async (asked) => {
        expect([0, 20]).toContain((await advisories.affecting(NPM, 'pack', asked)).length);
      }),
    );
  });
});

describe('what an advisory says', () => {
  it.each<[string, string, object, OsvAdvisory['severity']]>([
    ['its source’s word', 'GHSA-1', { database_specific: { severity: 'MODERATE' } }, 'moderate'],
    ['another word for that', 'GHSA-1', { database_specific: { severity: 'Medium' } }, 'moderate'],
    ['a malicious release', 'MAL-2024-1', {}, 'critical'],
    [
      'CVSS 3.1, 9.8',
      'X',
      { severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }] },
      'critical',
    ],
    [
      'CVSS 3.1, 7.5',
      'X',
      { severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H' }] },
      'high',
    ],
    [
      'CVSS 3.0, 6.1, of changed scope',
      'X',
      { severity: [{ type: 'CVSS_V3', score: 'CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N' }] },
      'moderate',
    ],
    [
      'CVSS 3.1, 1.8',
      'X',
      { severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N' }] },
      'low',
    ],
    ['a vector that lacks a metric', 'X', { severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L' }] }, null],
    ['CVSS 4, which is not read', 'X', { severity: [{ type: 'CVSS_V4', score: 'CVSS:4.0/AV:N/AC:L' }] }, null],
    ['nothing', 'X', {}, null],
    ['nonsense', 'X', { database_specific: 7, severity: 'high' }, null],
  ])('has its severity from %s', async (_, id, more, expected) => {
    writeRecord('a.json', record(id, NPM, 'pack', { versions: ['1.0.0'] }, more));
    expect((await affecting(NPM, 'pack', '1.0.0')).map(({ severity }) => severity)).toEqual([expected]);
  });

  it('names what fixes it, and tells aliases once, by the gravest', async () => {
    writeRecord('a.json', record('GO-1', 'Go', 'h.test/a', FROM_1_TO_2, { aliases: ['CVE-1'] }));
    writeRecord(
      'b.json',
      record('GHSA-1', 'Go', 'h.test/a', FROM_1_TO_2, { aliases: ['CVE-1'], database_specific: { severity: 'HIGH' } }),
    );
    writeRecord('c.json', record('GO-2', 'Go', 'h.test/a', { versions: ['1.5.0'] }));
    expect(await affecting('Go', 'h.test/a', 'v1.5.0')).toEqual([
      { id: 'GHSA-1', summary: 'about GHSA-1', severity: 'high', fixedIn: ['2.0.0'] },
      { id: 'GO-2', summary: 'about GO-2', severity: null, fixedIn: [] },
    ]);
  });

  it('keeps a summary short and on one line', async () => {
    writeRecord(
      'a.json',
      record('X', NPM, 'pack', { versions: ['1.0.0'] }, { summary: `a\n\u202Eb ${'c'.repeat(999)}` }),
    );
    const [found] = await affecting(NPM, 'pack', '1.0.0');
    expect(found?.summary).toMatch(/^a b c+…$/);
    expect(found?.summary).toHaveLength(200);
  });

  it('finds a package in any spelling that its registry takes for the same', async () => {
    writeRecord('a.json', record('P', 'PyPI', 'Foo.Bar_baz', { versions: ['1.0'] }));
    writeRecord('b.json', record('C', 'crates.io', 'foo_bar', { versions: ['1.0.0'] }));
    expect(await idsOf('PyPI', 'foo-bar.BAZ', '1.0')).toEqual(['P']);
    expect(await idsOf('crates.io', 'foo-bar', '1.0.0')).toEqual(['C']);
    expect(await idsOf(NPM, 'foo-bar', '1.0.0')).toEqual([]);
  });
});

describe('an export', () => {
  const hit = (id: string): string => JSON.stringify(record(id, NPM, 'pack', { versions: ['1.0.0'] }));

  it('may be zips, one zip, or trees of records, each record once, of two versions the later', async () => {
    await writeZip('npm/all.zip', { 'A.json': hit('A'), 'readme.txt': 'x' });
    await writeZip('PyPI/all.zip', { 'B.json': hit('B') }, false);
    writeRecord('npm/C.json', hit('C'));
    writeRecord(
      'npm/deep/A.json',
      JSON.stringify({ ...JSON.parse(hit('A')), modified: '2025-01-01T00:00:00Z', summary: 'later' }),
    );
    const found = await affecting(NPM, 'pack', '1.0.0');
    expect(found.map(({ id, summary }) => `${id} ${summary}`)).toEqual(['A later', 'B about B', 'C about C']);
    await using one = await openAdvisories({ ...options(), path: join(directory, 'export/npm/all.zip') });
    expect((await one.affecting(NPM, 'pack', '1.0.0')).map(({ id }) => id)).toEqual(['A']);
  });

  it('counts what it cannot use, and keeps the rest', async () => {
    await writeZip('all.zip', {
      'A.json': hit('A'),
      'bad.json': '{',
      'list.json': '[]',
      'noid.json': '{"affected": []}',
    });
    writeFileSync(join(directory, 'export/broken.zip'), 'PK but no zip');
    writeRecord('W.json', { ...JSON.parse(hit('W')), withdrawn: '2024-01-01T00:00:00Z' });
    writeRecord('D.json', record('D', 'Debian:12', 'pack', { versions: ['1.0.0'] }));
    writeRecord('S.json', record('S', 'npm', 'pack', { ranges: [{ type: 'SEMVER', events: [{ introduced: 7 }] }] }));
    await using advisories = await openAdvisories(options());
    expect(advisories.counts).toEqual({ kept: 1, withdrawn: 1, otherEcosystem: 1, unreadable: 5 });
    expect((await advisories.affecting(NPM, 'pack', '1.0.0')).map(({ id }) => id)).toEqual(['A']);
  });

  it('is refused when there is none, and when no record is in it', async () => {
    await expect(openAdvisories(options())).rejects.toThrow(AppError);
    writeRecord('notes.txt', 'x');
    await expect(openAdvisories(options())).rejects.toThrow('expected ECOSYSTEM/all.zip');
    writeRecord('a.json', 'x');
    await expect(openAdvisories(options())).rejects.toThrow('no OSV record could be read among 1 files');
    expect(readdirSync(join(directory, 'cache'))).toEqual([]);
  });

  it('is read once, and again when a file of it changes', async () => {
    writeRecord('a.json', hit('A'));
    const told: number[] = [];
    const open = async (): Promise<string> => {
      await using advisories = await openAdvisories({ ...options(), onProgress: ({ kept }) => told.push(kept) });
      return advisories.version;
    };
    const first = await open();
    expect(first).toMatch(/^[0-9a-f]{16}$/);
    expect(await open()).toBe(first);
    expect(told).toEqual([1]);
    utimesSync(join(directory, 'export/a.json'), 1, 1);
    expect(await open()).not.toBe(first);
    expect(told).toEqual([1, 1]);
  });

  it('may be opened by several at once, and leaves nothing unfinished', async () => {
    for (let at = 0; at < 50; at += 1) writeRecord(`${at}.json`, hit(`X-${at}`));
    const found = await Promise.all(Array.from({ length: 4 }, () => affecting(NPM, 'pack', '1.0.0')));
    expect(found.map(({ length }) => length)).toEqual([50, 50, 50, 50]);
    expect(readdirSync(join(directory, 'cache'))).toHaveLength(1);
  });

  it('stops when told to, and leaves nothing', async () => {
    writeRecord('a.json', hit('A'));
    await expect(openAdvisories({ ...options(), signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow(
      'enough',
    );
    expect(readdirSync(join(directory, 'cache'))).toEqual([]);
  });

  it('answers for thousands of packages as for one', async () => {
    const entries = Object.fromEntries(
      Array.from({ length: 3_000 }, (_, at) => [
        `${at}.json`,
        JSON.stringify(record(`X-${at}`, NPM, `pack-${at}`, { versions: ['1.0.0'] })),
      ]),
    );
    await writeZip('all.zip', entries);
    await using advisories = await openAdvisories(options());
    for (let at = 0; at < 3_000; at += 1) {
      expect((await advisories.affecting(NPM, `pack-${at}`, '1.0.0')).map(({ id }) => id)).toEqual([`X-${at}`]);
    }
    expect(await advisories.affecting(NPM, 'pack-3000', '1.0.0')).toEqual([]);
  });

  it('takes a record that names one package again and again for one advisory with all its versions', async () => {
    const affected = Array.from({ length: 20_000 }, (_, at) => ({
      package: { ecosystem: NPM, name: 'pack' },
      versions: [`1.0.${at}`],
    }));
    writeRecord('a.json', { ...record('A', NPM, 'pack', {}), affected });
    expect(await affecting(NPM, 'pack', '1.0.19999')).toMatchObject([{ id: 'A' }]);
    expect(await affecting(NPM, 'pack', '1.0.20000')).toEqual([]);
  });
});
