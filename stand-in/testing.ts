import Anthropic from '@anthropic-ai/sdk';
import type { StandIn } from './stand-in.ts';

const flag = {
  type: 'object',
  additionalProperties: false,
  properties: {
    severity: { type: 'string' },
    file: { type: 'string' },
    line: { type: 'integer' },
    quote: { type: 'string' },
    reason: { type: 'string' },
  },
  required: ['severity', 'file', 'line', 'quote', 'reason'],
};

/** A strict tool with these fields, all of them required. */
export const strictTool = (name: string, properties: Record<string, unknown>): Anthropic.Tool => ({
  name,
  strict: true,
  input_schema: { type: 'object', additionalProperties: false, properties, required: Object.keys(properties) },
});

export const SUBMIT = strictTool('submit_review', {
  contentRisk: { type: 'number' },
  reviewRecommended: { type: 'boolean' },
  flags: { type: 'array', items: flag },
  summary: { type: 'string' },
});

const NONCE = '0123456789abcdef0123456789abcdef';
/** A text between the marks of a fence. */
export const fence = (text: string, nonce = NONCE, tag = 'diff'): string =>
  `<${tag} nonce="${nonce}">\n${text}\n</${tag} nonce="${nonce}">`;

/** A numbered diff of one file, whose hunk starts at line 1: lines behind `+`, `-` or a blank. */
export const numberedDiff = (path: string, lines: readonly string[]): string => {
  let [oldLine, newLine] = [1, 1];
  const rows = lines.map((line) => {
    const mark = line.slice(0, 1);
    const number = mark === '-' ? oldLine : newLine;
    if (mark !== '+') oldLine++;
    if (mark !== '-') newLine++;
    return `${mark}${number}|${line.slice(1)}`;
  });
  const header = [`diff --git a/${path} b/${path}`, `--- a/${path}`, `+++ b/${path}`, '@@ -1,9 +1,9 @@'];
  return [...header.map((line) => ` |${line}`), ...rows].join('\n');
};

/** A request that forces a verdict on these fenced texts. */
export const reviewRequest = (
  fenced: string,
  change: Partial<Anthropic.MessageCreateParamsNonStreaming> = {},
): Anthropic.MessageCreateParamsNonStreaming => ({
  model: 'stand-in-careful-1',
  max_tokens: 4_000,
  tools: [SUBMIT],
  tool_choice: { type: 'tool', name: SUBMIT.name },
  messages: [{ role: 'user', content: fenced }],
  ...change,
});

/** The SDK as the project uses it, pointed at a stand-in; it tries nothing again unless told. */
export const clientOf = ({ apiKey, url }: StandIn, maxRetries = 0): Anthropic =>
  new Anthropic({ apiKey, baseURL: url, maxRetries, timeout: 20_000, logLevel: 'off' });

/** The input of the first tool call. */
export const inputOf = (message: Anthropic.Message): Record<string, unknown> => {
  const call = message.content.find((block) => block.type === 'tool_use');
  return (call?.input ?? {}) as Record<string, unknown>;
};

/** What is thrown. */
export const thrownBy = async (promise: PromiseLike<unknown>): Promise<InstanceType<typeof Anthropic.APIError>> => {
  try {
    await promise;
  } catch (thrown) {
    return thrown as InstanceType<typeof Anthropic.APIError>;
  }
  throw new Error('nothing was thrown');
};
