import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Discussion } from '../context.ts';
import type { Signal } from '../signal.ts';
import { fileOf } from '../text/test-change.ts';
import { discussion } from './discussion.ts';

/** Comments as `who: text`, where `author` is the author; `---` for a new round. One second apart. */
const talk = (...lines: readonly string[]): Discussion => {
  const comments: Discussion['comments'][number][] = [];
  const rounds: number[] = [];
  for (const [index, line] of lines.entries()) {
    const atUs = 1_000_000 * (index + 1);
    if (line === '---') rounds.push(atUs);
    else {
      const [by = '', ...body] = line.split(': ');
      comments.push({ by, isAuthor: by === 'author', body: body.join(': '), atUs });
    }
  }
  return { comments, rounds };
};
const findingsIn = (...lines: readonly string[]) => discussion.run(null, { discussion: talk(...lines) });
const linesIn = (...lines: readonly string[]): readonly number[] => findingsIn(...lines).map(({ line }) => line);

const LOOP = [
  'ann: LGTM, thank you!',
  'author: Thank you!',
  'ann: You are welcome 👍',
  'author: Thanks again!',
  'ann: Happy to help!',
  'author: Thank you, ship it',
] as const;
const LIGHT = ['thanks', 'np', 'thx', 'cheers', 'ty', 'any time', 'nice', 'yw', 'great', 'no worries'].map(
  (word, index) => `${index % 2 === 0 ? 'ann' : 'author'}: ${word}`,
);

describe('discussion', () => {
  it('finds thanks that go there and back three times, where they became a loop', () => {
    expect(findingsIn('bob: Does this work on Windows?', 'author: Yes, CI runs there.', ...LOOP)).toEqual([
      {
        source: 'discussion',
        rule: 'runaway-approval',
        severity: 'medium',
        file: '(discussion)',
        line: 8,
        side: 'new',
        quote: 'Thank you, ship it',
        message:
          'From about here the author and another account only thank and approve each other: 3 times there and back, with ' +
          'no new round and nothing said of the change (score 13.5, a loop from 6.0). Such approval is no review.',
      },
    ]);
  });

  it.each<[string, readonly string[], readonly number[]]>([
    ['one comment less', LOOP.slice(0, -1), []],
    ['the author began', LOOP.map((line) => line.replace(/^\w+/, (by) => (by === 'author' ? 'ann' : 'author'))), [6]],
    ['a new round between', [...LOOP.slice(0, 3), '---', ...LOOP.slice(3)], []],
    ['a new round after', [...LOOP, '---', 'ann: LGTM'], [6]],
    ['a round of which the loop begins', ['ann: LGTM', '---', ...LOOP], [7]],
    ['two loops, a round between', [...LOOP, '---', ...LOOP], [6, 12]],
    ['the author asks something', [...LOOP.slice(0, 3), 'author: Shall I squash it?', ...LOOP.slice(3)], []],
    ['somebody else says something', [...LOOP.slice(0, 3), 'bob: This breaks the cache.', ...LOOP.slice(3)], []],
    ['somebody else approves as well', [...LOOP.slice(0, 3), 'bob: LGTM', ...LOOP.slice(3)], [7]],
    ['nobody is the author', LOOP.map((line) => line.replace('author', 'bob')), []],
    ['the author never answers', Array<string>(50).fill('ann: LGTM, thank you, great work!'), []],
    [
      'the author answers twice',
      ['ann: LGTM', 'author: thank you', ...Array<string>(50).fill('ann: thank you'), 'author: thank you'],
      [],
    ],
    [
      'the author thanks each of many once',
      ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((by) => [`${by}: LGTM`, 'author: Thank you!']),
      [],
    ],
    ['six of the lightest thanks', LIGHT.slice(0, 6), []],
    ['ten of the lightest thanks', LIGHT, [10]],
    ['six in the same light words', Array.from({ length: 6 }, (_, i) => (i % 2 ? 'author: np' : 'ann: thx')), [6]],
    [
      'one who thanks and one who repeats',
      Array.from({ length: 8 }, (_, i) => (i % 2 ? 'author: /retest' : 'ann: Approved')),
      [],
    ],
    ['thanks within quotes', LOOP.map((line) => line.replace(': ', ': > ')), []],
    ['thanks within code', LOOP.map((line) => line.replace(/: (.*)/, ': ```\n$1\n```')), []],
    ['thanks within a code span', LOOP.map((line) => line.replace(/: (.*)/, ': `$1`')), []],
    ['thanks nobody sees', LOOP.map((line) => line.replace(/: (.*)/, ': <!-- $1 -->')), []],
    ['a footer with a link', LOOP.map((line) => `${line}\n\n*sent by https://bot.example/about*`), [8]],
  ])('%s', (name, lines, wanted) => {
    const extra = name === 'a footer with a link' ? [...lines, 'ann: thank you', 'author: thank you'] : lines;
    expect(linesIn(...extra)).toEqual(wanted);
  });

  it('counts the same words again for more than other words', () => {
    const scoreOf = (...lines: readonly string[]) => /score ([\d.]+)/.exec(findingsIn(...lines)[0]?.message ?? '')?.[1];
    const said = (words: readonly string[]) =>
      words.flatMap((word, index) => [
        `ann: ${word}`,
        `author: ${['thank you', 'you are welcome', 'thanks again'][index]}`,
      ]);
    expect(scoreOf(...said(['LGTM', 'Approved', 'Looks good']))).toBe('8.5');
    expect(scoreOf(...said(['LGTM', 'LGTM', 'LGTM']))).toBe('10.5');
  });

  it('takes a comment of the same moment as a new round for one on the new round', () => {
    const { comments } = talk('ann: LGTM', ...LOOP);
    const linesWith = (round: number) =>
      discussion.run(null, { discussion: { comments, rounds: [round] } }).map(({ line }) => line);
    expect(linesWith(comments[1]?.atUs ?? 0)).toEqual([7]);
    expect(linesWith(comments[2]?.atUs ?? 0)).toEqual([]);
  });

  it('names no account and shows none', () => {
    const [finding] = findingsIn(...LOOP.slice(0, 5), 'author: @ann.example.com did:plc:abcdefgh thank you');
    expect(finding?.quote).toBe('@**** d**** thank you');
    expect(finding?.message).not.toMatch(/ann/);
  });

  it('finds nothing where the discussion is unknown or empty, and reads no line of the change', () => {
    expect(discussion.run(null, { discussion: null })).toEqual([]);
    expect(findingsIn()).toEqual([]);
    const signal: Signal = discussion;
    const file = fileOf('a', ['+1']);
    expect(file.hunks.map((hunk) => signal.reads?.(file, hunk))).toEqual([false]);
  });

  const phrase = fc.constantFrom(
    'LGTM',
    'thank you',
    '👍',
    'done',
    'why?',
    '> thank you',
    '```',
    '<!--',
    '',
    '\u{D800}',
  );
  const comment = fc.record({
    by: fc.constantFrom('a', 'b', 'c', '__proto__'),
    isAuthor: fc.boolean(),
    body: fc.oneof(
      fc.string(),
      fc.array(phrase, { maxLength: 3 }).map((parts) => parts.join('\n')),
    ),
    atUs: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant(Number.NaN)),
  });
  const anyTalk = fc.record({
    comments: fc.array(comment, { maxLength: 40 }),
    rounds: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 3 }),
  });

  it('says nothing that the author had no part in, whatever the discussion', () => {
    fc.assert(
      fc.property(anyTalk, (each) => {
        for (const { line, quote, file } of discussion.run(null, { discussion: each })) {
          expect(file).toBe('(discussion)');
          expect(each.comments[line - 1]).toBeDefined();
          expect(quote.length).toBeLessThanOrEqual(160);
          const own = each.comments.slice(0, line).filter(({ isAuthor, body }) => isAuthor && body !== '');
          expect(own.length).toBeGreaterThanOrEqual(3);
        }
        const strangers = each.comments.map((said) => ({ ...said, isAuthor: false }));
        expect(discussion.run(null, { discussion: { ...each, comments: strangers } })).toEqual([]);
      }),
    );
  });

  it('does not lose a loop to what is said after it', () => {
    fc.assert(
      fc.property(anyTalk, ({ comments }) => {
        const loop = talk(...LOOP).comments;
        const later = comments.map((each, index) => ({ ...each, atUs: 1e9 + index }));
        const [first] = discussion.run(null, { discussion: { comments: [...loop, ...later], rounds: [] } });
        expect(first?.line).toBe(6);
      }),
    );
  });
});
