/** Words that stand alone on lines of any program. */
const ALONE = new Set(
  (
    'begin break catch continue default do done else elsif end endif ensure esac except fi finally if loop next null of ok ' +
    'pass return return0 return1 returnfalse returnnull returntrue rescue then true false try'
  ).split(' '),
);

/** Longer lines always say something. */
const LONGEST = 40;

/**
 * Whether a line says nothing alone: blank, brackets and other marks without a letter or digit, or a lone word such as
 * `end` or `else` among marks. Such lines come and go everywhere, so that two changes having them in common means nothing.
 */
export const saysNothing = (text: string): boolean => {
  if (text.length > LONGEST) return text.trim() === '';
  const said = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  return said === '' || ALONE.has(said);
};
