import { describe, expect, it } from 'vitest';
import { adding, changeOf, fileOf, runOn } from '../text/test-change.ts';
import { concealment } from './concealment.ts';

const rules = async (path: string, ...lines: readonly string[]): Promise<readonly string[]> =>
  (await runOn(concealment, adding(path, ...lines))).map(({ severity, rule, line }) => `${severity} ${rule} ${line}`);

describe('concealment finds', () => {
  it.each<[name: string, path: string, line: string, finding: string]>([
    ['a Trojan Source comment', 'a.c', 'if (isAdmin) { /*\u202E } \u2066begin*/', 'high bidi-control'],
    ['each bidi control', 'a.md', 'x \u2069 y', 'high bidi-control'],
    ['a direction mark in code', 'a.ts', 'const a\u200E = 1;', 'high bidi-mark'],
    ['a direction mark in code with Hebrew', 'a.ts', "const s = 'שלום\u200F';", 'high bidi-mark'],
    ['a direction mark in Latin prose', 'a.md', 'plain \u200F text', 'medium bidi-mark-in-prose'],
    ['a zero-width space in an identifier', 'a.py', 'is_ad\u200Bmin = True', 'high zero-width-in-word'],
    ['a joiner in an identifier', 'a.ts', 'const us\u200Der = 1;', 'high zero-width-in-word'],
    ['a word joiner', 'a.ts', 'a\u2060b', 'high zero-width-in-word'],
    ['a zero-width space between words', 'a.ts', 'a = 1; \u200B', 'medium zero-width'],
    ['a byte order mark within a line', 'a.ts', 'a = \uFEFF 1;', 'medium zero-width'],
    ['a joiner after an emoji alone', 'a.md', 'x 👩\u200D', 'medium zero-width'],
    ['text in tag characters', 'a.md', `hi${String.fromCodePoint(0xe0041, 0xe0042)}`, 'high hidden-text'],
    ['text in tags after a flag', 'a.md', `🏴${String.fromCodePoint(0xe0041, 0xe0042, 0xe0043)}`, 'high hidden-text'],
    ['text in variation selectors', 'a.md', `😀${String.fromCodePoint(0xe0141, 0xe0142)}`, 'high hidden-text'],
    ['a Hangul filler as a name', 'a.js', 'const { timeout,\u3164} = req.query;', 'high invisible-letter'],
    ['an escape for terminals', 'a.sh', 'echo \u001B[2K', 'medium control-character'],
    ['a carriage return within a line', 'a.sh', 'rm -rf x\recho hi', 'medium control-character'],
    ['Cyrillic in a Latin name', 'a.ts', 'if (u\u0441er === admin) {', 'high homoglyph'],
    ['Greek capitals in a Latin name', 'a.ts', 'const \u0391DMIN = 1;', 'high homoglyph'],
    ['Greek omicron in a Latin name', 'a.ts', 'f\u03BFo()', 'high homoglyph'],
    ['Greek alpha within a Latin name', 'a.ts', 'p\u03B1ssword', 'high homoglyph'],
    ['two alphabets that cannot be confused', 'a.md', 'typeЩ', 'medium mixed-scripts'],
  ])('%s', async (_, path, line, finding) => {
    expect(await rules(path, 'first', line)).toEqual([`${finding} 2`]);
  });

  it('a hidden character in a path, and spells it out in the quote', async () => {
    const [first] = await runOn(concealment, adding('src/us\u200Ber.ts', 'x'));
    expect(first).toMatchObject({
      rule: 'path-zero-width-in-word',
      severity: 'high',
      line: 1,
      file: 'src/us\u200Ber.ts',
      quote: 'src/us\\u{200B}er.ts',
    });
    expect(first?.message).toMatch(/file's name/);
    expect(await rules('p\u0430th.ts', 'x')).toEqual(['high path-homoglyph 1']);
  });

  it('shows the characters in the quote', async () => {
    const [first] = await runOn(concealment, adding('a.c', '  /*\u202E } \u2066begin*/  '));
    expect(first?.quote).toBe('/*\\u{202E} } \\u{2066}begin*/');
  });
});

describe('concealment leaves alone', () => {
  it.each<[name: string, path: string, line: string]>([
    ['plain ASCII', 'a.ts', 'const a = 1;\t// ~'],
    ['a carriage return at the end', 'a.ts', 'const a = 1;\r'],
    ['accents and dashes', 'a.md', 'naïve — “café” …'],
    ['a family of emoji', 'a.ts', "const s = '👩‍👩‍👧‍👦 ❤️‍🔥 👩🏽‍💻 1️⃣';"],
    ['the flag of Scotland', 'a.md', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'],
    ['Persian with ZWNJ', 'a.ts', "const s = 'می‌خواهم';"],
    ['Hindi with ZWJ', 'fa.json', '"क्‍ष"'],
    ['Thai with ZWSP', 'a.md', 'ภาษา\u200Bไทย'],
    ['direction marks in Hebrew prose', 'he.po', 'msgstr "שלום\u200F (world)"'],
    ['a soft hyphen in prose', 'a.html', 'Donau\u00ADdampf'],
    ['all-Cyrillic words', 'a.ts', '// привет, мир: сор'],
    ['all-Greek words', 'a.md', 'Καλημέρα κόσμε'],
    ['Greek letters of formulas', 'a.jl', 'Δt = λ * σ_x + μs - αx + ρ_air + 2π + dθ'],
    ['a Russian word with a Latin one by a hyphen', 'a.md', 'API-ключ'],
    ['Chinese and Japanese with Latin', 'a.md', 'TypeScriptで書く 使用API接口'],
    ['Korean', 'a.md', '한국어 텍스트'],
  ])('%s', async (_, path, line) => {
    expect(await rules(path, 'first', line)).toEqual([]);
  });

  it('a byte order mark at the start of a file, and nowhere else', async () => {
    expect(await rules('a.ts', '\uFEFFusing System;')).toEqual([]);
    expect(await rules('a.ts', 'x', '\uFEFFusing System;')).toEqual(['medium zero-width 2']);
  });

  it('what is deleted or was there before', async () => {
    const gone = { ...fileOf('p\u0430th.ts', ['-a\u200Bb', ' \u202E']), kind: 'deleted' as const };
    expect(await runOn(concealment, changeOf(gone))).toEqual([]);
  });
});

it('takes the letter of an escape or a conversion for no part of the word behind it, and no more than that', async () => {
  const rulesIn = async (text: string) => (await runOn(concealment, adding('po/ru.po', text))).map(({ rule }) => rule);
  expect(
    await rulesIn('msgstr "%s\u0412\u044b \u043c\u043e\u0436\u0435\u0442\u0435\\n%%lu\u0421\u0434\u0435"'),
  ).toEqual([]);
  expect(await rulesIn('a %s\u0441ore')).toEqual(['homoglyph']);
});
