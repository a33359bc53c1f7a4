import type Anthropic from '@anthropic-ai/sdk';
import { z } from 'zod';
import { contentFault } from './content-fault.ts';
import type { ModelReply } from './model.ts';

const count = z.number().int().nonnegative();

const Message = z.object({
  type: z.literal('message'),
  role: z.literal('assistant'),
  model: z.string().max(200),
  content: z.array(z.looseObject({ type: z.string() })),
  stop_reason: z.string().max(100).nullable(),
  stop_details: z
    .looseObject({ category: z.string().nullish(), explanation: z.string().nullish() })
    .nullish()
    .catch(null),
  usage: z.object({
    input_tokens: count,
    output_tokens: count,
    cache_creation_input_tokens: count.nullish(),
    cache_read_input_tokens: count.nullish(),
  }),
});

const DETAIL_LENGTH = 300;

/**
 * A message of the service as a reply; null for anything else. Content of which nothing can be made is left out, so that
 * what was paid is known all the same: see `contentFault`.
 */
export const readMessage = (raw: unknown, requestId: string | null): ModelReply | null => {
  const parsed = Message.safeParse(raw);
  if (!parsed.success) return null;
  const { content, model, stop_reason, stop_details, usage } = parsed.data;
  const detail = [stop_details?.category, stop_details?.explanation].filter(Boolean).join(': ');
  const fault = contentFault(content);
  return {
    content: fault === null ? (content as unknown as Anthropic.ContentBlock[]) : [],
    ...(fault !== null && { fault }),
    stopReason: stop_reason as Anthropic.Message['stop_reason'],
    stopDetail: detail.slice(0, DETAIL_LENGTH) || null,
    usage: {
      input: usage.input_tokens,
      output: usage.output_tokens,
      cacheWrite: usage.cache_creation_input_tokens ?? 0,
      cacheRead: usage.cache_read_input_tokens ?? 0,
    },
    model,
    requestId,
  };
};
