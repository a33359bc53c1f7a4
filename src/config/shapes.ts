import { z } from 'zod';

const http = z.url({ protocol: /^https?$/, error: 'must be an http(s) address' });
/** Asked for what trust rests on: never in the clear but on this machine. */
const secure = http.refine(
  (text) => text.startsWith('https:') || /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(text).hostname),
  'must be https; http only on this machine’s loopback',
);
const dollars = z.string().regex(/^\d{1,5}(?:\.\d{1,6})?$/, 'must be US dollars from 0 to 99999, such as 2.50');
/** The form of each variable that has one; the others may hold any text. */
export const shapes: Readonly<Record<string, z.ZodType>> = {
  PORT: z
    .string()
    .regex(/^\d+$/, 'must be a whole number from 0 to 65535')
    .refine((text) => Number(text) <= 65_535, 'must be a whole number from 0 to 65535'),
  MERGE_WEIGHT: z.string().regex(/^0?\.\d+$|^0$/, 'must be a decimal number from 0 to under 1, such as .25'),
  SIGNALS: z
    .string()
    .regex(
      /^[a-z]+=(?:off|advisory|blocking)(?:[, ]+[a-z]+=(?:off|advisory|blocking))*$/,
      'must be name=off, name=advisory or name=blocking, separated by commas, with no blanks around = and no comma at the end',
    ),
  HOST: z.string().regex(/^[A-Za-z0-9.:_-]+$/, 'must be a host name or an IP address'),
  JETSTREAM_URL: z
    .url({ protocol: /^wss?$/, error: 'must be a ws(s) address' })
    .refine((text) => new URL(text).pathname !== '/', 'lacks its path: /subscribe, in most cases'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' }),
  REVIEW_BUDGET_PER_RUN: dollars,
  REVIEW_BUDGET_PER_DAY: dollars,
  ANTHROPIC_BASE_URL: http,
  EMBEDDINGS_BASE_URL: http,
  ELEVENLABS_BASE_URL: http,
  ATPROTO_PDS: http,
  PLC_URL: secure,
  RELAY_URL: secure,
  APPVIEW_URL: secure,
  TANGLED_URL: secure,
  TRUST_EVENTS_URL: secure,
};
