import { describe, expect, it } from 'vitest';
import { saysSomething } from './says-something.ts';

describe('saysSomething', () => {
  it.each([
    'Thank you! Does it work without a network?',
    'Thanks, see https://example.org/spec for more',
    'LGTM, thank you, but the lock is held too long',
    'Thank you, rebased.',
    'Thank you! It fails on Windows.',
    'Thank you for parse.ts',
    'thank you for src/trust/push, great work',
    'LGTM. read_file may be private now.',
    'LGTM. readFile may be private now.',
    'approved, closes #12',
    'approved as of 4f9c2d1a',
    'Thanks! line 30 reads better now',
    'the numbers look odd to me',
    '谢谢，但是这里还有一个错误',
    'Vielen Dank, aber so geht es nicht.',
    `Thank you. ${'The cache keeps every entry and grows for as long as anybody asks it for more.'}`,
    `thank you ${'so very much '.repeat(30)}`,
  ])('hears content in %j', (prose) => {
    expect(saysSomething(prose)).toBe(true);
  });

  it.each([
    '',
    'done',
    'Thank you!',
    '@somebody.example.com thank you so much for the kind words!',
    'LGTM 👍 Approved, great work on this one.',
    'You are welcome! Let me know if there is anything else I can do for you.',
    'Happy to help! Is there anything else you need?',
    'Thank you! How are you today?',
    '看起来很好，谢谢你的贡献',
    'It was an absolute pleasure collaborating with you. Thank you for your trust and your patience.',
  ])('hears nothing in %j', (prose) => {
    expect(saysSomething(prose)).toBe(false);
  });
});
