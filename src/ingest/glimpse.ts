import type { StreamEvent } from '../domain/index.ts';
import { LATEST_US, type Position } from './position.ts';
import { microsOf } from './times.ts';

/** Whom a message is about, and what kind of news it is: enough to see whether it matters. */
export type Glimpse = Pick<StreamEvent, 'collection' | 'rkey'> & { readonly did: string };

const V1 = /^\{"did":"(did:[a-z]+:[\w.:%-]+)","time_us":(\d{16}),(?:"cursor":\d{1,16},)?"kind":"(identity|account)",/;
const V2 =
  /^\{"\$type":"message","payload":\{"\$type":"network\.bsky\.jetstream\.subscribeEvents#(identity|account|sync)","seq":(\d{1,15}),"did":"(did:[a-z]+:[\w.:%-]+)","time":"([\d:.TZ-]+)",/;

/**
 * News of an account, seen by its first letters without parsing the message: news of the whole network's accounts comes
 * along, and is most of the traffic. Null wherever that is not certain: such a message must be parsed.
 */
export const glimpse = (text: string): { readonly news: Glimpse; readonly position: Position } | null => {
  const seen = first(text);
  // A second or escaped field could make a commit of it.
  if (seen === null || text.includes('commit') || text.includes('\\')) return null;
  return seen.position.timeUs < LATEST_US ? seen : null;
};

const first = (text: string) => {
  const v1 = V1.exec(text);
  if (v1 !== null) {
    const [, did = '', time, kind] = v1;
    return { news: newsOf(did, kind), position: { timeUs: Number(time), seq: null } };
  }
  const v2 = V2.exec(text);
  if (v2 === null) return null;
  const [, kind, seq, did = '', time] = v2;
  return { news: newsOf(did, kind), position: { timeUs: microsOf(time) ?? LATEST_US, seq: Number(seq) } };
};

const newsOf = (did: string, kind = ''): Glimpse => ({ did, collection: `#${kind}`, rkey: 'self' });
