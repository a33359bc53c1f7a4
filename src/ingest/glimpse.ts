import type { StreamEvent } from '../domain/index.ts';
import type { Position } from './position.ts';
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
  const v1 = V1.exec(text);
  if (v1 !== null) {
    // An escaped or second `kind` could make a commit of it.
    if (text.includes('commit') || text.includes('\\')) return null;
    const [, did = '', time, kind] = v1;
    return { news: { did, collection: `#${kind}`, rkey: 'self' }, position: { timeUs: Number(time), seq: null } };
  }
  const v2 = V2.exec(text);
  if (v2 === null || text.includes('#commit') || text.includes('\\')) return null;
  const [, kind, seq, did = '', time] = v2;
  const timeUs = microsOf(time);
  return timeUs === null
    ? null
    : { news: { did, collection: `#${kind}`, rkey: 'self' }, position: { timeUs, seq: Number(seq) } };
};
