import { z } from 'zod';
import type { PullPlace } from './appview-patch.ts';
import { askHost, type Get } from './ask-host.ts';

const ANSWER_BYTES = 8 * 1024 * 1024;
const positive = z.int().min(1).max(9_999_999);
const viewShape = z.object({
  uri: z.string(),
  number: positive.optional().catch(undefined),
  pullId: positive.optional().catch(undefined),
});
const answerShape = z.union([z.object({ items: z.array(z.unknown()) }), viewShape]);

/**
 * The number as the appview's API gives it beside the record (never inside: that is the author's word), or null. Whether
 * it gives any is not settled, so once it showed a pull request without one, it is not asked in that way again.
 */
export const numberApi = ({ get, appviewUrl }: { readonly get: Get; readonly appviewUrl: string }) => {
  const silent = new Set<string>();
  return async ({ uri, repo }: PullPlace, signal: AbortSignal | undefined): Promise<number | null> => {
    const author = uri.split('/')[2] ?? '';
    const queries: Record<string, Record<string, string>> = {
      'sh.tangled.repo.getPull': { pull: uri },
      ...(repo.repoDid === null
        ? {}
        : { 'sh.tangled.repo.listPulls': { subject: repo.repoDid, author, limit: '1000' } }),
    };
    for (const [method, parameters] of Object.entries(queries)) {
      if (silent.has(method)) continue;
      const url = `${appviewUrl.replace(/\/+$/, '')}/xrpc/${method}?${new URLSearchParams(parameters)}`;
      const bytes = await askHost({ get, url, accept: 'application/json', maxBytes: ANSWER_BYTES, signal });
      const view = bytes instanceof Uint8Array ? viewOf(bytes, uri) : null;
      const number = view?.number ?? view?.pullId;
      if (number !== undefined) return number;
      if (view !== null) silent.add(method);
    }
    return null;
  };
};

const viewOf = (bytes: Uint8Array, uri: string): z.output<typeof viewShape> | null => {
  try {
    const answer = answerShape.parse(JSON.parse(new TextDecoder().decode(bytes)));
    const views = 'items' in answer ? answer.items : [answer];
    return views.map((view) => viewShape.safeParse(view).data).find((view) => view?.uri === uri) ?? null;
  } catch {
    return null;
  }
};
