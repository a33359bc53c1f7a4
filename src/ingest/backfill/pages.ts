import { SourceError } from './source-error.ts';

/** One page of a list, and how to ask for the next; null or empty on the last. */
interface Page<Item> {
  readonly items: readonly Item[];
  readonly cursor: string | null;
}

interface Paging<Item> {
  /** What people call whoever is asked. */
  readonly who: string;
  /** What tells an item from others: a page of nothing but known items is no progress. */
  readonly keyOf: (item: Item) => string;
  /** Where to begin; null at the start. */
  readonly from?: string | null;
  readonly mostPages: number;
  readonly mostItems: number;
}

/**
 * Every page of a list, each with the cursor that comes after it. Ends only where the list says that it does.
 * @throws SourceError when the list runs in circles or does not end.
 */
export async function* pages<Item, One extends Page<Item>>(
  next: (cursor: string | null) => Promise<One>,
  { who, keyOf, from = null, mostPages, mostItems }: Paging<Item>,
): AsyncGenerator<One> {
  const cursors = new Set<string>();
  const keys = new Set<string>();
  let cursor = from;
  for (let count = 0; count < mostPages; count += 1) {
    const page = await next(cursor);
    const known = keys.size;
    for (const item of page.items) keys.add(keyOf(item));
    if (page.items.length > 0 && keys.size === known) throw circle(who, 'pages repeat');
    yield page;
    if (!page.cursor) return;
    if (page.cursor === cursor || cursors.has(page.cursor)) throw circle(who, 'cursors repeat');
    if (keys.size > mostItems) break;
    cursor = page.cursor;
    cursors.add(cursor);
  }
  throw new SourceError(`the ${who}’s list has no end`, `stopped after ${keys.size} items`, { retryable: false });
}

const circle = (who: string, what: string): SourceError =>
  new SourceError(`the ${who}’s list runs in circles`, what, { retryable: false });
