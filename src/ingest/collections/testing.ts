import { expect } from 'vitest';
import type { Fact } from '../../domain/index.ts';
import { decode } from '../decode.ts';
import { parseEvent } from '../parse-event.ts';
import type { Rejection } from '../rejections.ts';

/** Made-up people and records for the tables of what records are read as. */
export const me = 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa';
export const other = 'did:plc:bbbbbbbbbbbbbbbbbbbbbbbb';
export const web = 'did:web:mira.example.com';
export const repoUri = `at://${other}/sh.tangled.repo/3krepo`;
export const pullUri = `at://${other}/sh.tangled.repo.pull/3lpull`;
export const issueUri = `at://${other}/sh.tangled.repo.issue/3lissue`;
/** The key of a record made at 2025-08-01T00:00:00.123456Z, and that time in microseconds. */
export const KEY = '3lvcdsankm222';
export const CREATED = '2026-06-24T04:18:32+03:00';
export const CREATED_US = Date.UTC(2026, 5, 24, 1, 18, 32) * 1000;
export const blobOf = (cid: string) => ({ $type: 'blob', ref: { $link: cid }, mimeType: 'image/png', size: 9 });

/** What a record of mine says when it comes along the stream: its facts, or the reason why there are none. */
export const decoded = (collection: string, record: unknown, rkey = KEY, did = me): readonly Fact[] | Rejection => {
  const line = { did, time_us: 1, kind: 'commit', commit: { operation: 'create', collection, rkey, record } };
  const parsed = parseEvent(JSON.stringify(line));
  if (parsed.kind !== 'event') throw new Error(parsed.reason);
  const { facts, rejection } = decode(parsed.event);
  return rejection === null ? facts : (rejection as Rejection);
};

/** `expected` is the reason, or what must be among the fields of each fact. */
export const expectAnswer = (answer: readonly Fact[] | Rejection, expected: unknown): void => {
  if (typeof expected === 'string') expect(answer).toBe(expected);
  else expect(answer).toMatchObject(expected as object);
};
