import type Anthropic from '@anthropic-ai/sdk';
import type { Model, ModelRequest } from './claude/model.ts';
import { toolInput } from './claude/reply.ts';
import { request } from './claude/request.ts';
import { findingsByPart, findingsText } from './findings.ts';
import { AT_A_TIME, inOrder } from './in-order.ts';
import type { Asked, Inquiry, Trouble } from './inquiry.ts';
import { PROMPTS } from './prompts.ts';
import { type Fenced, fenced } from './text/fence.ts';
import { numberedPart } from './text/numbered.ts';
import type { Part } from './text/parts.ts';
import { REPORT_PART } from './tools.ts';
import { heldReport, type PartReport, saidReport } from './verdict.ts';
import type { Matter } from './whole.ts';

const MAX_TOKENS = 12_000;

/** A part with the findings in it: all that its reader is sent. */
export interface PartMatter extends Matter {
  readonly part: Part;
}

/** A part's text as its reader is sent it, behind what of the part before is shown again. */
export const partBlock = ({ layout, part }: PartMatter): Fenced => fenced(numberedPart(layout, part));

/** The request for one part: the same in every change that has a part of these bytes and findings. */
export const partRequest = (model: Model, matter: PartMatter, planted?: string): ModelRequest => {
  const content: Anthropic.TextBlockParam[] = [
    { type: 'text', text: findingsText(matter.findings) },
    { type: 'text', text: partBlock(matter).text },
  ];
  if (planted !== undefined) content.push({ type: 'text', text: fenced(planted).text });
  return request({
    dialect: model.dialect,
    model: model.id,
    system: PROMPTS.part,
    tools: [REPORT_PART],
    choose: REPORT_PART.name,
    messages: [{ role: 'user', content }],
    maxTokens: MAX_TOKENS,
  });
};

export const partMatters = ({ layout, findings }: Matter, parts: readonly Part[]): readonly PartMatter[] => {
  const byPart = findingsByPart(layout, parts, findings);
  return parts.map((part, index) => ({ layout, part, findings: byPart[index] ?? [] }));
};

type Results = readonly (Asked<PartReport> | null)[];

/**
 * What kept the sweep as a whole from being one: the trouble that more than half of the parts met, or, where no part was
 * read at all, the one that most met. Null where the review can go on with what was read.
 */
export const troubleOfMost = (results: Results): Trouble | null => {
  const troubles = results.flatMap((result) => (result?.trouble ? [result.trouble] : []));
  const counts = Map.groupBy(troubles, ({ kind }) => kind);
  const most = [...counts.values()].reduce<readonly Trouble[]>((a, b) => (b.length > a.length ? b : a), []);
  const isWorthless = most.length * 2 > results.length || troubles.length === results.length;
  return isWorthless ? (most[0] ?? null) : null;
};

/**
 * Reads every part by itself, four at a time. A part without an answer is unread and the others go on, until so many
 * failed the same way that nothing can come of it.
 */
export const sweep = async (inquiry: Inquiry, matters: readonly PartMatter[]): Promise<Results> => {
  let done = 0;
  const ask = async (matter: PartMatter): Promise<Asked<PartReport>> => {
    const asked = await inquiry.ask({
      request: partRequest(inquiry.paid.model, matter),
      purpose: 'part',
      read: (reply) => toolInput(reply, REPORT_PART.name, saidReport),
    });
    inquiry.onProgress(`${++done} of ${matters.length} parts ${asked.trouble ? 'tried' : 'read'}`);
    return asked.trouble ? asked : { value: heldReport(inquiry.layout, asked.value), trouble: null };
  };
  return inOrder(matters, AT_A_TIME, ask, (results) => troubleOfMost(results) !== null);
};
