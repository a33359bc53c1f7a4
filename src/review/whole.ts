import type Anthropic from '@anthropic-ai/sdk';
import type { BlindFinding } from '../domain/index.ts';
import type { Model, ModelReply, ModelRequest } from './claude/model.ts';
import { toolInput } from './claude/reply.ts';
import { request } from './claude/request.ts';
import { type Course, nothingRead, onePart } from './course.ts';
import { findingsText } from './findings.ts';
import type { Inquiry } from './inquiry.ts';
import { PROMPTS } from './prompts.ts';
import { putToProbe } from './put-to-probe.ts';
import { fenced } from './text/fence.ts';
import type { Layout } from './text/layout.ts';
import { numbered } from './text/numbered.ts';
import { SUBMIT_REVIEW } from './tools.ts';
import { heldVerdict, saidVerdict } from './verdict.ts';

const MAX_TOKENS = 16_000;

/** The only things about a change that a reviewer is ever sent. */
export interface Matter {
  readonly layout: Layout;
  readonly findings: readonly BlindFinding[];
}

/**
 * The request for a diff that is read at once. The diff's block is marked to be cached: should the reviewer be put to the
 * probe, it is asked with the same blocks again and `planted` behind them.
 */
export const wholeRequest = (model: Model, { layout, findings }: Matter, planted?: string): ModelRequest => {
  const content: Anthropic.TextBlockParam[] = [
    { type: 'text', text: findingsText(findings) },
    { type: 'text', text: fenced(numbered(layout)).text, cache_control: { type: 'ephemeral' } },
  ];
  if (planted !== undefined) content.push({ type: 'text', text: fenced(planted).text });
  return request({
    dialect: model.dialect,
    model: model.id,
    system: PROMPTS.review,
    tools: [SUBMIT_REVIEW],
    choose: SUBMIT_REVIEW.name,
    messages: [{ role: 'user', content }],
    maxTokens: MAX_TOKENS,
  });
};

const readVerdict = (reply: ModelReply) => toolInput(reply, SUBMIT_REVIEW.name, saidVerdict);

/** Reads a diff at once, and should it pass, puts the reviewer to the probe. */
export const readWhole = async (inquiry: Inquiry, secret: string): Promise<Course> => {
  const { layout, paid } = inquiry;
  const asked = await inquiry.ask({
    request: wholeRequest(paid.model, inquiry),
    purpose: 'review',
    read: readVerdict,
    onProgress: (tokens) => inquiry.onProgress(`reading the diff: ${tokens} tokens answered`),
  });
  if (asked.trouble) return nothingRead(layout, asked.trouble);
  const probed = await putToProbe(heldVerdict(layout, asked.value), {
    inquiry,
    secret,
    probes: [
      {
        about: layout.hash,
        paths: layout.files.map(({ path }) => path),
        requestWith: (planted) => wholeRequest(paid.model, inquiry, planted),
        read: readVerdict,
      },
    ],
  });
  return { parts: [onePart(layout, true)], read: [{ start: 0, end: layout.offsets.bytes }], steps: [], ...probed };
};
