/**
 * Letters of other scripts, and of phonetic alphabets, that pass for Latin ones (the idea of a skeleton is that of Unicode
 * TR 39, section 4). Small letters; a capital goes the way of its small letter, so that real names in those scripts still
 * match in either case.
 */
const LOOK_ALIKES = `
  аaвbсcԁdеeёeғfнhһhіiїiјjкkӏlмmпnоoрpԛqгrѕsтtцuѵvԝwхxуyүyзz
  αaβbϲcδdεeφfηnιiϳjκkλlμuνvοoρpσoτtυuωwχxγyζz
  օoսuհhոnցgզqյjլlտsꭰdꭱrꭲtꭺaꭻjꭼeꮃwꮇmꮋhꮐgꮢrꮤwꮥsꮩvꮪsꮮlꮯcꮲpꮶkᏼb
  ıiłløođdðdħhŧtŋnɑaɡgɩiɪiʀrʙbɢgʜhʟlɴnʏyᴀaᴄcᴅdᴇeᴊjᴋkᴍmᴏoᴘpᴛtᴜuᴠvᴡwᴢzƒfȷjɓbɗdɛeɦhɨiɫlɱmɵoʂsʈtʋvʑz
`.replaceAll(/\s/g, '');

const SKELETON = new Map([
  ...Array.from({ length: LOOK_ALIKES.length / 2 }, (_, index): [string, string] => [
    LOOK_ALIKES[2 * index] ?? '',
    LOOK_ALIKES[2 * index + 1] ?? '',
  ]),
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['þ', 'th'],
]);

const foldOne = (character: string): string => {
  if (/[\p{Default_Ignorable_Code_Point}\p{Cf}]/u.test(character)) return '';
  const small = character.normalize('NFKD').toLowerCase().normalize('NFKD').replaceAll(/\p{M}/gu, '');
  return [...small].map((letter) => SKELETON.get(letter) ?? letter).join('');
};

/** A text in which spellings of one word are the same, with the way back to the text as it was. */
export interface Folded {
  readonly raw: string;
  /** Small letters, without accents and invisible characters, look-alikes as the Latin letters they pass for. */
  readonly text: string;
  /** Where the character of `raw` that made character `index` of `text` starts; `raw.length` behind the last one. */
  readonly startOf: (index: number) => number;
  /** Where the character of `raw` that made character `index` of `text` ends. */
  readonly endOf: (index: number) => number;
}

/** Most characters of a line are among few, and folding one is slow. */
const KNOWN_MAX = 4096;
const known = new Map<string, string>();

const foldKnown = (character: string): string => {
  const found = known.get(character);
  if (found !== undefined) return found;
  const folded = foldOne(character);
  if (known.size < KNOWN_MAX) known.set(character, folded);
  return folded;
};

const ASCII_ONLY = /^[\0-\x7f]*$/;

/**
 * Folds a text: small letters, compatibility forms undone (NFKD), accents and invisible characters gone, letters that pass
 * for Latin ones made Latin. Linear in the text.
 */
export const fold = (raw: string): Folded => {
  if (ASCII_ONLY.test(raw)) {
    return { raw, text: raw.toLowerCase(), startOf: (index) => index, endOf: (index) => index + 1 };
  }
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const character of raw) {
    const folded = foldKnown(character);
    parts.push(folded);
    for (let unit = 0; unit < folded.length; unit += 1) {
      starts.push(at);
      ends.push(at + character.length);
    }
    at += character.length;
  }
  return {
    raw,
    text: parts.join(''),
    startOf: (index) => starts[index] ?? raw.length,
    endOf: (index) => ends[index] ?? raw.length,
  };
};

/** The position in the folded text of what stands at `raw` in the raw one, or after it. */
export const foldedAt = (line: Folded, raw: number): number => {
  let low = 0;
  let high = line.text.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (line.startOf(middle) < raw) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** What is left of a folded text for comparing names: its letters and digits. */
export const joined = (folded: string): string => folded.replaceAll(/[^\p{L}\p{N}]/gu, '');
