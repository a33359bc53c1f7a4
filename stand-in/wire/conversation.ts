import { createHash } from 'node:crypto';
import type { CountedRequest, RequestBlock } from './request.ts';
import { WireError } from './wire-error.ts';

type Message = CountedRequest['messages'][number];

/** The blocks of a message; a bare string is one text block. */
export const blocksOf = (message: Message): readonly RequestBlock[] =>
  typeof message.content === 'string' ? [{ type: 'text', text: message.content }] : message.content;

/** The signature the stand-in gives its own thinking, so that a changed block is noticed when it comes back. */
export const signatureOf = (thinking: string): string =>
  createHash('sha256').update(`stand-in thinking\n${thinking}`).digest('base64');

const askedIn = (message: Message | undefined): readonly string[] =>
  message?.role === 'assistant'
    ? blocksOf(message).flatMap((block) => (block.type === 'tool_use' ? [block.id] : []))
    : [];

const answeredIn = (message: Message | undefined): readonly string[] =>
  message?.role === 'user'
    ? blocksOf(message).flatMap((block) => (block.type === 'tool_result' ? [block.tool_use_id] : []))
    : [];

const checkAnswers = (messages: readonly Message[], index: number, message: Message): void => {
  const answered = answeredIn(messages[index + 1]);
  const open = askedIn(message).filter((id) => !answered.includes(id));
  if (open.length > 0)
    throw new WireError(
      400,
      `messages.${index}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${open.join(', ')}. ` +
        'Each `tool_use` block must have a corresponding `tool_result` block in the next message.',
    );
  const asked = askedIn(messages[index - 1]);
  const stray = answeredIn(message).find((id, at, all) => !asked.includes(id) || all.indexOf(id) !== at);
  if (stray !== undefined)
    throw new WireError(
      400,
      `messages.${index}.content: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${stray}. ` +
        'Each `tool_result` block must have a corresponding `tool_use` block in the previous message.',
    );
};

const checkBlocks = (index: number, message: Message): void => {
  let textSeen = false;
  for (const [at, block] of blocksOf(message).entries()) {
    const ours = block.type === 'tool_use' || block.type === 'thinking';
    if (ours && message.role !== 'assistant')
      throw new WireError(400, `messages.${index}: \`${block.type}\` blocks can only be in \`assistant\` messages`);
    if (block.type === 'tool_result') {
      if (message.role !== 'user')
        throw new WireError(400, `messages.${index}: \`tool_result\` blocks can only be in \`user\` messages`);
      if (textSeen)
        throw new WireError(
          400,
          `messages.${index}.content.${at}: \`tool_result\` blocks must come before text blocks`,
        );
    }
    textSeen ||= block.type === 'text';
    if (block.type === 'thinking' && block.signature !== signatureOf(block.thinking))
      throw new WireError(400, `messages.${index}.content.${at}: Invalid \`signature\` in \`thinking\` block`);
  }
};

/** Holds the turns together: who begins, what answers what, what comes back unchanged. @throws {WireError} 400. */
export const checkConversation = ({ messages }: CountedRequest): void => {
  if (messages[0]?.role !== 'user') throw new WireError(400, 'messages: first message must use the "user" role');
  for (const [index, message] of messages.entries()) {
    checkBlocks(index, message);
    checkAnswers(messages, index, message);
  }
  if (messages.at(-1)?.role === 'assistant')
    throw new WireError(
      400,
      'This model does not support assistant message prefill. The conversation must end with a user message.',
    );
};
