import { z } from 'zod';
import { type AtUri, atUri, type Cid, type Did, isRecordKey, parseCid } from '../../domain/index.ts';
import { answerOf, type Source } from './ask.ts';
import { pages } from './pages.ts';
import { recordCid } from './record-cid.ts';
import { SourceError } from './source-error.ts';

/** A record as its repository lists it. */
export interface ListedRecord {
  readonly uri: AtUri;
  readonly rkey: string;
  readonly cid: Cid;
  readonly value: Readonly<Record<string, unknown>>;
}

/** One page: the records, and why others in it are none of this collection. */
interface ListedPage {
  readonly items: readonly ListedRecord[];
  readonly cursor: string | null;
  readonly refused: readonly string[];
}

const cursor = z.string().max(4096).nullish();
const pageShape = z.object({ records: z.array(z.unknown()), cursor });
const entryShape = z.object({ uri: z.string(), cid: z.string().nullish(), value: z.record(z.string(), z.unknown()) });

const PAGE = 100;
/** By so much less is asked for where a page is more than is read: old pull requests carry their patch with them. */
const LESS = 4;
/** And by so much more after each page that was read. */
const MORE = 2;
const MOST_PAGE_BYTES = 4 * 1024 * 1024;
/** No repository takes a larger record. */
const MOST_RECORD_BYTES = 1024 * 1024;
const MOST_PAGES = 3_000;
const MOST_RECORDS = 200_000;

/**
 * The records of one collection of a repository, page by page (com.atproto.repo.listRecords), each by the CID that its
 * content has. When it ends, every page came.
 * @throws SourceError when one does not, or there is no end to them.
 */
export const listRecords = (pds: Source, did: Did, collection: string): AsyncGenerator<ListedPage> => {
  let limit = PAGE;
  const page = (from: string | null) =>
    answerOf(pds, {
      method: 'com.atproto.repo.listRecords',
      parameters: { repo: did, collection, limit, cursor: from },
      shape: pageShape,
      maxBytes: MOST_PAGE_BYTES,
    });
  const next = async (from: string | null): Promise<ListedPage> => {
    try {
      const body = await page(from);
      limit = Math.min(PAGE, limit * MORE);
      return { ...checked(body.records, did, collection), cursor: body.cursor ?? null };
    } catch (error) {
      if (!(error instanceof SourceError) || !error.isTooLarge || limit === 1) throw error;
      limit = Math.max(1, Math.floor(limit / LESS));
      return next(from);
    }
  };
  return pages(next, {
    who: pds.who,
    keyOf: ({ rkey }: ListedRecord) => rkey,
    mostPages: MOST_PAGES,
    mostItems: MOST_RECORDS,
  });
};

const checked = (entries: readonly unknown[], did: Did, collection: string) => {
  const items: ListedRecord[] = [];
  const refused: string[] = [];
  for (const entry of entries) {
    const record = recordOf(entry, did, collection);
    if (typeof record === 'string') refused.push(record);
    else items.push(record);
  }
  return { items, refused };
};

const recordOf = (entry: unknown, did: Did, collection: string): ListedRecord | string => {
  const parsed = entryShape.safeParse(entry);
  if (!parsed.success) return 'listed entry is no record';
  const { uri, value } = parsed.data;
  const rkey = uri.slice(atUri(did, collection, '').length);
  if (!isRecordKey(rkey) || uri !== atUri(did, collection, rkey)) return 'listed record of another collection';
  const cid = parseCid(parsed.data.cid);
  if (cid === null) return 'listed record without a CID';
  const named = recordCid(value);
  if (named === null) return 'listed record that no repository can hold';
  if (named.bytes > MOST_RECORD_BYTES) return 'listed record over 1 MiB';
  if (named.cid !== cid) return 'listed record under another CID';
  return { uri: atUri(did, collection, rkey), rkey, cid, value };
};
