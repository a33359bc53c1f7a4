/**
 * How long a `Retry-After` asks to wait, in milliseconds, or null where there is none that can be read: whole seconds,
 * or a date (RFC 9110, 10.2.3). A date in the past is 0. May be absurdly large: the caller caps it.
 */
export const retryAfterMs = (value: string | null, nowMs: number): number | null => {
  const text = value?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  if (!/^[A-Za-z]{3,9}, /.test(text)) return null;
  const dateMs = Date.parse(text);
  return Number.isNaN(dateMs) ? null : Math.max(0, dateMs - nowMs);
};
