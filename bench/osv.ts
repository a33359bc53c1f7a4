/**
 * An export of OSV with 200,000 records made up for the purpose, in one zip as npm's, into an index: every record read,
 * checked and sorted. Against reading the same zip with yauzl's streams and `JSON.parse`, keeping nothing. Then lookups.
 */
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { openPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import { openAdvisories } from '../src/osv/index.ts';
import { millis, report } from './measure.ts';

const RECORDS = 200_000;
const LOOKUPS = 20_000;

/** Most of npm's records are malicious releases of one package each; the rest have ranges and long texts. */
const record = (at: number): string => {
  const isMalicious = at % 20 !== 0;
  return JSON.stringify({
    id: isMalicious ? `MAL-0000-${at}` : `GHSA-0000-0000-${at}`,
    modified: '2024-01-01T00:00:00Z',
    summary: `Record ${at}, made up`,
    details: 'Nothing of this is true. '.repeat(isMalicious ? 20 : 120),
    affected: [
      {
        package: { ecosystem: 'npm', name: `package-${isMalicious ? at : at % 5_000}` },
        ...(isMalicious
          ? { versions: ['1.0.0', '1.0.1'] }
          : { ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: `${at % 9}.${at % 7}.1` }] }] }),
        database_specific: { source: `https://example.test/${at}`, cwes: [{ cweId: 'CWE-506', description: 'x' }] },
      },
    ],
    references: [{ type: 'WEB', url: `https://example.test/${at}` }],
  });
};

const writeExport = async (file: string): Promise<number> => {
  const zip = new ZipFile();
  const written = pipeline(zip.outputStream, createWriteStream(file));
  let bytes = 0;
  for (let at = 0; at < RECORDS; at += 1) {
    zip.addReadStreamLazy(`${at}.json`, {}, (give) => {
      const json = Buffer.from(record(at));
      bytes += json.length;
      give(null, Readable.from([json]));
    });
  }
  zip.end();
  await written;
  return bytes;
};

const bare = async (file: string): Promise<void> => {
  const zip = await openPromise(file);
  let records = 0;
  for await (const entry of zip.eachEntry()) {
    JSON.parse(await text(await zip.openReadStreamPromise(entry)));
    records += 1;
  }
  if (records !== RECORDS) throw new Error(`read ${records} of ${RECORDS}`);
};

const directory = mkdtempSync(join(tmpdir(), 'tangled-trust-osv-'));
try {
  const path = join(directory, 'all.zip');
  const options = { path, cacheDir: join(directory, 'cache') };
  const bytes = await writeExport(path);
  let peak = 0;
  const own = await millis(async () => {
    await using advisories = await openAdvisories({
      ...options,
      onProgress: () => {
        peak = Math.max(peak, process.memoryUsage.rss());
      },
    });
    if (advisories.counts.kept !== RECORDS) throw new Error(`kept ${advisories.counts.kept} of ${RECORDS}`);
  });
  const peer = await millis(() => bare(path));
  const perSecond = (ms: number, of: number): number => of / (ms / 1000);
  const rate = (ms: number): string =>
    `${Math.round(perSecond(ms, RECORDS)).toLocaleString('en')}/s, ${(perSecond(ms, bytes) / 2 ** 20).toFixed(0)} MiB/s`;
  const size = `${(bytes / 2 ** 20).toFixed(0)} MiB of JSON in a zip of ${(statSync(path).size / 2 ** 20).toFixed(0)} MiB`;
  report(
    `OSV export of ${RECORDS.toLocaleString('en')} records (${size}) into an index, ${Math.round(peak / 2 ** 20)} MiB resident`,
    rate(own),
    `yauzl streams and JSON.parse, nothing kept ${rate(peer)}`,
    own / peer,
  );
  await using advisories = await openAdvisories(options);
  const opened = await millis(async () => (await openAdvisories(options))[Symbol.asyncDispose]());
  const ask = (name: (at: number) => string) =>
    millis(async () => {
      for (let at = 0; at < LOOKUPS; at += 1) await advisories.affecting('npm', name(at), '1.0.0');
    });
  const known = await ask((at) => `package-${at * 7}`);
  const unknown = await ask((at) => `nobody-${at}`);
  const micros = (ms: number): string => `${((ms / LOOKUPS) * 1000).toFixed(1)} µs`;
  report(
    `OSV: a package with advisories, looked up (opened in ${opened.toFixed(0)} ms)`,
    micros(known),
    `one without any ${micros(unknown)}`,
    known / unknown,
  );
} finally {
  rmSync(directory, { recursive: true, force: true });
}
