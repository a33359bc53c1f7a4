import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openStandIn } from '../stand-in/index.ts';
import { scratchDirectory } from './store-harness.ts';

const bin = new URL('../bin/tangled-trust.js', import.meta.url).pathname;

const PATCH = `From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001
From: Zora Quill <zora@quill.example>
Date: Sat, 1 Nov 2025 10:00:00 +0000
Subject: [PATCH] Ask the mirror first

Signed-off-by: Zora Quill <zora@quill.example>
---
diff --git a/fetch.py b/fetch.py
--- a/fetch.py
+++ b/fetch.py
@@ -1,3 +1,4 @@
 import requests
-def get(url):
-    return requests.get(url)
+# Zora Quill, https://github.com/zoraquill
+def get(url):
+    return requests.get(url, verify=False)
-- 
2.50.0
`;

const place = () => {
  const directory = scratchDirectory();
  writeFileSync(join(directory, 'a.patch'), PATCH);
  const run = (args: readonly string[], more: Record<string, string> = {}) =>
    new Promise<{ code: number; out: string; err: string }>((resolve) => {
      const env = { PATH: process.env.PATH, HOME: directory, ...more };
      execFile(process.execPath, [bin, 'review', '--diff', ...args], { cwd: directory, env }, (error, out, err) =>
        resolve({ code: error === null ? 0 : Number(error.code), out, err }),
      );
    });
  return { directory, run };
};

describe('review', () => {
  it('tells findings, coverage and kind, of a gzipped patch too, and writes nothing', async () => {
    const { directory, run } = place();
    writeFileSync(join(directory, 'a.gz'), gzipSync(PATCH));
    const plain = JSON.parse((await run(['a.patch', '--json'])).out);
    expect(plain).toMatchObject({ contentRisk: 0.9, changeKind: 'other', overBudget: false, review: null });
    expect(plain.findings).toMatchObject([{ source: 'sast', severity: 'high', file: 'fetch.py', line: 4 }]);
    const { files, bytes, messageBytes } = plain.coverage;
    expect(files[0].bytes + messageBytes).toBe(bytes);
    expect(plain.coverage.messagesReadBy).toContain('secrets');
    expect(JSON.parse((await run(['a.gz', '--json'])).out)).toEqual(plain);
    expect(readdirSync(directory).sort()).toEqual(['a.gz', 'a.patch']);
  });

  it('prints with --blind what a reviewer would be sent: no byte of it tells the author', async () => {
    const { run } = place();
    const { out } = await run(['a.patch', '--blind', '--author', 'zoraquill.example.com']);
    expect(out).toContain('+    return requests.get(url, verify=False)');
    expect(out.toLowerCase()).not.toMatch(/zora|quill/);
    expect((await run(['a.patch', '--author', 'zora'])).code).toBe(2);
  });

  it('lets a signal be switched off or only advise, and then takes nothing for read by it', async () => {
    const { run } = place();
    const off = ['concealment', 'dependencies', 'instructions', 'secrets'].map((id) => `${id}=off`).join(',');
    const advised = JSON.parse((await run(['a.patch', '--json'], { SIGNALS: `${off},sast=advisory` })).out);
    expect(advised).toMatchObject({ contentRisk: 0, findings: [{ severity: 'high' }] });
    expect(advised.coverage.unreadBytes).toBe(advised.coverage.files[0].bytes);
    for (const [SIGNALS, words] of [
      ['sast=off,sast=blocking', 'names sast twice'],
      ['sats=off', 'there are concealment, dependencies'],
      ['sast=maybe', 'must be name=off'],
      ['slop=blocking', 'never blocking'],
    ] as const) {
      const { code, err } = await run(['a.patch'], { SIGNALS });
      expect([code === 0, err.includes(words)], `${SIGNALS}: ${err}`).toEqual([false, true]);
    }
  });

  it('asks the blind reviewer where there is a key, and writes nothing', async () => {
    await using standIn = await openStandIn({ words: ['zora', 'quill'] });
    const { directory, run } = place();
    const settings = {
      ANTHROPIC_API_KEY: standIn.apiKey,
      ANTHROPIC_BASE_URL: standIn.url,
      CLAUDE_MODEL: 'stand-in-careful-1',
      SIGNALS: 'sast=off',
    };
    const { review, ...report } = JSON.parse((await run(['a.patch', '--json', '--author', 'zoraquill'], settings)).out);
    expect(report).toMatchObject({ contentRisk: 0.9, findings: [] });
    expect(report.coverage.files[0].readBy).toContain('review');
    expect(review).toMatchObject({ outcome: 'verdict', reason: null, model: 'stand-in-careful-1', droppedFlags: 0 });
    expect(review.flags).toMatchObject([{ file: 'fetch.py', line: 4, severity: 'high' }]);
    for (const hash of [review.promptHash, review.diffHash, review.sentHash]) expect(hash).toMatch(/^[0-9a-f]{64}$/);
    const { out } = await run(['a.patch'], settings);
    expect(out).toMatch(/blind review: risk 0\.90, a review is recommended/);
    const asked = standIn.requests.length;
    expect(JSON.parse((await run(['a.patch', '--json', '--no-review'], settings)).out).review).toBeNull();
    expect(standIn.requests.length).toBe(asked);
    const refused = await run(['a.patch', '--json'], { ...settings, ANTHROPIC_API_KEY: 'another' });
    expect([refused.code, JSON.parse(refused.out).review.outcome]).toEqual([0, 'unavailable']);
    expect(refused.out + refused.err).not.toContain('another');
    expect((await run(['a.patch'], { ...settings, REVIEW_BUDGET_PER_RUN: 'much' })).err).toContain(
      'must be US dollars',
    );
    expect(readdirSync(directory)).toEqual(['a.patch']);
  });

  it('says which file it could not read, and what it expects', async () => {
    const { directory, run } = place();
    writeFileSync(join(directory, 'words'), 'hello\n');
    const { code, err } = await run(['words']);
    expect(code).toBe(1);
    expect(err).toContain('words: cannot read the diff: no file changes found; expected what `git diff`');
  });

  it('holds dependencies against the export that OSV_DB names, and says what is wrong with one', async () => {
    const { directory, run } = place();
    mkdirSync(join(directory, 'osv'));
    const record = {
      id: 'GHSA-demo-demo-demo',
      summary: 'demo',
      affected: [{ package: { ecosystem: 'npm', name: 'leftover' }, versions: ['1.2.3'] }],
      database_specific: { severity: 'HIGH' },
    };
    writeFileSync(join(directory, 'osv/a.json'), JSON.stringify(record));
    writeFileSync(
      join(directory, 'b.patch'),
      'diff --git a/package.json b/package.json\n--- a/package.json\n+++ b/package.json\n@@ -1,4 +1,5 @@\n {\n   "dependencies": {\n+    "leftover": "1.2.3",\n     "zod": "4.6.7"\n   }\n',
    );
    const settings = { OSV_DB: 'osv', DATA_ROOT: directory };
    const { findings } = JSON.parse((await run(['b.patch', '--json'], settings)).out);
    expect(findings).toMatchObject([{ rule: 'known-vulnerability', severity: 'medium', line: 3 }]);
    writeFileSync(join(directory, 'osv/b.zip'), 'cut off');
    expect((await run(['b.patch'], settings)).err).toContain('1 record, 1 unreadable');
    writeFileSync(join(directory, 'osv/a.json'), 'nothing');
    const broken = await run(['b.patch'], settings);
    expect([broken.code, broken.err.includes('OSV_DB=')]).toEqual([1, true]);
  });
});
