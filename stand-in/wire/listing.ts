import type Anthropic from '@anthropic-ai/sdk';
import { WireError } from './wire-error.ts';

/** One page of a list in the service's form; `limit`, `after_id` and `before_id` come from the query. */
export const pageOf = <Item extends { readonly id: string }>(
  items: readonly Item[],
  query: URLSearchParams,
): { data: readonly Item[]; has_more: boolean; first_id: string | null; last_id: string | null } => {
  const limit = Number(query.get('limit') ?? 20);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000)
    throw new WireError(400, 'limit: Input should be between 1 and 1000');
  const place = (name: string): number | null => {
    const id = query.get(name);
    return id === null ? null : items.findIndex((item) => item.id === id);
  };
  const [after, before] = [place('after_id'), place('before_id')];
  const rest = before === null ? items.slice((after ?? -1) + 1) : items.slice(Math.max(0, before - limit), before);
  const data = rest.slice(0, limit);
  return { data, has_more: rest.length > data.length, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null };
};

/** A model as `GET /v1/models` shows it. */
export const modelInfo = (id: string, maxInputTokens: number): Anthropic.ModelInfo => ({
  id,
  type: 'model',
  display_name: id,
  created_at: '2026-11-01T00:00:00Z',
  deprecated_at: null,
  retires_at: null,
  lifecycle: 'active',
  line: null,
  capabilities: null,
  max_input_tokens: maxInputTokens,
  max_tokens: 128_000,
});
