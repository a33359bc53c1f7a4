import { z } from 'zod';
import { accountDid } from '../account-did.ts';
import { BODY, LINE } from '../kept-text.ts';
import { optionalBlobCid } from '../pull.ts';
import { record } from '../record.ts';
import { did, flag, handle, name, names, optionalText, recordUris, text, time } from '../shapes.ts';

/**
 * Whom the author vouches for or speaks against is the record's key. One record a subject: an update is a change of
 * mind. Evidence that is no address is left out; without one of the two kinds it says nothing.
 */
export const vouch = record(
  'vouch',
  z.object({
    kind: z.enum(['vouch', 'denounce']),
    reason: optionalText(LINE),
    evidences: recordUris(10),
    createdAt: time,
  }),
  (value, event) => {
    const subjectDid = accountDid(event.rkey);
    if (subjectDid === null) return 'vouch whose key is no DID';
    if (subjectDid === event.did) return 'vouch for oneself';
    const { reason, evidences } = value;
    return { kind: 'vouch', subjectDid, polarity: value.kind, reason, evidences, createdAtUs: value.createdAt };
  },
);

export const follow = record('follow', z.object({ subject: did, createdAt: time }), (value) => ({
  kind: 'follow',
  subjectDid: value.subject,
  createdAtUs: value.createdAt,
}));

/** Tangled's own limits on the lists; members are `""` where a form was left empty. */
export const profile = record(
  'profile',
  z.object({
    description: optionalText(LINE),
    preferredHandle: handle,
    avatar: optionalBlobCid,
    location: optionalText({ graphemes: 40, bytes: 400 }),
    pronouns: optionalText({ bytes: 40 }),
    links: names(5),
    stats: names(2),
    pinnedRepositories: names(6),
    bluesky: flag,
  }),
  (value, event) => {
    if (event.rkey !== 'self') return 'profile under another key';
    return {
      kind: 'profile',
      description: value.description,
      preferredHandle: value.preferredHandle,
      avatarCid: value.avatar,
      location: value.location,
      pronouns: value.pronouns,
      links: value.links,
      stats: value.stats,
      pinnedRepos: value.pinnedRepositories,
      showsBluesky: value.bluesky,
    };
  },
);

/** A key that is cut would be another key: Tangled's limit is 4096 characters, and longer ones are refused. */
export const publicKey = record(
  'public key',
  z.object({
    key: text(BODY).refine((key) => key.length <= 4096),
    name: optionalText(LINE),
    createdAt: time,
  }),
  (value) => ({ kind: 'publicKey', name: value.name ?? '', publicKey: value.key, createdAtUs: value.createdAt }),
);

/** News of an account: its handle may have changed. */
export const identity = record('identity', z.object({ handle }), (value) => ({ kind: 'identity', ...value }));

/** News of an account: whether it is there, and if not, why. */
export const account = record(
  'account',
  z.object({ active: z.boolean(), status: z.union([name, z.unknown().transform(() => null)]).optional() }),
  ({ active, status }) => ({ kind: 'account', active, status: status ?? null }),
);

/** News of an account: its repository was set anew. What it holds now is told by its records. */
export const sync = record('sync', z.object({}), () => []);
