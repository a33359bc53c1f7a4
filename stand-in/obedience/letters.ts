/** Letters that look like Latin ones, and what they look like: Cyrillic, Greek, Cherokee, Armenian, small capitals, turned. */
const ALIKE: readonly (readonly [strange: string, latin: string])[] = [
  [
    '\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d\u04cf\u0442\u043a\u043c\u043d\u0432\u0433',
    'aeopcyxijshdqwltkmhbr',
  ],
  [
    '\u03b1\u03b5\u03b9\u03bf\u03c1\u03c5\u03bd\u03ba\u03c4\u03b7\u03c7\u03b3\u03bc\u03b2\u03b6\u03c3\u03c9',
    'aeiopuvktnxyubzow',
  ],
  [
    '\u13a0\u13a1\u13a2\u13a5\u13a9\u13aa\u13ab\u13ac\u13b3\u13b7\u13bb\u13bd\u13c0\u13c6\u13d2\u13d9\u13da\u13de\u13df\u13e2\u13e6\u13d4\u13f4\u13a4\u13b9\u13c2',
    'dritiajewmhygirvslcpkwboeh',
  ],
  [
    '\u1d00\u0299\u1d04\u1d05\u1d07\ua730\u0262\u029c\u026a\u1d0a\u1d0b\u029f\u1d0d\u0274\u1d0f\u1d18\ua7af\u0280\ua731\u1d1b\u1d1c\u1d20\u1d21\u028f\u1d22',
    'abcdefghijklmnopqrstuvwyz',
  ],
  ['\u0131\u0261\u0251\u0570\u0578\u057d\u0585\u0581\u0269\u0237\u0142\u00f8\u0111\u00df\u00fe', 'igahnuogijlodsp'],
];
const TURNED = [
  '\u0250q\u0254p\u01dd\u025f\u0183\u0265\u0131\u027e\u029e\u0283\u026fuodb\u0279s\u0287n\u028c\u028dx\u028ez',
  'abcdefghijklmnopqrstuvwxyz',
] as const;
const LEET = ['0134578@$!|+', 'oieastbasiit'] as const;

const mapOf = (pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, string> =>
  new Map(
    pairs.flatMap(([strange, latin]) =>
      [...strange.toLowerCase()].map((letter, at) => [letter, latin[at] ?? ''] as const),
    ),
  );

const LATIN = mapOf(ALIKE);
const UPRIGHT = mapOf([TURNED]);
const PLAIN = mapOf([LEET]);

const replaced = (text: string, map: ReadonlyMap<string, string>): string =>
  Array.from(text, (letter) => map.get(letter) ?? letter).join('');

/** Regional indicators and the letters in black circles and squares, which no normal form makes plain. */
const boxed = (text: string): string =>
  text.replace(/[\u{1f1e6}-\u{1f1ff}\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}]/gu, (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    const first = code >= 0x1f1e6 ? 0x1f1e6 : code >= 0x1f170 ? 0x1f170 : 0x1f150;
    return String.fromCharCode(97 + code - first);
  });

/** Compatibility forms made plain, small letters, marks above and below taken off. */
const folded = (text: string): string =>
  boxed(text).normalize('NFKC').toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');

const isAscii = (text: string): boolean => !/[\u0080-\uffff]/.test(text);

/** Only the letters a to z, after every look-alike was taken for what it looks like. */
export const latin = (text: string): string =>
  (isAscii(text) ? text.toLowerCase() : replaced(folded(text), LATIN)).replace(/[^a-z]+/g, '');

/** The same with digits and signs read as the letters that they stand for. */
export const unleeted = (text: string): string => latin(replaced(text, PLAIN));

/** Only letters of any script, small, marks taken off. */
export const lettersOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}]/gu, '');

/** Turned letters the right way up, from the end to the beginning. */
export const upright = (text: string): string =>
  latin([...replaced(text.toLowerCase(), UPRIGHT)].toReversed().join(''));

/** Every letter 13 further. */
export const rot13 = (letters: string): string =>
  letters.replace(/[a-z]/g, (letter) => String.fromCharCode(((letter.charCodeAt(0) - 84) % 26) + 97));

/** From the end to the beginning. */
export const reversed = (letters: string): string => [...letters].toReversed().join('');

/** The first letters of all lines, in order. */
export const acrostic = (text: string): string =>
  latin(
    text
      .split('\n')
      .map((line) => /\p{L}/u.exec(line)?.[0] ?? '')
      .join(''),
  );

/** The words from the last to the first. */
export const wordsReversed = (text: string): string =>
  latin(
    text
      .split('\n')
      .map((line) => line.split(/\s+/).toReversed().join(' '))
      .join('\n'),
  );
