import { expect, it } from 'vitest';
import { userAgent } from './user-agent.ts';

it('a user agent names the package, its version, and its source where there is one', () => {
  const facts = { name: 'tangled-trust', version: '1.2.3' };
  expect(userAgent(facts)).toBe('tangled-trust/1.2.3');
  expect(userAgent({ ...facts, repository: 'https://tangled.org/a/b' })).toBe(
    'tangled-trust/1.2.3 (+https://tangled.org/a/b)',
  );
  expect(userAgent({ ...facts, repository: { url: 'https://tangled.org/a/b' } })).toBe(
    'tangled-trust/1.2.3 (+https://tangled.org/a/b)',
  );
});
