import type { z } from 'zod';
import { oneLine } from '../one-line.ts';
import { contentFault } from './content-fault.ts';
import type { ModelReply } from './model.ts';

/** A whole reply that does not say what was asked for: an outcome of its own, never a risk of 0. */
export interface Unusable {
  readonly unusable: 'unreadable' | 'refused';
  readonly reason: string;
}

/** One tool call; `id` is what its result must name. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** What the model passed: anything at all. Text where it was no JSON. */
  readonly input: unknown;
}

export const isUnusable = (value: unknown): value is Unusable =>
  typeof value === 'object' && value !== null && 'unusable' in value && 'reason' in value;

const unreadable = (reason: string): Unusable => ({ unusable: 'unreadable', reason });

const WHY_CUT: Readonly<Record<string, string>> = {
  max_tokens: 'the answer was cut off at its longest length',
  model_context_window_exceeded: 'the answer was cut off where the context window ends',
};

/** Why nothing can be made of a reply, kept ones included; null where something can. */
export const replyFault = ({ fault, content }: ModelReply): string | null => fault ?? contentFault(content);

/** The one tool call of a reply. A reply that was cut off has none, however whole its parts look. Takes whatever was kept. */
export const toolCall = (reply: ModelReply): ToolCall | Unusable => {
  const { stopReason } = reply;
  if (stopReason === 'refusal') {
    return {
      unusable: 'refused',
      reason: `the model declined: ${oneLine(reply.stopDetail ?? 'it gave no reason', 320)}`,
    };
  }
  if (stopReason !== 'tool_use') {
    const ended = oneLine(String(stopReason), 60);
    return unreadable(WHY_CUT[ended] ?? `the answer ended (${ended}) without the tool call`);
  }
  const fault = replyFault(reply);
  if (fault !== null) return unreadable(fault);
  const calls = reply.content.filter((block) => block.type === 'tool_use');
  const [call] = calls;
  if (!call || calls.length !== 1) return unreadable(`the answer calls ${calls.length} tools where one was asked for`);
  return { id: call.id, name: call.name, input: call.input };
};

const MOST_ISSUES = 3;

/** What is wrong, by place and rule alone: what the model wrote stays out. */
const issuesOf = (error: z.ZodError): string =>
  error.issues
    .slice(0, MOST_ISSUES)
    .map(({ path, code }) => `${path.join('.').slice(0, 60) || 'the whole'} (${code})`)
    .join(', ');

/** The input of the reply's one tool call, which must be to `name` and fit the schema. */
export const toolInput = <T>(reply: ModelReply, name: string, schema: z.ZodType<T>): T | Unusable => {
  const call = toolCall(reply);
  if (isUnusable(call)) return call;
  if (call.name !== name) return unreadable(`the answer calls another tool than ${name}`);
  if (typeof call.input === 'string') return unreadable(`the input of ${name} is no JSON`);
  const parsed = schema.safeParse(call.input);
  return parsed.success ? parsed.data : unreadable(`the input of ${name} does not fit: ${issuesOf(parsed.error)}`);
};
