import type Anthropic from '@anthropic-ai/sdk';
import type { ModelReply } from '../claude/model.ts';
import { isUnusable, replyFault, type ToolCall, toolCall, type Unusable } from '../claude/reply.ts';
import { SUBMIT_REVIEW } from '../tools.ts';
import { type SaidVerdict, saidVerdict } from '../verdict.ts';

/** What one reply says. */
export interface Turn {
  readonly calls: readonly ToolCall[];
  /** The verdict, where the one call submits one that fits. */
  readonly verdict: SaidVerdict | null;
  /** The reply as the next request repeats it. */
  readonly said: Anthropic.ContentBlockParam[];
}

interface TurnRules {
  /** Whether a reply without any call can still be answered with a reminder. */
  readonly mayRemind: boolean;
  /** Whether nothing but a verdict counts. */
  readonly isLast: boolean;
}

const callsOf = ({ content }: ModelReply): readonly ToolCall[] =>
  content.flatMap((block) =>
    block.type === 'tool_use' ? [{ id: block.id, name: block.name, input: block.input }] : [],
  );

/** Verbatim, but that an input which is no object, as no service takes back, is left out. */
const saidIn = ({ content }: ModelReply): Anthropic.ContentBlockParam[] =>
  content.map((block): Anthropic.ContentBlockParam => {
    if (block.type !== 'tool_use') return block as Anthropic.ContentBlockParam;
    const isObject = typeof block.input === 'object' && block.input !== null && !Array.isArray(block.input);
    return { type: 'tool_use', id: block.id, name: block.name, input: isObject ? block.input : {} };
  });

const verdictOf = (calls: readonly ToolCall[]): SaidVerdict | null => {
  const [call] = calls;
  return (call?.name === SUBMIT_REVIEW.name && calls.length === 1 && saidVerdict.safeParse(call.input).data) || null;
};

const unreadable = (reason: string): Unusable => ({ unusable: 'unreadable', reason });

/** Reads one reply of a navigation. A wrong call is a turn all the same: it is answered, and the next can be right. */
export const readTurn =
  ({ mayRemind, isLast }: TurnRules) =>
  (reply: ModelReply): Turn | Unusable => {
    const single = toolCall(reply);
    if (isUnusable(single) && replyFault(reply) !== null) return single;
    const calls = callsOf(reply);
    const canGoOn = reply.stopReason === 'tool_use' || (reply.stopReason === 'end_turn' && calls.length === 0);
    if (isUnusable(single) && (single.unusable === 'refused' || !canGoOn)) return single;
    if (calls.length === 0 && (!mayRemind || reply.content.length === 0)) {
      return unreadable('the reviewer called no tool, though reminded');
    }
    const verdict = verdictOf(calls);
    if (isLast && verdict === null) return unreadable('the reviewer ran out of turns without a verdict');
    return { calls, verdict, said: saidIn(reply) };
  };
