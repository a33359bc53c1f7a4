import { createHash } from 'node:crypto';

type Work = { readonly text: string } | { readonly value: unknown };

/** What a value's JSON is made of, in order. */
const piecesOf = (value: unknown): Work[] => {
  if (Array.isArray(value)) {
    const entries = value.flatMap((entry: unknown, index): Work[] => [
      { text: index === 0 ? '[' : ',' },
      { value: entry ?? null },
    ]);
    return [...(entries.length > 0 ? entries : [{ text: '[' }]), { text: ']' }];
  }
  if (typeof value !== 'object' || value === null) return [{ text: JSON.stringify(value) }];
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, entry], index): Work[] => [
      { text: `${index === 0 ? '{' : ','}${JSON.stringify(key)}:` },
      { value: entry },
    ]);
  return [...(entries.length > 0 ? entries : [{ text: '{' }]), { text: '}' }];
};

/** Without recursion: a request repeats what a model said, which may be nested however deep. */
const canonical = (value: unknown): string => {
  const todo: Work[] = [{ value }];
  let text = '';
  for (let work = todo.pop(); work; work = todo.pop()) {
    if ('text' in work) text += work.text;
    else for (const piece of piecesOf(work.value).reverse()) todo.push(piece);
  }
  return text;
};

/**
 * A request's name: hex SHA-256 over its JSON with the keys of every object in order and nothing that is undefined.
 * Equal for requests that are sent with the same meaning, whatever order they were built in; it also fits a batch's
 * `custom_id`.
 */
export const requestHash = (request: object): string => createHash('sha256').update(canonical(request)).digest('hex');
