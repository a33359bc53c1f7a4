import { type Heard, heardBy } from '../reading/heard.ts';
import { type IndexedPart, partsNamed } from '../reading/index-of-parts.ts';
import { blocksOf } from '../wire/conversation.ts';
import type { MessageRequest } from '../wire/request.ts';
import type { Answer, Call } from './answer.ts';
import { callWith, type Judgement } from './findings.ts';
import { inputFor, toolsOffered } from './tool-input.ts';

/** From this risk on a part is looked at. */
const DOUBT = 0.4;
const PEEKS = 6;
const ASKED = 4;

/** Whether a request is a turn of somebody who walks through the parts of a long change. */
export const isNavigation = (request: MessageRequest): boolean => toolsOffered(request).includes('peek');

const callsBefore = (request: MessageRequest): readonly Call[] =>
  request.messages.flatMap((message) =>
    message.role === 'assistant'
      ? blocksOf(message).flatMap((block) =>
          block.type === 'tool_use' ? [{ name: block.name, input: block.input }] : [],
        )
      : [],
  );

/** The parts, riskiest first; of equal ones the earlier first. */
const partsByRisk = (request: MessageRequest): readonly IndexedPart[] => {
  const [first] = request.messages;
  const index =
    first === undefined
      ? ''
      : blocksOf(first)
          .map((block) => (block.type === 'text' ? block.text : ''))
          .join('\n');
  return partsNamed(index).toSorted((a, b) => b.risk - a.risk);
};

/** Whether the last message says, outside of every fence, that it is time to submit. */
const toldToSubmit = (request: MessageRequest, heard: Heard): boolean =>
  request.messages.length > 1 && (heard.plain.at(-1) ?? '').includes('submit_review');

const nextCall = (done: readonly Call[], parts: readonly IndexedPart[]): Call | null => {
  const made = (name: string): readonly Call[] => done.filter((call) => call.name === name);
  const peeked = made('peek').map(({ input }) => input.handle);
  const doubtful = parts.filter(({ risk }, at) => at === 0 || risk >= DOUBT).slice(0, PEEKS);
  const unseen = doubtful.find(({ handle }) => !peeked.includes(handle));
  if (made('record_step').length === 0) return { name: 'record_step', input: { name: 'look at the riskiest parts' } };
  if (unseen !== undefined) return { name: 'peek', input: { handle: unseen.handle, radius: 0 } };
  if (made('llm_batch').length === 0 && parts.length > 0) {
    const handles = parts.slice(0, ASKED).map(({ handle }) => handle);
    return {
      name: 'llm_batch',
      input: { handles, question: 'Which lines let somebody do what they could not do before?' },
    };
  }
  if (made('update_answer').length === 0)
    return { name: 'update_answer', input: { text: `Looked at ${peeked.length} part(s) of ${parts.length}.` } };
  return null;
};

/**
 * One turn of the walk: names the step, peeks at every part in doubt (the riskiest at least), asks one question about
 * the four riskiest, says where it stands, submits. Where it stands follows from the turns in the request alone.
 */
export const navigate = (request: MessageRequest, judge: (heard: Heard) => Judgement): Answer => {
  const heard = heardBy(request);
  const offered = toolsOffered(request);
  const parts = partsByRisk(request);
  const next = toldToSubmit(request, heard) ? null : nextCall(callsBefore(request), parts);
  if (next !== null && offered.includes(next.name))
    return { text: null, calls: [{ name: next.name, input: inputFor(request, next.name, next.input) }] };
  const { risk, flags } = judge(heard);
  const worst = flags.length === 0 ? risk : Math.max(risk, ...parts.map((part) => part.risk));
  return { text: null, calls: [callWith(request, 'submit_review', heard, { risk: worst, flags })] };
};
