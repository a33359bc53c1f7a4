import { createHmac } from 'node:crypto';

/** What only the holder of `secret` can compute about something. */
export const digestOf = (secret: string, about: string): Buffer =>
  createHmac('sha256', secret).update(`tangled-trust/pick\n${about}`).digest();

/** A whole number from 0 up to `below`, by what only the holder of `secret` can compute. */
export const pickedNumber = (below: number, secret: string, about: string): number =>
  digestOf(secret, about).readUIntBE(0, 6) % below;

/** Picks one of `items`, by what only the holder of `secret` can compute; undefined when there are none. */
export const picked = <T>(items: readonly T[], secret: string, about: string): T | undefined =>
  items[items.length === 0 ? 0 : pickedNumber(items.length, secret, about)];

/** Items in an order that only the holder of `secret` can compute; `nameOf` tells them apart. */
export const shuffled = <T>(items: readonly T[], secret: string, nameOf: (item: T) => string): readonly T[] =>
  items
    .map((item) => ({ item, digest: digestOf(secret, nameOf(item)) }))
    .toSorted((a, b) => Buffer.compare(a.digest, b.digest))
    .map(({ item }) => item);
