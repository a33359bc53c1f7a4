import type { ReviewStep } from '../../domain/index.ts';
import type { ToolCall } from '../claude/reply.ts';
import { oneLine } from '../one-line.ts';
import { SUBMIT_REVIEW } from '../tools.ts';
import { WORDS } from '../words.ts';
import { llmBatch } from './llm-batch.ts';
import { type Navigation, type Operation, type Result, refusal } from './navigation.ts';
import { peek } from './peek.ts';
import { recordStep } from './record-step.ts';
import { search } from './search.ts';
import { updateAnswer } from './update-answer.ts';

/** All that a model can do on its way to a verdict. Nothing it says is executed. */
const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
  ['peek', peek],
  ['search', search],
  ['llm_batch', llmBatch],
  ['record_step', recordStep],
  ['update_answer', updateAnswer],
]);

/** Does what one call asks for, or says why not. */
export const operate = async ({ name, input }: ToolCall, navigation: Navigation): Promise<Result> => {
  const run = OPERATIONS.get(name);
  return run ? run(input, navigation) : refusal('something else', WORDS.unknownTool);
};

/** The tool that a call names, in words of our own: what a model says is no text for a terminal. */
export const toolWord = (call: ToolCall | undefined): string => {
  if (call === undefined) return 'no call';
  return OPERATIONS.has(call.name) || call.name === SUBMIT_REVIEW.name ? call.name : 'another tool';
};

/** What a call came to, for the record. */
export const stepOf = ({ name }: ToolCall, { asked, got }: Pick<Result, 'asked' | 'got'>): ReviewStep => ({
  tool: oneLine(name, 40),
  asked: oneLine(asked),
  got: oneLine(got),
});
