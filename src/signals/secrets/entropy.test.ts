import { describe, expect, it } from 'vitest';
import { entropyOf, looksRandom } from './entropy.ts';

describe('entropyOf', () => {
  it('counts bits per character', () => {
    expect(entropyOf('aaaa')).toBe(0);
    expect(entropyOf('abab')).toBe(1);
    expect(entropyOf('abcdefgh')).toBe(3);
    expect(entropyOf('')).toBe(0);
  });
});

describe('looksRandom', () => {
  it.each([
    '9f86d081884c7d659a2feaa0c55ad015',
    'q8Zr2LmXv5TnBc7Wd/Ye4Kf+Gh9Jp3Su6Ax1Ro0C',
    'k3v9x2m7q8w1z5c4b6n0',
    '7Gh2kL9pQw4Zx8Cv1Bn6',
  ])('%s does', (text) => {
    expect(looksRandom(text)).toBe(true);
  });

  it.each([
    'OAuth2AccessTokenResponseClientFactoryBean',
    'packages/core/src/auth2/tokens/index',
    'auth_check_token_v2_against_db3',
    'some-kebab-case-name-with-2-numbers',
    'K1/x2/Q3/v4/Z5/r6/W7/t8',
    'aaaaaaaaaaaaaaaaaaaa1',
    '12345678901234567890',
    'abcdefghijklmnopqrst',
    'a1b2c3',
    '',
  ])('%j does not', (text) => {
    expect(looksRandom(text)).toBe(false);
  });
});
