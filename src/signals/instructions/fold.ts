import { cut } from '../text/cuts.ts';

/** A text as it is meant to be read, and where each of its characters stood before. */
export interface FoldedText {
  readonly text: string;
  /** Position in the original of a position in `text`. */
  readonly origin: (position: number) => number;
}

/** Letters of other scripts that look like Latin ones (Unicode TR39, the pairs that phrases are disguised with). */
const LOOK_ALIKE = new Map(
  Object.entries({
    a: 'аАαΑɑ',
    b: 'вВΒ',
    c: 'сСϲ',
    d: 'ԁ',
    e: 'еЕεΕєҽ',
    g: 'ɡ',
    h: 'һНΗ',
    i: 'іІιΙı',
    j: 'јЈ',
    k: 'кКκΚ',
    l: 'ⅼӏ',
    m: 'мМΜ',
    n: 'ոηΝ',
    o: 'оОοΟօ',
    p: 'рРρΡ',
    q: 'ԛ',
    s: 'ѕЅ',
    t: 'тТτΤ',
    u: 'υս',
    v: 'ѵνⅴ',
    w: 'ԝѡ',
    x: 'хХχΧ',
    y: 'уУүΥ',
    z: 'Ζᴢ',
  }).flatMap(([latin, others]) => [...others].map((other): [string, string] => [other, latin])),
);
/** Small capitals (Unicode's phonetic blocks), in the order of the alphabet; there are none for q and x. */
const SMALL_CAPITALS = new Map(
  [...'ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏ'].map((letter, at) => [letter, 'abcdefghijklmnoprstuvwy'[at] ?? '']),
);
/** First letters of alphabets in circles, squares and flags that Unicode does not decompose. */
const ENCLOSED = [0x1f150, 0x1f170, 0x1f1e6];
const LEET = new Map(Object.entries({ 0: 'o', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's', '|': 'l' }));
/** What shows nothing, or stands on top of another character: it may part the letters of a word. */
const UNSEEN = /^[\p{Cf}\p{Mn}\p{Variation_Selector}\u{3164}\u{115F}\u{1160}\u{FFA0}]$/u;
/** Tag characters are ASCII that nobody sees. */
const TAGS = 0xe0000;

const MOST_PARTS = 4;

const plainOf = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return character;
  if (code >= TAGS + 0x20 && code <= TAGS + 0x7e) return String.fromCodePoint(code - TAGS);
  if (UNSEEN.test(character)) return '';
  const alike = LOOK_ALIKE.get(character) ?? SMALL_CAPITALS.get(character);
  if (alike !== undefined) return alike;
  const enclosed = ENCLOSED.find((first) => code >= first && code < first + 26);
  if (enclosed !== undefined) return String.fromCharCode(0x61 + code - enclosed);
  const parts = character.normalize('NFKD');
  // One Arabic character is eighteen in full: that is no disguise of a Latin letter.
  return parts.length > MOST_PARTS ? character : parts.replace(/\p{Mn}/gu, '');
};

/** What may be a Latin letter in disguise, or nothing: not ASCII, and not what is written in East Asia. */
const FOREIGN = /[^\0-\x7F\u3001-\u3163\u3165-\u9FFF\uAC00-\uD7AF]/gu;

/** Signs for letters with at most two more of them to the next letter. All stand for one, so that no position moves. */
const SIGN = /(?<=[A-Za-z][013457@$|]{0,2})[013457@$|]|[013457@$|](?=[013457@$|]{0,2}[A-Za-z])/g;
const letterOf = (sign: string, at: number, text: string): string => {
  if (sign === '1') return text[at - 1] === '1' || text[at + 1] === '1' ? 'l' : 'i';
  return LEET.get(sign) ?? sign;
};

/** Letters by themselves, each parted from the next by the same sign: `i g n o r e`, `i.g.n.o.r.e`. */
const SPACED = /(?<![A-Za-z0-9])[A-Za-z](?<sign>[ ._*-])[A-Za-z](?:\k<sign>[A-Za-z])+(?![A-Za-z])/g;

/**
 * The text without disguise: invisible characters and accents gone, look-alikes, wide letters and digits for letters
 * made plain, spaced letters put together. Null when nothing was disguised. Linear; lengths are in UTF-16 units.
 */
export const fold = (whole: string): FoldedText | null => {
  const plain = cut(whole, FOREIGN, plainOf);
  const read = (plain?.text ?? whole).replace(SIGN, letterOf);
  const joined = cut(read, SPACED, (letters) => letters.replace(/[^A-Za-z]/g, ''));
  const text = joined?.text ?? read;
  if (text === whole) return null;
  const visible = joined?.origin ?? ((position: number) => position);
  const written = plain?.origin ?? ((position: number) => position);
  return { text, origin: (position) => written(visible(position)) };
};
