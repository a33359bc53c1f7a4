import { z } from 'zod';
import { type AtUri, atUri, type Did, parseAtUri } from '../../domain/index.ts';
import { accountDid } from '../account-did.ts';
import { microsOf } from '../times.ts';
import { answerOf, type Source } from './ask.ts';
import { pages } from './pages.ts';
import type { PullState } from './ports.ts';

const cursor = z.string().max(4096).nullish();
const pullsShape = z.object({ items: z.array(z.unknown()), cursor });
const pullShape = z.object({
  uri: z.string().transform(parseAtUri),
  state: z.string(),
  stateUpdatedAt: z.unknown().optional().transform(microsOf),
});
const vouchesShape = z.object({ items: z.array(z.unknown()), cursor });
const vouchShape = z.object({ uri: z.string().transform(parseAtUri) });

/** Few enough that a page of pull requests with many rounds can be read. */
const PAGE = 200;
const MOST_PAGES = 500;
const MOST_ITEMS = 100_000;
const PULL = 'sh.tangled.repo.pull';
const VOUCH = 'sh.tangled.graph.vouch';
const STATES = ['open', 'closed', 'merged'] as const;

const authorOf = (uri: AtUri): Did | null => accountDid(uri.split('/')[2]);

/**
 * The pull requests to a repository, by its DID, with the state each is in as the appview sees it
 * (sh.tangled.repo.listPulls). Asked state by state, for what no asking for one gives is not settled.
 * @throws SourceError when the appview does not answer.
 */
export async function* pullsOf(appview: Source, repoDid: Did): AsyncGenerator<readonly PullState[]> {
  for (const status of STATES) {
    const next = async (from: string | null) => {
      const body = await answerOf(appview, {
        method: 'sh.tangled.repo.listPulls',
        parameters: { subject: repoDid, status, limit: PAGE, cursor: from },
        shape: pullsShape,
      });
      return { items: body.items.flatMap(pullStateOf), cursor: body.cursor ?? null };
    };
    const list = {
      who: appview.who,
      keyOf: (item: PullState) => item.pull,
      mostPages: MOST_PAGES,
      mostItems: MOST_ITEMS,
    };
    for await (const page of pages(next, list)) yield page.items;
  }
}

const pullStateOf = (item: unknown): PullState[] => {
  const parsed = pullShape.safeParse(item).data;
  const state = STATES.find((name) => name === parsed?.state);
  if (!parsed?.uri || state === undefined || parsed.uri.split('/')[3] !== PULL) return [];
  return [{ pull: parsed.uri, state, sinceUs: parsed.stateUpdatedAt }];
};

/** Who wrote a pull request. */
export const pullAuthor = (state: PullState): Did | null => authorOf(state.pull);

/**
 * Who vouches for somebody or denounces them, as the appview sees it (sh.tangled.graph.listVouches): a hint of where to
 * look, no more.
 * @throws SourceError when the appview does not answer.
 */
export async function* vouchersOf(appview: Source, subject: Did): AsyncGenerator<readonly Did[]> {
  const next = async (from: string | null) => {
    const body = await answerOf(appview, {
      method: 'sh.tangled.graph.listVouches',
      parameters: { subject, limit: PAGE, cursor: from },
      shape: vouchesShape,
    });
    return { items: body.items.flatMap((item) => voucherOf(item, subject)), cursor: body.cursor ?? null };
  };
  const list = { who: appview.who, keyOf: (did: Did) => did, mostPages: MOST_PAGES, mostItems: MOST_ITEMS };
  for await (const page of pages(next, list)) yield page.items;
}

const voucherOf = (item: unknown, subject: Did): Did[] => {
  const uri = vouchShape.safeParse(item).data?.uri;
  const voucher = uri ? authorOf(uri) : null;
  return voucher !== null && uri === atUri(voucher, VOUCH, subject) ? [voucher] : [];
};
