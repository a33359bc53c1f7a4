const GROUP = '(?i:';
const LETTER = /[a-zA-Z]/;
const RANGE = /^[a-zA-Z]-[a-zA-Z]/;
/** A backslash and what it hides. A query doubles the backslashes of an expression. */
const ESCAPE = /^\\(?:\\[\s\S]|[\s\S])/;

const bothCases = (text: string): string => `${text.toLowerCase()}${text.toUpperCase()}`;

/** The end of what one token of the expression is, and how it reads in either case. */
const tokenAt = (text: string, at: number, inClass: boolean): { readonly length: number; readonly spelled: string } => {
  const rest = text.slice(at, at + 3);
  const hidden = ESCAPE.exec(rest)?.[0];
  if (hidden !== undefined) return { length: hidden.length, spelled: hidden };
  const range = inClass ? RANGE.exec(rest)?.[0] : undefined;
  if (range !== undefined) return { length: 3, spelled: bothCases(range) };
  const character = text[at] ?? '';
  if (!LETTER.test(character)) return { length: 1, spelled: character };
  return { length: 1, spelled: inClass ? bothCases(character) : `[${bothCases(character)}]` };
};

/** The group that starts at `from`, behind its `(?i:`, up to its closing bracket. */
const groupAt = (text: string, from: number): { readonly end: number; readonly spelled: string } => {
  let [depth, inClass, spelled, at] = [1, false, '', from];
  while (at < text.length && depth > 0) {
    const token = tokenAt(text, at, inClass);
    if (token.spelled === '[' || token.spelled === ']') inClass = token.spelled === '[';
    if (!inClass && token.spelled === '(') depth += 1;
    if (!inClass && token.spelled === ')') depth -= 1;
    spelled += token.spelled;
    at += token.length;
  }
  return { end: at, spelled };
};

/**
 * A query with each group `(?i:…)` in its expressions written as one without the modifier, `[aA]` for `a`. V8's search
 * for such a group misses what it should find when the group has many alternatives and no anchor (`(?i:is|check|…)_?…`
 * and `isAllowed`, V8 13.6). A group is not to hold another, or one that begins with `(?` and a letter.
 */
export const spellOutCase = (query: string): string => {
  let [result, from] = ['', 0];
  for (let at = query.indexOf(GROUP); at !== -1; at = query.indexOf(GROUP, from)) {
    const { end, spelled } = groupAt(query, at + GROUP.length);
    result += `${query.slice(from, at)}(?:${spelled}`;
    from = end;
  }
  return result + query.slice(from);
};
