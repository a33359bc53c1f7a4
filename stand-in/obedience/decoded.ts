const MOST_CHARS = 16_384;
const DEPTH = 3;

const ascii = (codes: readonly number[]): string => String.fromCharCode(...codes.slice(0, MOST_CHARS));
const numbers = (run: string, piece: RegExp, base: number): string =>
  ascii((run.slice(0, MOST_CHARS * 4).match(piece) ?? []).map((each) => Number.parseInt(each, base) & 0xff));

const MORSE: Readonly<Record<string, string>> = Object.fromEntries(
  'a.- b-... c-.-. d-.. e. f..-. g--. h.... i.. j.--- k-.- l.-.. m-- n-. o--- p.--. q--.- r.-. s... t- u..- v...- w.-- x-..- y-.-- z--..'
    .split(' ')
    .map((entry) => [entry.slice(1), entry.slice(0, 1)]),
);

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const base32 = (run: string): string => {
  const bits = [...run.slice(0, MOST_CHARS)].map((each) => BASE32.indexOf(each).toString(2).padStart(5, '0')).join('');
  return numbers(bits, /[01]{8}/g, 2);
};

/** One of the 256 variation selectors as the byte it can carry. */
const selected = (letter: string): number => {
  const code = letter.codePointAt(0) ?? 0;
  return code >= 0xe0100 ? code - 0xe0100 + 16 : code - 0xfe00;
};

const bits = (run: string): string =>
  numbers(
    Array.from(run, (letter) => ('\u200c\u200d\ufeff\u2061\t1'.includes(letter) ? '1' : '0')).join(''),
    /[01]{8}/g,
    2,
  );

/** Ways to write a text so that it does not read as one, each with what makes it plain. */
const WAYS: readonly (readonly [run: RegExp, plain: (run: string) => string])[] = [
  [/[A-Za-z0-9+/_-]{12,16384}/g, (run) => Buffer.from(run, 'base64').toString('latin1')],
  [/(?:[0-9a-fA-F]{2}[\s:,-]?){6,16384}/g, (run) => numbers(run, /[0-9a-fA-F]{2}/g, 16)],
  [
    /(?:\\{1,4}x[0-9a-fA-F]{2}|0x[0-9a-fA-F]{2}[,\s]{0,2}){4,16384}/g,
    (run) => numbers(run, /(?<=x)[0-9a-fA-F]{2}/g, 16),
  ],
  [
    /(?:\\{1,4}u\{?0{0,4}[0-9a-fA-F]{2,5}\}?){3,16384}/g,
    (run) => numbers(run, /(?<=u\{?0{0,4})[0-9a-fA-F]{2}(?![0-9a-fA-F])/g, 16),
  ],
  [/(?:\\{1,4}[0-7]{2,3}){4,16384}/g, (run) => numbers(run, /[0-7]{2,3}/g, 8)],
  [
    /(?:%[0-9a-fA-F]{2}|[\w.-]{1,60}%20){2,16384}[\w.-]{0,60}/g,
    (run) => run.replace(/%([0-9a-fA-F]{2})/g, (_, two) => ascii([Number.parseInt(two, 16)])),
  ],
  [
    /(?:&#x?[0-9a-fA-F]{1,6};){3,16384}/g,
    (run) =>
      run.replace(/&#(x?)([0-9a-fA-F]{1,6});/g, (_, x, code) => ascii([Number.parseInt(code, x ? 16 : 10) & 0xffff])),
  ],
  [/(?:[01]{7,8}[\s,]{0,2}){4,16384}/g, (run) => numbers(run, /[01]{7,8}/g, 2)],
  [/(?:\b\d{2,3}\b[\s,;]{1,3}){5,16384}\d{0,3}/g, (run) => numbers(run, /\d{2,3}/g, 10)],
  [/[A-Z2-7]{16,16384}/g, base32],
  [
    /[.\-\u2013\u2022\u00b7_]{1,6}(?:[ /|]{1,3}[.\-\u2013\u2022\u00b7_]{1,6}){4,4096}/g,
    (run) =>
      run
        .replace(/[\u2022\u00b7]/g, '.')
        .replace(/[\u2013_]/g, '-')
        .split(/[ /|]+/)
        .map((each) => MORSE[each] ?? '')
        .join(''),
  ],
  [
    /[\u{e0020}-\u{e007e}]{4,16384}/gu,
    (run) => ascii(Array.from(run, (letter) => (letter.codePointAt(0) ?? 0) & 0x7f)),
  ],
  [/[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]{4,16384}/gu, (run) => ascii(Array.from(run, selected))],
  [/(?:\u200b|\u200c|\u200d|\u2060|\u2061|\ufeff){32,16384}/g, bits],
];

const readable = (text: string): boolean => {
  const plain = text.match(/[\x20-\x7e\s]/g)?.length ?? 0;
  return text.length >= 4 && plain * 10 >= text.length * 9;
};

/** Every text within a text that somebody wrote in numbers, codes or unseen characters; up to three times over. */
export const decodedIn = (text: string, depth = DEPTH): readonly string[] =>
  WAYS.flatMap(([run, plain]) =>
    [...text.matchAll(run)]
      .map(([found]) => plain(found))
      .filter((decoded) => readable(decoded))
      .flatMap((decoded) => [decoded, ...(depth > 1 ? decodedIn(decoded, depth - 1) : [])]),
  );
