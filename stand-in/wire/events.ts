import type Anthropic from '@anthropic-ai/sdk';
import type { Reply } from './message.ts';

/** Characters of a delta: small enough that every reply comes in several. */
const PIECE = 24;

const piecesOf = (text: string): readonly string[] => {
  const characters = [...text];
  return Array.from({ length: Math.ceil(characters.length / PIECE) }, (_, index) =>
    characters.slice(index * PIECE, (index + 1) * PIECE).join(''),
  );
};

type Delta = Anthropic.RawContentBlockDelta;

const deltasOf = (block: Anthropic.ContentBlock, inputs: Reply['inputs']): readonly Delta[] => {
  switch (block.type) {
    case 'text':
      return piecesOf(block.text).map((text) => ({ type: 'text_delta', text }));
    case 'thinking':
      return [
        ...piecesOf(block.thinking).map((thinking): Delta => ({ type: 'thinking_delta', thinking })),
        { type: 'signature_delta', signature: block.signature },
      ];
    case 'tool_use':
      return [
        { type: 'input_json_delta', partial_json: '' },
        ...piecesOf(inputs.get(block.id) ?? '{}').map(
          (partial_json): Delta => ({ type: 'input_json_delta', partial_json }),
        ),
      ];
    default:
      return [];
  }
};

const opened = (block: Anthropic.ContentBlock): Anthropic.RawContentBlockStartEvent['content_block'] => {
  if (block.type === 'text') return { ...block, text: '' };
  if (block.type === 'thinking') return { ...block, thinking: '', signature: '' };
  return block.type === 'tool_use' ? { ...block, input: {} } : block;
};

/** The stream's events in order, pings left out. */
const eventsOf = ({ message, inputs }: Reply): readonly Anthropic.RawMessageStreamEvent[] => {
  const { usage, stop_reason, stop_sequence, stop_details, container } = message;
  const { cache_creation_input_tokens, cache_read_input_tokens, input_tokens, output_tokens } = usage;
  return [
    {
      type: 'message_start',
      message: {
        ...message,
        content: [],
        stop_reason: null,
        stop_details: null,
        usage: { ...usage, output_tokens: 1 },
      },
    },
    ...message.content.flatMap((block, index): Anthropic.RawMessageStreamEvent[] => [
      { type: 'content_block_start', index, content_block: opened(block) },
      ...deltasOf(block, inputs).map(
        (delta): Anthropic.RawMessageStreamEvent => ({ type: 'content_block_delta', index, delta }),
      ),
      { type: 'content_block_stop', index },
    ]),
    {
      type: 'message_delta',
      delta: { stop_reason, stop_sequence, stop_details, container },
      usage: {
        cache_creation_input_tokens,
        cache_read_input_tokens,
        input_tokens,
        output_tokens,
        output_tokens_details: usage.output_tokens_details,
        server_tool_use: null,
      },
    },
    { type: 'message_stop' },
  ];
};

/** One server-sent event. */
const sse = (event: { readonly type: string }): string => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

/** The stream's text, event by event, with the ping the service sends behind the first. */
export const streamOf = (reply: Reply): readonly string[] => {
  const [first, ...rest] = eventsOf(reply).map(sse);
  return [first ?? '', sse({ type: 'ping' }), ...rest];
};
