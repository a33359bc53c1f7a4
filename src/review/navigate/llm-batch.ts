import type Anthropic from '@anthropic-ai/sdk';
import { z } from 'zod';
import type { Model, ModelRequest } from '../claude/model.ts';
import { toolInput } from '../claude/reply.ts';
import { request } from '../claude/request.ts';
import { AT_A_TIME, inOrder } from '../in-order.ts';
import type { Asked, Inquiry } from '../inquiry.ts';
import { cut, oneLine } from '../one-line.ts';
import { PROMPTS } from '../prompts.ts';
import { fenced } from '../text/fence.ts';
import { heldFlags } from '../text/held-flags.ts';
import type { Layout } from '../text/layout.ts';
import { numberedPart } from '../text/numbered.ts';
import type { Part } from '../text/parts.ts';
import { ANSWER_QUESTION } from '../tools.ts';
import { saidPlace } from '../verdict.ts';
import { counted, type Navigation, operation, refusal } from './navigation.ts';

const MOST_HANDLES = 16;
const MOST_QUESTION = 500;
const MOST_ANSWER = 600;
const MOST_EVIDENCE = 20;
const MAX_TOKENS = 6_000;

const input = z.object({ handles: z.array(z.string()), question: z.string() });
const saidAnswer = z.object({
  answer: z.string().transform((text) => cut(text, MOST_ANSWER)),
  evidence: z.array(z.object(saidPlace)).max(MOST_EVIDENCE),
});
type SaidAnswer = z.infer<typeof saidAnswer>;

/** The request for one question about one part; the part's block is marked to be cached, for the next question. */
const answerRequest = (model: Model, layout: Layout, part: Part, question: string): ModelRequest => {
  const content: Anthropic.TextBlockParam[] = [
    { type: 'text', text: fenced(numberedPart(layout, part)).text },
    { type: 'text', text: fenced(question, 'question').text },
  ];
  return request({
    dialect: model.dialect,
    model: model.id,
    system: PROMPTS.question,
    tools: [ANSWER_QUESTION],
    choose: ANSWER_QUESTION.name,
    messages: [{ role: 'user', content }],
    maxTokens: MAX_TOKENS,
  });
};

const ask = (inquiry: Inquiry, part: Part, question: string): Promise<Asked<SaidAnswer>> =>
  inquiry.ask({
    request: answerRequest(inquiry.paid.model, inquiry.layout, part, question),
    purpose: 'answer',
    read: (reply) => toolInput(reply, ANSWER_QUESTION.name, saidAnswer),
  });

/** One answer as the model is told it: what it quotes is in the diff, the rest of its evidence is left out. */
const told = (layout: Layout, { handle }: Part, answered: Asked<SaidAnswer> | null): string => {
  if (!answered?.value) return `${JSON.stringify({ handle, notAnswered: answered?.trouble?.kind ?? 'not asked' })}\n`;
  const { answer, evidence } = answered.value;
  const said = evidence.map((place) => ({ ...place, severity: 'low' as const, reason: '' }));
  const { flags, dropped } = heldFlags(layout, said);
  const held = flags.map(({ file, line, side, quote }) => ({ file, line, side, quote }));
  return `${JSON.stringify({ handle, answer, evidence: held, ...(dropped > 0 && { evidenceNotInTheDiff: dropped }) })}\n`;
};

const askedOf = ({ handles, question }: z.infer<typeof input>): string =>
  `${counted(handles.length, 'part')}: ${oneLine(question, 150)}`;

const problemOf = (asked: z.infer<typeof input>, handles: number, navigation: Navigation): string | null => {
  if (asked.handles.length === 0 || asked.handles.length > MOST_HANDLES) return `name 1 to ${MOST_HANDLES} parts`;
  if (asked.question.trim() === '') return 'there is no question';
  if (asked.question.length > MOST_QUESTION) return `a question has at most ${MOST_QUESTION} characters`;
  if (handles < new Set(asked.handles).size) return 'some of these handles name no part';
  return handles > navigation.questionsLeft ? `${navigation.questionsLeft} more questions can be asked` : null;
};

/** One question about several parts, each asked by itself; answers come in the order of the parts. */
export const llmBatch = operation(input, async (batch, navigation) => {
  const { inquiry, parts } = navigation;
  const named = parts.filter(({ handle }) => batch.handles.includes(handle));
  const problem = problemOf(batch, named.length, navigation);
  if (problem !== null) return refusal(askedOf(batch), problem);
  navigation.questionsLeft -= named.length;
  const question = batch.question.toWellFormed();
  const answers = await inOrder(named, AT_A_TIME, (part) => ask(inquiry, part, question));
  const answered = answers.filter((answer) => answer?.value).length;
  const lines = named.map((part, index) => told(inquiry.layout, part, answers[index] ?? null));
  const got = `${answered} of ${counted(named.length, 'answer')}`;
  return {
    asked: askedOf(batch),
    got,
    text: `${got}:\n${fenced(lines.join(''), 'answers').text}`,
    isError: answered < named.length,
  };
});
