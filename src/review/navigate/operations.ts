import type { ReviewStep } from '../../domain/index.ts';
import type { ToolCall } from '../claude/reply.ts';
import { oneLine } from '../one-line.ts';
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

/** What a call came to, for the record. */
export const stepOf = ({ name }: ToolCall, { asked, got }: Pick<Result, 'asked' | 'got'>): ReviewStep => ({
  tool: oneLine(name, 40),
  asked: oneLine(asked),
  got: oneLine(got),
});
