import type { NewItem, Outbox, OutboxItem } from './outbox.ts';

/** After so many attempts an item is given up. */
const MOST_ATTEMPTS = 20;
const FIRST_REST_US = 1_000_000;
const LONGEST_REST_US = 3_600_000_000;

/** How long an item rests after its `attempts`-th failure, in microseconds: 1, 2, 4 … seconds, an hour at most. */
export const restUs = (attempts: number): number =>
  Math.min(LONGEST_REST_US, FIRST_REST_US * 2 ** Math.max(0, attempts - 1));

/** An outbox that is lost with the process, with what is in it and what was given up. */
export interface MemoryOutbox extends Outbox {
  readonly waiting: () => readonly OutboxItem[];
  readonly dead: () => readonly OutboxItem[];
}

/** For tests, and for whoever keeps trust in memory anyway. */
export const memoryOutbox = (): MemoryOutbox => {
  const items = new Map<number, OutboxItem & { readonly notBeforeUs: number }>();
  const known = new Set<string>();
  let added = 0;
  const isDead = ({ attempts }: OutboxItem): boolean => attempts >= MOST_ATTEMPTS;
  const all = (dead: boolean): OutboxItem[] => [...items.values()].filter((item) => isDead(item) === dead);
  return {
    add: async (fresh: readonly NewItem[]) => {
      for (const item of fresh) {
        if (known.has(item.idempotencyKey)) continue;
        known.add(item.idempotencyKey);
        added += 1;
        items.set(added, { ...item, id: added, attempts: 0, notBeforeUs: 0 });
      }
    },
    due: async (nowUs, most) =>
      [...items.values()].filter((item) => !isDead(item) && item.notBeforeUs <= nowUs).slice(0, most),
    sent: async (ids) => {
      for (const id of ids) items.delete(id);
    },
    failed: async (ids, nowUs) => {
      for (const id of ids) {
        const item = items.get(id);
        if (item === undefined) continue;
        const attempts = item.attempts + 1;
        items.set(id, { ...item, attempts, notBeforeUs: nowUs + restUs(attempts) });
      }
    },
    waiting: () => all(false),
    dead: () => all(true),
  };
};
