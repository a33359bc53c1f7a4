import type Anthropic from '@anthropic-ai/sdk';

type Event = Anthropic.RawMessageStreamEvent;
type Block = Record<string, unknown>;

/** A message put together from the events of its stream. */
export interface Assembly {
  /** @throws {TypeError} an event that cannot follow the ones before it. */
  add(event: Event): void;
  /** The message as the service would have sent it at once; null until its last event came. */
  readonly message: unknown;
  /** Tokens answered so far: an estimate until the service counts them at the end. 0 before the answer begins. */
  readonly outputTokens: number;
}

const LETTERS_PER_TOKEN = 4;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * The client's own assembly repairs a tool's input that was cut off or is malformed. A repaired verdict is one that
 * nobody gave, so this one repairs nothing: input that is no JSON stays the text that it is.
 */
const inputOf = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
};

/** Changes the block itself: a copy for every event would take the square of the time. */
const grow = (block: Block, delta: Anthropic.RawContentBlockDelta): void => {
  switch (delta.type) {
    case 'text_delta':
      block.text = text(block.text) + text(delta.text);
      return;
    case 'thinking_delta':
      block.thinking = text(block.thinking) + text(delta.thinking);
      return;
    case 'signature_delta':
      block.signature = delta.signature;
      return;
    case 'citations_delta':
      if (Array.isArray(block.citations)) block.citations.push(delta.citation);
      else block.citations = [delta.citation];
  }
};

const lettersOf = (delta: object): number =>
  Object.values(delta).reduce((sum: number, value) => sum + (typeof value === 'string' ? value.length : 0), 0);

const present = (counts: object): object =>
  Object.fromEntries(Object.entries(counts).filter(([, value]) => value !== null && value !== undefined));

/** Where the assembly of one message stands. */
interface State {
  message: Block | null;
  readonly blocks: { readonly block: Block; json: string; open: boolean }[];
  letters: number;
  counted: number;
  done: boolean;
}

const openBlock = ({ blocks }: State, index: number) => {
  const found = blocks[index];
  if (!found?.open) throw new TypeError(`event for content block ${index}, which is not open`);
  return found;
};

const add = (state: State, event: Event): void => {
  if (state.done) return;
  if (event.type === 'message_start') {
    if (state.message) throw new TypeError('a second message_start');
    state.message = { ...event.message, usage: { ...event.message.usage } };
    state.counted = event.message.usage.output_tokens;
    return;
  }
  if (!state.message) throw new TypeError('an event before message_start');
  switch (event.type) {
    case 'content_block_start':
      if (event.index !== state.blocks.length) throw new TypeError(`content block ${event.index} out of order`);
      state.blocks.push({ block: { ...event.content_block }, json: '', open: true });
      return;
    case 'content_block_delta': {
      const found = openBlock(state, event.index);
      state.letters += lettersOf(event.delta);
      if (event.delta.type === 'input_json_delta') found.json += text(event.delta.partial_json);
      else grow(found.block, event.delta);
      return;
    }
    case 'content_block_stop': {
      const found = openBlock(state, event.index);
      found.open = false;
      if (found.json !== '') found.block.input = inputOf(found.json);
      return;
    }
    case 'message_delta': {
      Object.assign(state.message, event.delta, {
        usage: Object.assign({}, state.message.usage, present(event.usage)),
      });
      state.counted = event.usage.output_tokens;
      state.letters = 0;
      return;
    }
    case 'message_stop':
      if (state.blocks.some(({ open }) => open)) throw new TypeError('message_stop within a content block');
      state.done = true;
  }
};

/** An empty assembly, for one stream. Events of kinds that are not known are passed over. */
export const assembly = (): Assembly => {
  const state: State = { message: null, blocks: [], letters: 0, counted: 0, done: false };
  return {
    add: (event) => add(state, event),
    get message() {
      return state.done ? { ...state.message, content: state.blocks.map(({ block }) => block) } : null;
    },
    get outputTokens() {
      return Math.max(state.counted, Math.ceil(state.letters / LETTERS_PER_TOKEN));
    },
  };
};
