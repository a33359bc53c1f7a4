import { expect, it } from 'vitest';
import { accountDid } from './account-did.ts';

it.each<[unknown, boolean]>([
  [`did:plc:${'a'.repeat(24)}`, true],
  [`did:plc:${'A'.repeat(24)}`, false],
  [`did:plc:${'a'.repeat(23)}`, false],
  ['did:web:example.com', true],
  ['did:web:a-b.example.com', true],
  ['did:web:localhost%3A3000', true],
  ['did:web:127.0.0.1%3A3000', true],
  ['did:web:localhost%3a3000', false],
  ['did:web:localhost:3000', false],
  ['did:web:example.com%3A0', false],
  ['did:web:example.com%2Fmira', false],
  ['did:web:example.com:mira', false],
  ['did:web:Example.com', false],
  ['did:web:-example.com', false],
  ['did:web:example..com', false],
  ['did:web:', false],
  [`did:web:${'a'.repeat(254)}`, false],
  [`did:web:${'a.'.repeat(1 << 19)}`, false],
  ['did:key:zabc', false],
  ['', false],
  [null, false],
])('%s names an account: %s', (text, does) => {
  expect(accountDid(text)).toBe(does ? text : null);
});
