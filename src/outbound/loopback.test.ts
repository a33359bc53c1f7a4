import { expect, it } from 'vitest';
import { isLoopback } from './loopback.ts';

it.each([
  'http://localhost/',
  'http://LOCALHOST:2582',
  'http://127.0.0.1:1',
  'http://127.9.9.9',
  'http://0x7f.1',
  'http://2130706433',
  'http://[::1]:80',
])('%s is this machine', (url) => {
  expect(isLoopback(new URL(url))).toBe(true);
});

it.each([
  'http://127.0.0.1.example.org',
  'http://localhost.example.org',
  'http://a.localhost',
  'http://0.0.0.0',
  'http://10.0.0.1',
  'http://169.254.169.254',
  'http://[::]',
  'http://[fe80::1]',
])('%s is not', (url) => {
  expect(isLoopback(new URL(url))).toBe(false);
});
