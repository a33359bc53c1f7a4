import type Anthropic from '@anthropic-ai/sdk';
import type { ReviewStep } from '../../domain/index.ts';
import type { Model, ModelRequest } from '../claude/model.ts';
import type { ToolCall } from '../claude/reply.ts';
import { request } from '../claude/request.ts';
import { findingsText } from '../findings.ts';
import { type Asked, type Inquiry, trouble } from '../inquiry.ts';
import { PROMPTS } from '../prompts.ts';
import type { Part } from '../text/parts.ts';
import { estimateTokens } from '../text/tokens.ts';
import { NAVIGATION, SUBMIT_REVIEW } from '../tools.ts';
import { type HeldVerdict, heldVerdict, type PartReport } from '../verdict.ts';
import { WORDS } from '../words.ts';
import { indexText } from './index-text.ts';
import { counted, type Navigation, type Result, refusal } from './navigation.ts';
import { operate, stepOf, toolWord } from './operations.ts';
import { readTurn, type Turn } from './turn.ts';

const TURNS = 24;
/** From here on each turn says how many are left. */
const NOTICE = 4;
const MAX_TOKENS = 16_000;
/** Estimated tokens of all results of tools together. */
const ROOM_TOKENS = 100_000;
const QUESTIONS = 64;
const CACHED = { cache_control: { type: 'ephemeral' } } as const;

type Block = Anthropic.TextBlockParam | Anthropic.ToolResultBlockParam;
type Exchange = readonly [Anthropic.ContentBlockParam[], Block[]];

const opening = ({ inquiry, parts, reports }: Navigation): Block[] => [
  { type: 'text', text: findingsText(inquiry.findings) },
  { type: 'text', text: indexText(parts, reports) },
];

/** The blocks of a message, the last marked to be cached. */
const cachedBlocks = (blocks: readonly Block[]): Block[] =>
  blocks.map((block, index) => (index === blocks.length - 1 ? { ...block, ...CACHED } : block));

/** What is cached: the opening, and everything up to the newest message. */
const stepRequest = (model: Model, start: readonly Block[], exchanges: readonly Exchange[]): ModelRequest => {
  const messages: Anthropic.MessageParam[] = [{ role: 'user', content: cachedBlocks(start) }];
  exchanges.forEach(([said, answered], index) => {
    messages.push({ role: 'assistant', content: said });
    const isNewest = index === exchanges.length - 1;
    messages.push({ role: 'user', content: isNewest ? cachedBlocks(answered) : answered });
  });
  return request({
    dialect: model.dialect,
    model: model.id,
    system: PROMPTS.navigate,
    tools: NAVIGATION,
    choose: exchanges.length === TURNS - 1 ? SUBMIT_REVIEW.name : null,
    messages,
    maxTokens: MAX_TOKENS,
  });
};

/** A navigation under way: the steps so far and the room that is left to read. */
class Walk {
  readonly steps: ReviewStep[] = [];
  readonly #navigation: Navigation;
  #room = ROOM_TOKENS;

  constructor(navigation: Navigation) {
    this.#navigation = navigation;
  }

  /** What the model is told after a turn without a verdict. */
  async answer({ calls }: Turn, left: number): Promise<Block[]> {
    const blocks: Block[] = [];
    for (const call of calls) {
      const { text, isError } = await this.#do(call, calls.length > 1);
      blocks.push({ type: 'tool_result', tool_use_id: call.id, content: text, ...(isError && { is_error: true }) });
    }
    if (calls.length === 0) blocks.push({ type: 'text', text: WORDS.reminder });
    if (left <= NOTICE) blocks.push({ type: 'text', text: left === 1 ? WORDS.lastTurn : WORDS.turnsLeft(left) });
    return blocks;
  }

  async #do(call: ToolCall, isOneOfSeveral: boolean): Promise<Result> {
    const result = isOneOfSeveral ? refusal('several things at once', WORDS.oneCall) : await this.#result(call);
    this.steps.push(stepOf(call, result));
    return result;
  }

  async #result(call: ToolCall): Promise<Result> {
    if (call.name === SUBMIT_REVIEW.name) {
      return refusal('to end the review', 'the verdict does not fit the schema or its bounds');
    }
    const result = await operate(call, this.#navigation);
    const tokens = estimateTokens(result.text);
    if (tokens > this.#room) return refusal(result.asked, WORDS.noRoom);
    this.#room -= tokens;
    return result;
  }
}

const verdictStep = ({ verdict }: HeldVerdict): ReviewStep => ({
  tool: SUBMIT_REVIEW.name,
  asked: `risk ${verdict.contentRisk}, ${counted(verdict.flags.length, 'flag')}`,
  got: 'accepted',
});

/** How a long review ended, and how it got there. */
export interface Navigated {
  readonly asked: Asked<HeldVerdict>;
  readonly steps: readonly ReviewStep[];
}

/**
 * Lets the model find its way from the index of the parts to a verdict on the whole, in at most 24 turns. A wrong call
 * costs it a turn, one reply without a call a reminder; without a verdict in the end it is unreadable.
 */
export const navigate = async (
  inquiry: Inquiry,
  parts: readonly Part[],
  reports: readonly (PartReport | null)[],
): Promise<Navigated> => {
  const navigation: Navigation = { inquiry, parts, reports, questionsLeft: QUESTIONS };
  const walk = new Walk(navigation);
  const start = opening(navigation);
  const exchanges: Exchange[] = [];
  let mayRemind = true;
  for (let left = TURNS - 1; left >= 0; left--) {
    const asked = await inquiry.ask({
      request: stepRequest(inquiry.paid.model, start, exchanges),
      purpose: 'step',
      read: readTurn({ mayRemind, isLast: left === 0 }),
    });
    if (asked.trouble) return { asked, steps: walk.steps };
    const turn = asked.value;
    if (turn.verdict) {
      const held = heldVerdict(inquiry.layout, turn.verdict);
      return { asked: { value: held, trouble: null }, steps: [...walk.steps, verdictStep(held)] };
    }
    inquiry.onProgress(`step ${exchanges.length + 1}: ${toolWord(turn.calls[0])}`);
    if (turn.calls.length === 0) mayRemind = false;
    exchanges.push([turn.said, await walk.answer(turn, left)]);
  }
  return { asked: trouble('unreadable', 'the reviewer ran out of turns without a verdict'), steps: walk.steps };
};
