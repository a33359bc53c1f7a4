import type Anthropic from '@anthropic-ai/sdk';
import type { Dialect } from './dialect.ts';
import type { ModelRequest } from './model.ts';

interface RequestParts {
  readonly dialect: Dialect;
  readonly model: string;
  readonly system: string | readonly Anthropic.TextBlockParam[];
  readonly tools: readonly Anthropic.Tool[];
  /** The tool that must be called; null for any one of them. */
  readonly choose: string | null;
  readonly messages: readonly Anthropic.MessageParam[];
  /** The longest answer, in tokens; thinking counts. */
  readonly maxTokens: number;
}

const toolChoice = ({ dialect, choose }: RequestParts): Anthropic.ToolChoice => {
  const single = { disable_parallel_tool_use: true };
  if (!dialect.forced) return { type: 'auto', ...single };
  return choose === null ? { type: 'any', ...single } : { type: 'tool', name: choose, ...single };
};

/** Tools come before the system's text in what is cached, so one mark on its last block keeps both. */
const cached = (system: RequestParts['system']): Anthropic.TextBlockParam[] => {
  const blocks = typeof system === 'string' ? [{ type: 'text' as const, text: system }] : system;
  return blocks.map((block, index) =>
    index === blocks.length - 1 ? { ...block, cache_control: { type: 'ephemeral' } } : { ...block },
  );
};

/**
 * A request for exactly one tool call, in the model's dialect. Tools and system text are marked to be cached, so they
 * must be the same for every request of a kind. A pure function of its parts.
 *
 * @throws {RangeError} `choose` names no tool, or `maxTokens` is no positive integer.
 */
export const request = (parts: RequestParts): ModelRequest => {
  const { dialect, model, system, tools, choose, messages, maxTokens } = parts;
  if (choose !== null && !tools.some(({ name }) => name === choose)) {
    throw new RangeError(`choose: must name one of the tools, is ${choose}`);
  }
  if (!Number.isSafeInteger(maxTokens) || maxTokens < 1) {
    throw new RangeError(`maxTokens: must be a positive integer, is ${maxTokens}`);
  }
  return {
    model,
    max_tokens: maxTokens,
    system: cached(system),
    tools: [...tools],
    tool_choice: toolChoice(parts),
    ...(dialect.thinking && { thinking: dialect.thinking }),
    ...(dialect.effort && { output_config: { effort: dialect.effort } }),
    messages: [...messages],
  };
};
