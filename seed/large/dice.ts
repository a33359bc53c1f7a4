/** A throw: 0 ≤ n < 2^32, always the same for the same numbers. */
export type Dice = (one: number, other?: number) => number;

const U32 = 2 ** 32;

/** The finalizer of MurmurHash3, which mixes every bit into every other (Appleby, public domain). */
const mixed = (bits: number): number => {
  let mix = bits | 0;
  mix = Math.imul(mix ^ (mix >>> 16), 0x85ebca6b);
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35);
  return (mix ^ (mix >>> 16)) >>> 0;
};

/**
 * Dice for one topic. They remember nothing: what the hundred-thousandth person does can be told without the others, in
 * any order, and whole-number arithmetic gives the same on every machine.
 */
export const diceFor = (topic: string): Dice => {
  let seed = 0x811c9dc5;
  for (let at = 0; at < topic.length; at += 1) seed = Math.imul(seed ^ topic.charCodeAt(at), 0x01000193);
  return (one, other = 0) => mixed(mixed(mixed(seed ^ one) + 0x9e3779b9) ^ Math.imul(other + 1, 0x27d4eb2f));
};

/** A throw as a whole number from 0 to below a limit of up to 2^32, all as likely. */
export const below = (limit: number, thrown: number): number => Math.floor((thrown / U32) * limit);

/** Likewise, small numbers likelier than large: a quarter of the throws fall into the first sixteenth. */
export const mostlyLow = (limit: number, thrown: number): number => {
  const part = thrown / U32;
  return Math.floor(part * part * limit);
};

/** Whether a throw is among the given share, in percent. */
export const inPercent = (percent: number, thrown: number): boolean => thrown / U32 < percent / 100;

/** One of a list, all as likely. @throws TypeError for an empty list. */
export const oneOf = <Item>(items: readonly Item[], thrown: number): Item => {
  const item = items[below(items.length, thrown)];
  if (item === undefined) throw new TypeError('nothing to choose from');
  return item;
};
