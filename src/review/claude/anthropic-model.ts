import type Anthropic from '@anthropic-ai/sdk';
import { assembly } from './assembly.ts';
import { dialectOf } from './dialect.ts';
import { type AskOptions, type Model, ModelFailure, type ModelReply, type ModelRequest } from './model.ts';
import { priceOf } from './prices.ts';
import { readMessage } from './read-message.ts';
import { anthropicService, type ServiceOptions } from './service.ts';

interface AnthropicModelOptions extends ServiceOptions {
  /** The model's id, such as `claude-sonnet-5-5`. */
  readonly id: string;
}

interface Sending {
  readonly client: Anthropic;
  readonly signal: AbortSignal;
  readonly request: ModelRequest;
}

/** Asks as a stream, so that progress shows and a stalled answer is noticed. */
const streamed = async ({ client, signal, request }: Sending, onProgress: AskOptions['onProgress']) => {
  const { data, request_id } = await client.messages.create({ ...request, stream: true }, { signal }).withResponse();
  const answer = assembly();
  let shown = 0;
  for await (const event of data) {
    answer.add(event);
    if (answer.outputTokens === shown && event.type !== 'message_start') continue;
    shown = answer.outputTokens;
    onProgress?.(shown);
  }
  return readMessage(answer.message, request_id ?? null);
};

const counted = async ({ client, signal, request }: Sending): Promise<number> => {
  const { model, messages, system, tools, tool_choice, thinking, output_config } = request;
  const parts = { system, tools, tool_choice, thinking, output_config };
  const given = Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));
  const { input_tokens } = await client.messages.countTokens({ model, messages, ...given }, { signal });
  return input_tokens;
};

/**
 * A model of the Messages API, asked through its makers' client, which sees to retries. Ends within `deadlineMs`
 * whatever the other side does.
 *
 * @throws {RangeError} for an option out of its range.
 */
export const anthropicModel = ({ id, ...options }: AnthropicModelOptions): Model => {
  if (id === '') throw new RangeError('id: must name a model, is empty');
  const service = anthropicService(options);
  const whole = <T>(value: T | null, what: string): T => {
    if (value !== null) return value;
    throw new ModelFailure('unavailable', `${what} broke off or is not what the Messages API promises`, {
      retryable: true,
    });
  };
  return {
    id,
    dialect: dialectOf(id),
    price: priceOf(id),
    countTokens: async (request, signal) => {
      const call = { what: `a count of tokens for ${id}`, signal };
      const tokens = await service.call(call, (client, within) => counted({ client, signal: within, request }));
      return whole(Number.isSafeInteger(tokens) && tokens >= 0 ? tokens : null, 'the count of tokens');
    },
    ask: (request, { signal, onProgress } = {}): Promise<ModelReply> =>
      service.call({ what: `a request for ${id}`, signal }, async (client, within) =>
        whole(await streamed({ client, signal: within, request }, onProgress), `the answer of ${id}`),
      ),
  };
};
