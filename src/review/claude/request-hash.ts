import { createHash } from 'node:crypto';

const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map((entry) => canonical(entry ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`).join(',')}}`;
};

/**
 * A request's name: hex SHA-256 over its JSON with the keys of every object in order and nothing that is undefined.
 * Equal for requests that are sent with the same meaning, whatever order they were built in; it also fits a batch's
 * `custom_id`.
 */
export const requestHash = (request: object): string => createHash('sha256').update(canonical(request)).digest('hex');
