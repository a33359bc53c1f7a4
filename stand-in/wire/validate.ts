import type { z } from 'zod';
import { checkConversation } from './conversation.ts';
import type { CountedRequest, MessageRequest } from './request.ts';
import { checkStrictSchema } from './strict-schema.ts';
import { WireError } from './wire-error.ts';

const BREAKPOINTS = 4;
const MAX_OUTPUT = 128_000;

const said = (issue: z.core.$ZodIssue): string => {
  const at = issue.path.join('.');
  if (issue.code === 'unrecognized_keys')
    return `${[...issue.path, issue.keys[0]].join('.')}: Extra inputs are not permitted`;
  if (issue.code === 'invalid_type' && issue.input === undefined) return `${at}: Field required`;
  return `${at}: ${issue.message}`;
};

/** The body in the form the schema gives it. @throws {WireError} 400, in the service's words for a missing or an extra field. */
export const parseBody = <Shape>(schema: z.ZodType<Shape>, body: unknown): Shape => {
  const parsed = schema.safeParse(body, { reportInput: true });
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw new WireError(400, first === undefined ? 'invalid request' : said(first));
};

/**
 * Whether a model refuses that a tool is forced and thinks always: the models of the 5.5 line, fable and mythos, and the
 * stand-in's `stand-in-auto-*`.
 */
export const thinksAlways = (model: string): boolean =>
  /^stand-in-auto-|^claude-(?:opus|sonnet)-5-5|^claude-(?:fable|mythos)-/.test(model);

const checkThinking = (request: CountedRequest, maxTokens: number | null): void => {
  const { thinking, tool_choice: choice, model } = request;
  const forced = choice?.type === 'any' || choice?.type === 'tool';
  if (thinksAlways(model)) {
    if (forced)
      throw new WireError(400, `tool_choice: type \`${choice.type}\` is not supported by this model; use \`auto\``);
    if (thinking !== undefined && thinking.type !== 'adaptive')
      throw new WireError(400, `thinking: \`${thinking.type}\` is not supported by this model`);
    return;
  }
  if (forced && thinking !== undefined && thinking.type !== 'disabled')
    throw new WireError(400, 'Thinking may not be enabled when tool_choice forces tool use.');
  if (thinking?.type === 'enabled' && maxTokens !== null && thinking.budget_tokens >= maxTokens)
    throw new WireError(400, '`max_tokens` must be greater than `thinking.budget_tokens`.');
};

const checkTools = ({ tools = [], tool_choice: choice }: CountedRequest): void => {
  const names = tools.map((tool) => tool.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new WireError(400, `tools: Tool names must be unique: ${twice}`);
  if (choice !== undefined && choice.type !== 'none' && names.length === 0)
    throw new WireError(400, 'tool_choice: tool_choice may only be specified while providing tools.');
  if (choice?.type === 'tool' && !names.includes(choice.name))
    throw new WireError(400, `tool_choice: Tool '${choice.name}' not found in provided tools`);
  for (const [index, tool] of tools.entries())
    if (tool.strict === true) checkStrictSchema(tool.input_schema, `tools.${index}.custom.input_schema`);
};

const breakpointsOf = (request: CountedRequest): number => {
  const blocks: readonly object[] = [
    request,
    ...(request.tools ?? []),
    ...(typeof request.system === 'object' ? request.system : []),
    ...request.messages.flatMap(({ content }) =>
      typeof content === 'string'
        ? []
        : content.flatMap((block) => [
            block,
            ...(block.type === 'tool_result' && typeof block.content === 'object' ? block.content : []),
          ]),
    ),
  ];
  return blocks.filter(
    (block) => 'cache_control' in block && block.cache_control !== undefined && block.cache_control !== null,
  ).length;
};

/** Whatever a schema alone cannot say about a request. @throws {WireError} 400, the first rule that is broken. */
export const checkRequest = (request: CountedRequest | MessageRequest): void => {
  const maxTokens = 'max_tokens' in request ? request.max_tokens : null;
  if (maxTokens !== null && maxTokens > MAX_OUTPUT)
    throw new WireError(
      400,
      `max_tokens: ${maxTokens} > ${MAX_OUTPUT}, which is the maximum allowed number of output tokens for ${request.model}`,
    );
  checkTools(request);
  checkThinking(request, maxTokens);
  const found = breakpointsOf(request);
  if (found > BREAKPOINTS)
    throw new WireError(400, `A maximum of ${BREAKPOINTS} blocks with cache_control may be provided. Found ${found}.`);
  checkConversation(request);
};
