import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { REJECTIONS } from '../src/ingest/index.ts';

const page = readFileSync('docs/records.md', 'utf8');

it.each(REJECTIONS)('the page on records explains the reason "%s"', (reason) => {
  expect(page).toContain(`\`${reason}\``);
});

it('the page on records explains no reason that is never given', () => {
  const section = page.slice(page.indexOf('## Why a record is not used'));
  const named = [...section.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
  const fields = ['self', 'repo', 'repoDid', 'malformed …'];
  expect(named.filter((name) => !fields.includes(name) && !(REJECTIONS as readonly string[]).includes(name))).toEqual(
    [],
  );
});
