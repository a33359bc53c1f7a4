import { blocksOf } from '../wire/conversation.ts';
import type { MessageRequest } from '../wire/request.ts';
import { type Fenced, fencesIn } from './fences.ts';
import { isNumbered, linesOf, type ReadLine } from './numbered.ts';

/** What a request says to the model, apart from the system's text. */
export interface Heard {
  /** Lines of every numbered diff in it, in order. */
  readonly lines: readonly ReadLine[];
  /** Every fenced stretch, diffs included, in order. */
  readonly fenced: readonly Fenced[];
  /** What stands outside all fences, message by message. */
  readonly plain: readonly string[];
}

type Message = MessageRequest['messages'][number];

const textsOf = (message: Message): readonly string[] =>
  blocksOf(message).flatMap((block) => {
    if (block.type === 'text') return [block.text];
    if (block.type !== 'tool_result') return [];
    return typeof block.content === 'string' ? [block.content] : (block.content ?? []).map(({ text }) => text);
  });

const PATH = /(?:^|[\s`"'(:])((?:[\w@.+-]{1,80}\/){0,20}[\w@+-][\w@.+-]{0,80}\.[A-Za-z]\w{0,9})(?=[\s`"'),:]|$)/;

/** The file that a part goes on with, where what stands before its fence names one. */
const fileNamed = (before: string): string | null => PATH.exec(before)?.[1] ?? null;

/**
 * What one text says: its fences, the lines of its numbered diffs, and the rest. A diff that begins without a header is
 * of the file named before its fence, else of the file that the diff before it ended in.
 */
export const heardIn = (text: string): Heard => {
  const { fenced, after } = fencesIn(text);
  const lines: ReadLine[] = [];
  let hunks = 0;
  for (const { text: inside, before } of fenced) {
    if (!isNumbered(inside)) continue;
    const read = linesOf(inside, { file: fileNamed(before) ?? lines.at(-1)?.file ?? null });
    const from = hunks;
    for (const line of read) lines.push({ ...line, hunk: line.hunk + from });
    hunks = (lines.at(-1)?.hunk ?? -1) + 1;
  }
  return { lines, fenced, plain: [[...fenced.map(({ before }) => before), after].join('\n')] };
};

/** What a request's user messages say, together. */
export const heardBy = (request: MessageRequest): Heard => {
  const heard = request.messages.filter(({ role }) => role === 'user').map((message) => textsOf(message).map(heardIn));
  let hunks = 0;
  const lines = heard.flat().flatMap((one) => {
    const from = hunks;
    hunks += (one.lines.at(-1)?.hunk ?? -1) + 1;
    return one.lines.map((line) => ({ ...line, hunk: line.hunk + from }));
  });
  return {
    lines,
    fenced: heard.flat().flatMap(({ fenced }) => fenced),
    plain: heard.map((parts) => parts.flatMap(({ plain }) => plain).join('\n')),
  };
};
