import type Anthropic from '@anthropic-ai/sdk';
import type { Fault } from '../faults.ts';
import { cutShort } from './cut-short.ts';
import type { Reply } from './message.ts';

const withContent = (reply: Reply, change: Partial<Anthropic.Message>): Reply => {
  const message = { ...reply.message, ...change };
  const inputs = message.content.flatMap((block) =>
    block.type === 'tool_use' ? [[block.id, JSON.stringify(block.input)] as const] : [],
  );
  return { message, inputs: new Map(inputs) };
};

const twice = (content: readonly Anthropic.ContentBlock[]): Anthropic.ContentBlock[] =>
  content.flatMap((block): Anthropic.ContentBlock[] =>
    block.type === 'tool_use' ? [block, { ...block, id: `${block.id}_2` }] : [block],
  );

/** The reply after a fault that changes what the model says; faults of the way leave it alone. */
export const spoiled = (reply: Reply, fault: Fault | null): Reply => {
  const { content } = reply.message;
  switch (fault?.kind) {
    case 'truncated':
      return cutShort(reply);
    case 'refusal':
      return withContent(reply, {
        content: [],
        stop_reason: 'refusal',
        stop_details: {
          type: 'refusal',
          category: fault.category === undefined ? 'cyber' : fault.category,
          explanation: fault.explanation ?? 'This request was declined.',
        },
      });
    case 'prose': {
      const text = fault.text ?? 'The change looks fine to me, nothing stands out.';
      return withContent(reply, { content: [{ type: 'text', text, citations: null }], stop_reason: 'end_turn' });
    }
    case 'two-calls':
      return withContent(reply, { content: twice(content) });
    case 'call':
      return withContent(reply, {
        content: content.map((block) =>
          block.type === 'tool_use' ? { ...block, name: fault.name ?? block.name, input: fault.input } : block,
        ),
      });
    case 'stop':
      return withContent(reply, { stop_reason: fault.reason });
    default:
      return reply;
  }
};
