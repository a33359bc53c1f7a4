import type Anthropic from '@anthropic-ai/sdk';
import type { Reply } from './message.ts';

/** Closes what is open in a JSON text that was cut, as the service does when it answers without streaming. */
const closeJson = (text: string): unknown => {
  for (let end = text.length; end > 0; end -= 1) {
    const open: string[] = [];
    let inString = false;
    for (let at = 0; at < end; at += 1) {
      const mark = text[at];
      if (inString) {
        if (mark === '\\') at += 1;
        else if (mark === '"') inString = false;
      } else if (mark === '"') inString = true;
      else if (mark === '{' || mark === '[') open.push(mark === '{' ? '}' : ']');
      else if (mark === '}' || mark === ']') open.pop();
    }
    try {
      return JSON.parse(`${text.slice(0, end)}${inString ? '"' : ''}${open.reverse().join('')}`);
    } catch {
      // Cut within a key, a number or an escape: one character less is tried.
    }
  }
  return {};
};

const half = (text: string): string => text.slice(0, Math.ceil(text.length / 2));

/** The reply as it would be had `max_tokens` been reached in the middle of its last block. */
export const cutShort = (reply: Reply): Reply => {
  const last = reply.message.content.at(-1);
  const inputs = new Map(reply.inputs);
  const kept: Anthropic.ContentBlock[] = reply.message.content.slice(0, -1);
  if (last?.type === 'tool_use') {
    const written = half(inputs.get(last.id) ?? '{}');
    inputs.set(last.id, written);
    kept.push({ ...last, input: closeJson(written) });
  } else if (last?.type === 'text') kept.push({ ...last, text: half(last.text) });
  return { message: { ...reply.message, content: kept, stop_reason: 'max_tokens' }, inputs };
};

/** The reply within the request's `max_tokens`: cut where it is longer. */
export const withinMaxTokens = (reply: Reply, maxTokens: number): Reply => {
  const { usage } = reply.message;
  if (usage.output_tokens <= maxTokens) return reply;
  const { message, inputs } = cutShort(reply);
  return { message: { ...message, usage: { ...usage, output_tokens: maxTokens } }, inputs };
};
