/** Of an id or a name: the service's own have less than 70. */
const MOST_NAME = 128;
const MOST_DEPTH = 64;
/** Texts, numbers, lists and objects; the largest answer that is asked for has some 400. */
const MOST_VALUES = 10_000;
/** Of all texts and keys together, in UTF-16 units: more than the longest answer, however long its tokens. */
const MOST_CHARS = 2 ** 20;

type Block = Readonly<Record<string, unknown>>;

const isBlock = (value: unknown): value is Block =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

const isName = (value: unknown): boolean => typeof value === 'string' && value !== '' && value.length <= MOST_NAME;

/** Without recursion: what is nested deep enough would end it. */
const excessOf = (content: readonly unknown[]): string | null => {
  const todo: { readonly value: unknown; readonly depth: number }[] = [{ value: content, depth: 0 }];
  let [values, chars] = [0, 0];
  for (let next = todo.pop(); next; next = todo.pop()) {
    const { value, depth } = next;
    values += 1;
    if (typeof value === 'string') chars += value.length;
    if (typeof value === 'object' && value !== null) {
      if (depth > MOST_DEPTH) return `is nested deeper than ${MOST_DEPTH} levels`;
      const keys = Array.isArray(value) ? [] : Object.keys(value);
      const entries: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
      if (values + entries.length > MOST_VALUES) return `holds more than ${MOST_VALUES} values`;
      for (const key of keys) chars += key.length;
      for (const entry of entries) todo.push({ value: entry, depth: depth + 1 });
    }
    if (values > MOST_VALUES) return `holds more than ${MOST_VALUES} values`;
    if (chars > MOST_CHARS) return `holds more than ${MOST_CHARS} characters`;
  }
  return null;
};

/**
 * Why nothing can be made of an answer's content, whatever it says; null where something can. It must be a list of
 * blocks, at most 64 deep, of at most 10,000 values and 1,048,576 characters; each tool call needs an id and a name, texts
 * of 1 to 128 characters. Takes anything at all, and time linear in what it looks at.
 */
export const contentFault = (content: unknown): string | null => {
  if (!Array.isArray(content)) return 'the answer is no list of blocks';
  const excess = excessOf(content);
  if (excess !== null) return `the answer ${excess}`;
  if (!content.every(isBlock)) return 'the answer is no list of blocks';
  const isNamed = content.every(({ type, id, name }: Block) => type !== 'tool_use' || (isName(id) && isName(name)));
  return isNamed ? null : 'the answer calls a tool without a name or an id';
};
