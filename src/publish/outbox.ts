/** Something to be sent, as it is put into the outbox. */
export interface NewItem {
  /** The same for every attempt, and for nothing else: by it the other side knows what it has already. */
  readonly idempotencyKey: string;
  /** What kind of thing it is, such as `trust-events`. */
  readonly target: string;
  /** JSON. */
  readonly body: string;
}

/** Something that waits in the outbox. */
export interface OutboxItem extends NewItem {
  /** Rises in the order in which items were added. */
  readonly id: number;
  /** How often sending it failed. */
  readonly attempts: number;
}

/**
 * What is to be sent and was not yet taken by the other side. Whoever keeps it decides how long an item rests after a
 * failure, and when it is given up.
 */
export interface Outbox {
  /** Durable when it returns. A key that was added before is passed over. */
  add(items: readonly NewItem[]): Promise<unknown>;
  /** At most `most` items whose time has come, the oldest first. */
  due(nowUs: number, most: number): Promise<readonly OutboxItem[]>;
  sent(ids: readonly number[]): Promise<unknown>;
  /** They rest for a while, longer each time, and are given up for good after too many attempts. */
  failed(ids: readonly number[], nowUs: number): Promise<unknown>;
}
