/** A JSON object that every reader reads alike, or why the text is none. */
export type StrictJson =
  | { readonly kind: 'object'; readonly value: Readonly<Record<string, unknown>> }
  | { readonly kind: 'not'; readonly problem: string };

const MOST_DEPTH = 8;

/**
 * Reads a JSON object (RFC 8259). Refuses what readers disagree on: a key that stands twice in one object, and nesting
 * deeper than 8. Linear in the text; keys like `__proto__` are keys like others, and change nothing of the object.
 */
export const strictJson = (text: string): StrictJson => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'not', problem: 'it is not JSON' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { kind: 'not', problem: 'it is no JSON object' };
  }
  const problem = ambiguityIn(text);
  return problem === null ? { kind: 'object', value: { ...value } } : { kind: 'not', problem };
};

/** A text (with the colon after it, where it is a key), or a bracket; in well-formed JSON nothing else matters here. */
const TOKEN = /"((?:[^"\\]|\\.)*)"(\s*:)?|[{}[\]]/g;

const ambiguityIn = (json: string): string | null => {
  const open: Set<string>[] = [];
  for (const [token, text, colon] of json.matchAll(TOKEN)) {
    if (token === '{' || token === '[') {
      if (open.length === MOST_DEPTH) return `it is nested deeper than ${MOST_DEPTH}`;
      open.push(new Set());
    } else if (token === '}' || token === ']') open.pop();
    else if (colon !== undefined) {
      const key = String(JSON.parse(`"${text}"`));
      const keys = open.at(-1);
      if (keys?.has(key)) return `the key ${key} stands twice`;
      keys?.add(key);
    }
  }
  return null;
};
