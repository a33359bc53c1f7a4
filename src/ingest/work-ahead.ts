/** What is done with a stream's items: they gather while the last work goes on. */
interface Worker<Item> {
  /** Takes an item in; true when no further one is wanted. */
  add(item: Item): boolean;
  /** Whether so much has gathered that no more is taken in until the work begun is done. */
  isFull(): boolean;
  /** Begins to work on what has gathered, or null where that is not worth it. Never called while work goes on. */
  begin(ended: boolean): Promise<void> | null;
}

type Step<Item> =
  | { readonly kind: 'came'; readonly item: Item }
  | { readonly kind: 'ended'; readonly failure: unknown }
  | { readonly kind: 'worked' };

/**
 * Works through a stream, one piece of work at a time, and takes in what comes meanwhile.
 *
 * @throws what the stream throws, when all that came before has been worked on; what the work throws, at once.
 */
export const workAhead = async <Item>(
  items: AsyncIterable<Item> | Iterable<Item>,
  worker: Worker<Item>,
): Promise<void> => {
  const source = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  let coming: Promise<Step<Item>> | null = null;
  let working: Promise<Step<Item>> | null = null;
  let ended: { readonly failure: unknown } | null = null;
  try {
    for (;;) {
      working ??= worker.begin(ended !== null)?.then(() => ({ kind: 'worked' })) ?? null;
      if (ended === null && !worker.isFull()) coming ??= nextOf(source);
      const steps: readonly Promise<Step<Item>>[] = [coming, working].filter((step) => step !== null);
      if (steps.length === 0) break;
      const step = await Promise.race(steps);
      if (step.kind === 'worked') working = null;
      else coming = null;
      if (step.kind === 'ended') ended = step;
      if (step.kind === 'came' && worker.add(step.item)) ended = { failure: null };
    }
  } finally {
    await source.return?.();
  }
  if (ended !== null && ended.failure !== null) throw ended.failure;
};

/** Never rejects, so that a failure waits until somebody asks for it. */
const nextOf = async <Item>(source: AsyncIterator<Item> | Iterator<Item>): Promise<Step<Item>> => {
  try {
    const { done, value } = await source.next();
    return done ? { kind: 'ended', failure: null } : { kind: 'came', item: value };
  } catch (failure) {
    return { kind: 'ended', failure };
  }
};
