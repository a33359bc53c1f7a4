import { WireError } from './wire-error.ts';

/** Keywords a strict tool's schema cannot hold: bounds are for the caller to check. */
const BOUNDS = [
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
];

type Schema = Readonly<Record<string, unknown>>;

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const checkObject = (schema: Schema, at: string): void => {
  if (schema.additionalProperties !== false)
    throw new WireError(400, `${at}: For 'object' type, 'additionalProperties' must be explicitly set to false`);
  const properties = isSchema(schema.properties) ? schema.properties : {};
  const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : [];
  const missing = Object.keys(properties).find((name) => !required.includes(name));
  if (missing !== undefined)
    throw new WireError(400, `${at}: For 'object' type, 'required' must list every property; '${missing}' is missing`);
  for (const [name, property] of Object.entries(properties)) checkStrictSchema(property, `${at}.properties.${name}`);
};

/**
 * Holds a strict tool's schema to what the service compiles: closed objects with every property required, no bounds, at
 * most one item asked for. Bounded by the depth of the schema. @throws {WireError} 400.
 */
export const checkStrictSchema = (schema: unknown, at: string): void => {
  if (!isSchema(schema)) throw new WireError(400, `${at}: Input should be a valid dictionary`);
  const bound = BOUNDS.find((name) => schema[name] !== undefined);
  if (bound !== undefined)
    throw new WireError(400, `${at}: For '${schema.type}' type, property '${bound}' is not supported`);
  const least = schema.minItems;
  if (least !== undefined && least !== 0 && least !== 1)
    throw new WireError(400, `${at}: For 'array' type, 'minItems' values other than 0 or 1 are not supported`);
  if (schema.type === 'object') checkObject(schema, at);
  if (schema.items !== undefined) checkStrictSchema(schema.items, `${at}.items`);
  if (Array.isArray(schema.anyOf))
    for (const [index, branch] of schema.anyOf.entries()) checkStrictSchema(branch, `${at}.anyOf.${index}`);
};
