import { z } from 'zod';
import type { SignalMode } from '../../domain/index.ts';
import { BODY, type Limit } from '../kept-text.ts';
import { MILLIONTHS, readAsked } from '../policy/asked-policy.ts';
import { record } from '../record.ts';
import { did, name, optionalName, optionalText, optionalTime, recordUri, repository, time } from '../shapes.ts';

/** Why a maintainer says so: the limit our lexicon sets. */
const REASON: Limit = { graphemes: 1000, bytes: 10_000 };

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

/** How a pull request turned out, by the word of a maintainer; of our own collections. */
export const outcome = record(
  'outcome',
  z.object({ subject: recordUri, clean: z.boolean(), reason: optionalText(REASON), createdAt: time }),
  (value) => ({
    kind: 'outcomeSaid',
    subject: value.subject,
    clean: value.clean,
    reason: value.reason,
    createdAtUs: value.createdAt,
  }),
);

/** Names of signals and of their rules: at most so long. */
const nameUpTo = (bytes: number) => name.refine((given) => Buffer.byteLength(given) <= bytes);
/** Empty where it is missing; a broken one is not passed over, or the verdict would be about more than was meant. */
const orNone = (given: typeof name) => z.union([given, z.literal('')]).nullish();
const line = z.int().min(0).max(2_147_483_647).nullish();

/** What somebody says of a finding, or of one that should have been; of our own collections. */
export const findingVerdict = record(
  'finding verdict',
  z.object({
    subject: recordUri,
    source: nameUpTo(100),
    rule: orNone(nameUpTo(200)),
    file: orNone(name),
    line,
    verdict: z.enum(['confirmed', 'false-alarm', 'missed']),
    note: optionalText(REASON),
    createdAt: time,
  }),
  ({ createdAt, rule, file, line: at, ...value }) => ({
    kind: 'verdictSaid',
    ...value,
    rule: rule ?? '',
    file: file ?? '',
    line: at ?? 0,
    createdAtUs: createdAt,
  }),
);

/** Whether somebody may take a repository's fast lane again, or no more, by the word of a maintainer; of our own collections. */
export const eligibility = record(
  'eligibility',
  z.object({
    subject: did,
    repo: recordUri,
    action: z.enum(['reinstate', 'revoke']),
    reason: optionalText(REASON),
    createdAt: time,
  }),
  ({ createdAt, ...value }) => ({ kind: 'eligibilitySaid', ...value, createdAtUs: createdAt }),
);

/** What an owner asks of the gate at a repository; of our own collections. What cannot be read is told beside the rest. */
export const repoPolicy = record(
  'repository policy',
  z.looseObject({ repo: repository, createdAt: time }),
  ({ repo, createdAt, ...given }) => {
    const { asks, problems } = readAsked(given, MILLIONTHS);
    const signals = Object.entries(asks.signals ?? {});
    const inMode = (wanted: SignalMode) => signals.flatMap(([id, mode]) => (mode === wanted ? [id] : []));
    return {
      kind: 'repoPolicy',
      repo,
      tLowMillionths: millionths(asks.tLow),
      tHighMillionths: millionths(asks.tHigh),
      rLowMillionths: millionths(asks.rLow),
      rHighMillionths: millionths(asks.rHigh),
      advisory: inMode('advisory'),
      blocking: inMode('blocking'),
      attestationKinds: asks.attestationKinds ?? null,
      problems,
      createdAtUs: createdAt,
    };
  },
);

const millionths = (value: number | undefined): number | null =>
  value === undefined ? null : Math.round(value * 1_000_000);
