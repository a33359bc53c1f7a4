/** JSON with every object's keys in the order of their code units and no blanks: one text for what says the same. Typed arrays are lists. */
export const canonicalJson = (value: unknown): string => JSON.stringify(value, (_, part: unknown) => inOrder(part));

const inOrder = (part: unknown): unknown => {
  if (ArrayBuffer.isView(part)) return Array.from(part as unknown as ArrayLike<number>);
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
  return Object.fromEntries(Object.entries(part).sort(([a], [b]) => Number(a > b) - Number(a < b)));
};
