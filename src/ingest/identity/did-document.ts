import { z } from 'zod';
import type { Did } from '../../domain/index.ts';
import { accountDid } from '../account-did.ts';
import { readJson } from '../read-json.ts';
import { ask, type Network, type Problem } from './network.ts';
import { knotHost, originOf } from './origins.ts';

/** What a DID document claims, as far as we use it. */
export interface DidDocument {
  /** The handle of the first `at://` alias, in lower case and unchecked. */
  readonly handle: string | null;
  /** Origin of the account's data server; null where the document names none that can be used. */
  readonly pds: string | null;
  /** Host of the repository's knot; null likewise. */
  readonly knot: string | null;
}

/** `none` stands until the owner changes something; `failed` is nobody's answer. */
export type DocumentAnswer =
  | { readonly kind: 'document'; readonly document: DidDocument }
  | Problem<'none'>
  | Problem<'failed'>;

const MOST_BYTES = 262_144;

/** Fetches and reads the document of a did:plc or did:web. */
export const readDidDocument = async (
  did: Did,
  network: Network,
  signal: AbortSignal | undefined,
): Promise<DocumentAnswer> => {
  const url = documentUrl(did, network);
  if (url === null) return { kind: 'none', problem: 'the DID is of no kind that can be resolved' };
  const accept = 'application/did+ld+json, application/json';
  const asked = await ask(network.get, url, { accept, maxBytes: MOST_BYTES, maxRedirects: 0, signal });
  if (asked.kind === 'failed') return { kind: 'failed', problem: `document not to be had: ${asked.problem}` };
  if (asked.kind === 'refused') return { kind: 'none', problem: `no document: ${asked.problem}` };
  if (asked.status === 410) return { kind: 'none', problem: 'the DID was given up (tombstone)' };
  if (asked.status === 200) return documentIn(asked.bytes, did, network);
  const lasting = did.startsWith('did:web:') || asked.status === 404 || asked.status === 400;
  return { kind: lasting ? 'none' : 'failed', problem: `no document: answered ${asked.status}` };
};

const documentIn = (bytes: Uint8Array, did: Did, { local }: Network): DocumentAnswer => {
  const read = readJson(bytes, DOCUMENT);
  // The directory checks what it keeps: what is not this document is somebody's error page, and no news of the DID.
  const kind = did.startsWith('did:plc:') ? 'failed' : 'none';
  if (read === null) return { kind, problem: 'broken document' };
  if (read.id !== did) return { kind, problem: 'the document is of another DID' };
  return { kind: 'document', document: claimsOf(read, local) };
};

const claimsOf = (read: z.output<typeof DOCUMENT>, local: boolean): DidDocument => {
  const service = (name: string, type: string): unknown => {
    const found = read.service.find(({ id }) => id === `#${name}` || id === `${read.id}#${name}`);
    return found?.type === type ? found.serviceEndpoint : null;
  };
  const pds = originOf(service('atproto_pds', 'AtprotoPersonalDataServer'), local);
  const handle = read.alsoKnownAs.find((alias) => alias.startsWith('at://'))?.slice('at://'.length) ?? null;
  // Documents of repositories made before the service had a name of its own call the knot their data server.
  const knot = service('tangled_knot', 'TangledKnot') ?? pds;
  return { handle: handle?.toLowerCase() ?? null, pds, knot: knotHost(knot, local) };
};

/** Members that are not of the expected shape are passed over; the rest of the document still counts. */
const members = <Shape extends z.ZodType>(shape: Shape) =>
  z
    .unknown()
    .optional()
    .transform((value): readonly z.output<Shape>[] =>
      Array.isArray(value)
        ? value.flatMap((member) => {
            const read = shape.safeParse(member);
            return read.success ? [read.data] : [];
          })
        : [],
    );

const DOCUMENT = z.object({
  id: z.string(),
  alsoKnownAs: members(z.string()),
  service: members(z.object({ id: z.string(), type: z.string(), serviceEndpoint: z.unknown().optional() })),
});

const documentUrl = (did: Did, { plcUrl, local }: Network): string | null => {
  if (accountDid(did) === null) return null;
  if (did.startsWith('did:plc:')) return `${plcUrl.replace(/\/+$/, '')}/${did}`;
  const host = did.slice('did:web:'.length).replace('%3A', ':');
  const origin = originOf(`${local ? 'http' : 'https'}://${host}`, local);
  return origin && `${origin}/.well-known/did.json`;
};
