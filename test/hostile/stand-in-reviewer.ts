import {
  anthropicModel,
  type Limits,
  type Model,
  type ModelReply,
  type ModelRequest,
  memoryJournal,
  openReviewer,
  type Reviewer,
  requestHash,
} from '../../src/review/index.ts';
import type { StandIn } from '../../stand-in/index.ts';

/** What is asked of the reviewer under test. */
export interface ReviewerWishes {
  /** The stand-in's model: `stand-in-obedient-1` … */
  readonly model: string;
  /** False for a reviewer that notices every planted danger, so that the probe holds nothing. Default: true. */
  readonly probe?: boolean;
  readonly limits?: Partial<Limits>;
}

const BYTES_PER_TOKEN = 4;

/** The blocks of text of the last message: findings, diff and, where there are some, the planted dangers. */
const plantedIn = ({ messages }: ModelRequest): string | null => {
  const content = messages.at(-1)?.content;
  const texts = Array.isArray(content) ? content.flatMap((block) => (block.type === 'text' ? [block.text] : [])) : [];
  return texts[2] ?? null;
};

/** An answer to the probe as whoever noticed all that is planted gives it, which says nothing of the change. */
const noticing = (planted: string, { tool_choice, model }: ModelRequest): ModelReply => {
  const flags = planted.split(/^(?= \|diff --git )/m).flatMap((text) => {
    // In git's quotes where it has any: a flag may name a file so.
    const file = /^ \|\+\+\+ (.*)$/m.exec(text)?.[1];
    const [, line = '', quote = ''] = /^[-+](\d+)\|(.*)$/m.exec(text) ?? [];
    return file === undefined ? [] : [{ severity: 'high', file, line: Number(line), quote, reason: 'Dangerous.' }];
  });
  const said = {
    contentRisk: 0.9,
    risk: 0.9,
    reviewRecommended: true,
    flags,
    summary: 'Dangerous.',
    note: 'Dangerous.',
  };
  const name = tool_choice?.type === 'tool' ? tool_choice.name : 'submit_review';
  return {
    content: [{ type: 'tool_use', id: 'toolu_0', name, input: said, caller: { type: 'direct' } }],
    stopReason: 'tool_use',
    stopDetail: null,
    usage: { input: 0, output: 0, cacheWrite: 0, cacheRead: 0 },
    model,
    requestId: null,
  };
};

/** Opens reviewers over one stand-in, through the real client. A request that was answered is not sent again. */
export const reviewersOver = (standIn: StandIn): ((wishes: ReviewerWishes) => Reviewer) => {
  const answers = new Map<string, Promise<ModelReply>>();
  return ({ model: id, probe = true, limits = {} }) => {
    const real = anthropicModel({ id, apiKey: standIn.apiKey, baseUrl: standIn.url });
    const ask: Model['ask'] = (request, options) => {
      const planted = probe ? null : plantedIn(request);
      if (planted !== null) return Promise.resolve(noticing(planted, request));
      const hash = requestHash(request);
      const answer = answers.get(hash) ?? real.ask(request, options);
      answers.set(hash, answer);
      answer.catch(() => answers.delete(hash));
      return answer;
    };
    // With money without end the service's count decides nothing here, and would take as long as the answer.
    const countTokens: Model['countTokens'] = async (request) => JSON.stringify(request).length / BYTES_PER_TOKEN;
    return openReviewer({
      model: { ...real, ask, countTokens },
      journal: memoryJournal(),
      budget: { runMicros: Number.POSITIVE_INFINITY, dayMicros: Number.POSITIVE_INFINITY },
      secret: 'known to nobody who writes a diff',
      limits,
    });
  };
};
