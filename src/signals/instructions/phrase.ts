/** Between two words: blanks, line ends with their comment marks, quotes, and the dashes and dots of file names. */
const GAP = String.raw`(?:[\s#*/>;!"'\x60+,.:_\\-]{1,24})`;

/** A phrase in which every space stands for a gap; upper and lower case are the same. */
export const phrase = (words: string): RegExp => new RegExp(words.replaceAll(' ', GAP), 'gi');

/** A phrase of whole words, in any alphabet. */
export const wholePhrase = (words: string): RegExp =>
  new RegExp(String.raw`(?<!\p{L})(?:${words.replaceAll(' ', GAP)})(?!\p{L})`, 'giu');

/** A text in a script without blanks between its words, as it stands. */
export const run = (words: string): RegExp => new RegExp(words, 'gu');
