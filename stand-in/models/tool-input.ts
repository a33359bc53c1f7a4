import type { MessageRequest } from '../wire/request.ts';

type Schema = Readonly<Record<string, unknown>>;

const EMPTY: Readonly<Record<string, unknown>> = {
  string: '',
  number: 0,
  integer: 0,
  boolean: false,
  array: [],
  object: {},
};

/** Names of the tools a request offers; one where it forces one, none where it forbids them. */
export const toolsOffered = ({ tools = [], tool_choice: choice }: MessageRequest): readonly string[] => {
  if (choice?.type === 'none') return [];
  return choice?.type === 'tool' ? [choice.name] : tools.map(({ name }) => name);
};

/**
 * An input as the tool's schema wants it: fields it does not have are left out, fields it requires and nobody gave are
 * empty. So a model that knows a tool by name keeps to whatever form the tool has.
 */
export const inputFor = (request: MessageRequest, name: string, said: Readonly<Record<string, unknown>>) => {
  const schema = request.tools?.find((tool) => tool.name === name)?.input_schema;
  const properties = (schema?.properties ?? {}) as Readonly<Record<string, Schema>>;
  const fields = Object.entries(properties).map(([field, { type }]) => [
    field,
    said[field] ?? EMPTY[String(type)] ?? null,
  ]);
  return Object.fromEntries(fields) as Readonly<Record<string, unknown>>;
};
