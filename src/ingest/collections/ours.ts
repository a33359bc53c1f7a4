import { z } from 'zod';
import { BODY } from '../kept-text.ts';
import { record } from '../record.ts';
import { name, optionalName, optionalText, optionalTime, repository, time } from '../shapes.ts';

/** What a contributor declares about oneself; of our own collections. */
export const attestation = record(
  'attestation',
  z.object({
    kind: name,
    jurisdiction: optionalName,
    statement: optionalText(BODY),
    expiresAt: optionalTime,
    createdAt: time,
  }),
  (value) => ({
    kind: 'attestation',
    attestationKind: value.kind,
    jurisdiction: value.jurisdiction,
    statement: value.statement,
    createdAtUs: value.createdAt,
    expiresAtUs: value.expiresAt,
  }),
);

/** How careful a repository is, by the word of its owner; of our own collections. */
export const repoTier = record(
  'repository tier',
  z.object({ repo: repository, tier: z.enum(['public', 'sensitive']), createdAt: time }),
  (value) => ({ kind: 'repoTier', repo: value.repo, tier: value.tier, createdAtUs: value.createdAt }),
);
