const PREDICATE = /#(eq|any-of|match)\?\s{1,9}@[\w.-]{1,99}((?:\s{1,99}"(?:[^"\\]|\\.){0,2000}"){1,60})/g;
const STRING = /"((?:[^"\\]|\\.){0,2000})"/g;
const SPECIAL = /[.*+?^${}()|[\]\\/-]/g;

const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', 0: '\0' };

/** Undoes the escapes of a string in a query. */
const unescaped = (text: string): string =>
  text.replace(/\\(.)/g, (_, character: string) => CONTROLS[character] ?? character);

/** The expression without the assertions that hold for a node's text but need not hold around it; null if that is in doubt. */
const unanchored = (source: string): string | null => {
  if (/\(\?<?[!=]/.test(source)) return null;
  let [inClass, result] = [false, ''];
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at] ?? '';
    if (character === '\\') {
      const next = source[at + 1] ?? '';
      if (inClass || !/[bB]/.test(next)) result += character + next;
      at += 1;
      continue;
    }
    if (character === '[') inClass = true;
    if (character === ']') inClass = false;
    if (inClass || (character !== '^' && character !== '$')) result += character;
  }
  return result;
};

/** What must stand in a text for one pattern to match there. */
const neededBy = (pattern: string): readonly RegExp[] => {
  const sources: string[] = [];
  for (const [, kind, strings = ''] of pattern.matchAll(PREDICATE)) {
    const values = [...strings.matchAll(STRING)].map(([, value = '']) => unescaped(value));
    if (kind !== 'match') sources.push(values.map((value) => value.replace(SPECIAL, '\\$&')).join('|'));
    else sources.push(unanchored(values[0] ?? '') ?? '');
  }
  return sources.map((source) => new RegExp(source));
};

/** The patterns of a query: what stands at its top level, each with all that belongs to it. */
const patternsOf = (query: string): readonly string[] => {
  const patterns: string[] = [];
  let [depth, isString] = [0, false];
  for (let at = 0; at < query.length; at += 1) {
    const character = query[at] ?? '';
    const opens = !isString && (character === '(' || character === '[');
    if (opens && depth === 0) patterns.push('');
    if (opens) depth += 1;
    else if (!isString && (character === ')' || character === ']')) depth -= 1;
    else if (character === '"') isString = !isString;
    const pair = isString && character === '\\' ? query.slice(at, at + 2) : character;
    at += pair.length - 1;
    if (patterns.length > 0) patterns[patterns.length - 1] += pair;
  }
  return patterns;
};

/**
 * A test that holds for every text in which the query can match, read off the positive predicates of its patterns (`#eq?`,
 * `#any-of?`, `#match?`): all those of one pattern must be found. It spares parsing what cannot matter. A predicate must
 * not be about an optional capture.
 */
export const neededWords = (query: string): ((text: string) => boolean) => {
  const patterns = patternsOf(query).map(neededBy);
  return (text) => patterns.some((needed) => needed.every((word) => word.test(text)));
};
