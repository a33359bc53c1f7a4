import { createHash } from 'node:crypto';
import type Anthropic from '@anthropic-ai/sdk';
import type { Answer } from '../models/answer.ts';
import { signatureOf } from './conversation.ts';
import type { InputUsage } from './prompt-cache.ts';
import type { MessageRequest } from './request.ts';
import { tokensIn } from './tokens.ts';
import { thinksAlways } from './validate.ts';

const THOUGHT = 'I read the fenced text line by line and hold each line against what I know to be dangerous.';

/** The JSON text of a tool's input as it is streamed; cut short when the reply was. */
export type PartialInputs = ReadonlyMap<string, string>;

/** A reply, and what of its tools' inputs goes over the wire. */
export interface Reply {
  readonly message: Anthropic.Message;
  /** By tool_use id: the input's JSON as far as it was written. */
  readonly inputs: PartialInputs;
}

/** The same for a request that is streamed and one that is not. */
const digest = ({ stream: _, ...request }: MessageRequest, salt: string): string =>
  createHash('sha256')
    .update(`${salt}\n${JSON.stringify(request)}`)
    .digest('hex')
    .slice(0, 24);

/** Token usage in the service's form. */
const usageOf = (
  input: InputUsage,
  output: { readonly tokens: number; readonly thinking: number },
  tier: 'standard' | 'batch',
): Anthropic.Usage => ({
  input_tokens: input.input,
  cache_creation_input_tokens: input.cacheWrite,
  cache_read_input_tokens: input.cacheRead,
  cache_creation: { ephemeral_5m_input_tokens: input.cacheWrite, ephemeral_1h_input_tokens: 0 },
  output_tokens: output.tokens,
  output_tokens_details: { thinking_tokens: output.thinking },
  server_tool_use: null,
  inference_geo: null,
  service_tier: tier,
  speed: null,
});

const contentOf = (request: MessageRequest, answer: Answer): Anthropic.ContentBlock[] => {
  const thinks =
    thinksAlways(request.model) || request.thinking?.type === 'adaptive' || request.thinking?.type === 'enabled';
  return [
    ...(thinks ? [{ type: 'thinking' as const, thinking: THOUGHT, signature: signatureOf(THOUGHT) }] : []),
    ...(answer.text === null ? [] : [{ type: 'text' as const, text: answer.text, citations: null }]),
    ...answer.calls.map(({ name, input }, index) => ({
      type: 'tool_use' as const,
      id: `toolu_${digest(request, `call ${index}`)}`,
      name,
      input,
      caller: { type: 'direct' as const },
    })),
  ];
};

/**
 * The message a model's answer is sent as. Its ids are made of the request, so the same request gets the same message.
 * Whole: `max_tokens` is looked at by `cutShort`.
 */
export const replyOf = (
  request: MessageRequest,
  answer: Answer,
  input: InputUsage,
  tier: 'standard' | 'batch',
): Reply => {
  const content = contentOf(request, answer);
  const tokens = (block: Anthropic.ContentBlock): number =>
    tokensIn(block.type === 'tool_use' ? JSON.stringify(block.input) : block.type === 'text' ? block.text : THOUGHT) +
    8;
  const thinking = content[0]?.type === 'thinking' ? tokens(content[0]) : 0;
  const message: Anthropic.Message = {
    id: `msg_${digest(request, 'message')}`,
    type: 'message',
    role: 'assistant',
    model: request.model,
    content,
    container: null,
    diagnostics: null,
    stop_reason: answer.calls.length > 0 ? 'tool_use' : 'end_turn',
    stop_sequence: null,
    stop_details: null,
    usage: usageOf(input, { tokens: content.reduce((sum, block) => sum + tokens(block), 0), thinking }, tier),
  };
  const inputs = content.flatMap((block) =>
    block.type === 'tool_use' ? [[block.id, JSON.stringify(block.input)] as const] : [],
  );
  return { message, inputs: new Map(inputs) };
};
