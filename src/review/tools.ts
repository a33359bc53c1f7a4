import type Anthropic from '@anthropic-ai/sdk';

type Schema = Record<string, unknown>;

const object = (properties: Schema): Anthropic.Tool.InputSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

const text = (description: string): Schema => ({ type: 'string', description });
const number = (description: string): Schema => ({ type: 'number', description });
const integer = (description: string): Schema => ({ type: 'integer', description });
const list = (items: unknown, description: string): Schema => ({ type: 'array', items, description });

const PLACE: Schema = {
  file: text('Path of the file as the diff names it after the change, without a/ or b/.'),
  line: integer('The number shown before the | of the line.'),
  quote: text('What stands behind the | of that line, copied exactly; at most 400 characters.'),
};

const FLAGS = list(
  object({
    severity: { type: 'string', enum: ['low', 'medium', 'high'] },
    ...PLACE,
    reason: text('What somebody can do with it or what breaks; at most 600 characters.'),
  }),
  'Lines that somebody should know of, the gravest first; at most 50.',
);

const tool = (name: string, description: string, input_schema: Anthropic.Tool.InputSchema): Anthropic.Tool => ({
  name,
  description,
  input_schema,
  strict: true,
});

/** The verdict on a whole change. */
export const SUBMIT_REVIEW = tool(
  'submit_review',
  'The verdict on the whole change.',
  object({
    contentRisk: number('0 harmless to 1 dangerous, by the rubric.'),
    reviewRecommended: { type: 'boolean', description: 'Whether a person should look before this is merged.' },
    flags: FLAGS,
    summary: text('What the change does and what could go wrong with it; at most 1200 characters.'),
  }),
);

/** What the reader of one part says. */
export const REPORT_PART = tool(
  'report_part',
  'What this part of the change does and what is dangerous in it.',
  object({
    risk: number('0 harmless to 1 dangerous, by the rubric, for this part alone.'),
    flags: FLAGS,
    note: text('What this part does that other parts may depend on; at most 300 characters.'),
  }),
);

/** The answer to one question about one part. */
export const ANSWER_QUESTION = tool(
  'answer_question',
  'What this part of the change shows about the question.',
  object({
    answer: text('At most 600 characters; "not in this part" when it is not.'),
    evidence: list(object(PLACE), 'The lines that show it; at most 20.'),
  }),
);

const HANDLE = text('Handle of a part, as the index gives it.');

/** Everything that whoever decides on a long change can do, in the order it is told of. Nothing of it is executed. */
export const NAVIGATION: readonly Anthropic.Tool[] = [
  tool(
    'peek',
    'The text of a part and of its neighbours.',
    object({ handle: HANDLE, radius: integer('How many parts before and after it, 0 to 3.') }),
  ),
  tool(
    'search',
    'Lines of the change in which something stands, in any case.',
    object({ pattern: text('A text, or an expression between slashes; at most 100 characters.') }),
  ),
  tool(
    'llm_batch',
    'One question about several parts, each answered by itself.',
    object({
      handles: list(HANDLE, 'The parts, at most 16.'),
      question: text('What to find out, at most 500 characters.'),
    }),
  ),
  tool('record_step', 'A name for what is found out next.', object({ name: text('A few words.') })),
  tool('update_answer', 'The answer so far.', object({ text: text('In words.') })),
  SUBMIT_REVIEW,
];
