import type { z } from 'zod';

/** The JSON in these bytes as the schema reads it; null where they are not UTF-8, not JSON, or of another shape. */
export const readJson = <Shape extends z.ZodType>(bytes: Uint8Array, schema: Shape): z.output<Shape> | null => {
  const parsed = schema.safeParse(parseJson(bytes));
  return parsed.success ? parsed.data : null;
};

const utf8 = new TextDecoder('utf-8', { fatal: true });

const parseJson = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    return undefined;
  }
};
