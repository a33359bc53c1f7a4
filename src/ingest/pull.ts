import { z } from 'zod';
import { type Fact, parseAtUri, parseCid, parseDid } from '../domain/index.ts';
import type { Decoder } from './decode.ts';
import { optionalText, text, texts, time } from './shapes.ts';

const cid = z.union([z.object({ $link: text }).transform((ref) => ref.$link), text]).transform(parseCid);
const optionalBlob = z
  .object({ ref: cid })
  .transform((blob): string | null => blob.ref)
  .nullish()
  .catch(null);
const branchOf = z.object({ branch: optionalText, repo: optionalText, repoDid: optionalText }).nullish().catch(null);
const round = z.object({ patchBlob: optionalBlob, createdAt: time }).catch({ patchBlob: null, createdAt: null });

const pullShape = z.object({
  title: text,
  body: optionalText,
  createdAt: time,
  target: branchOf,
  targetRepo: optionalText,
  targetBranch: optionalText,
  source: branchOf,
  sourceRepo: optionalText,
  dependentOn: optionalText,
  references: texts,
  rounds: z.array(round).nullish().catch(null),
  patchBlob: optionalBlob,
  patch: optionalText,
});

type PullRecord = z.output<typeof pullShape>;

/**
 * A pull request in any of the shapes it has had since March 2025: target and source flat or nested, the repository
 * by address, by DID or by both, the patch inline, as one blob, or as a blob for each round.
 */
export const pullFacts: Decoder = (json) => {
  const parsed = pullShape.safeParse(json);
  if (!parsed.success) return 'malformed pull';
  const record = parsed.data;
  const targetRepo = nameOf(record.target) ?? record.targetRepo;
  if (!targetRepo) return 'pull without a target repository';
  if ((parseDid(targetRepo) ?? parseAtUri(targetRepo)) === null) return 'pull whose target is no repository';
  return [
    {
      kind: 'pull',
      title: record.title,
      body: record.body,
      targetRepo,
      targetBranch: record.target?.branch ?? record.targetBranch,
      sourceRepo: nameOf(record.source) ?? record.sourceRepo,
      sourceBranch: record.source?.branch ?? null,
      dependsOn: record.dependentOn,
      references: record.references,
      createdAtUs: record.createdAt,
    },
    ...roundsOf(record, json),
  ];
};

/** By its own DID where the record gives one, for that is what others file it under; else as it is named. */
const nameOf = (side: z.output<typeof branchOf> | undefined): string | null => side?.repoDid ?? side?.repo ?? null;

/** More rounds than any pull request has; of more, the last so many are kept. */
const MOST_ROUNDS = 200;

/**
 * The rounds, or the one patch of the older shapes. Once a record speaks of rounds, in whatever spelling, its older
 * fields are not looked at: what others would merge must not hide behind something harmless.
 */
const roundsOf = ({ rounds, patchBlob, patch, createdAt }: PullRecord, json: unknown): Fact[] => {
  if (speaksOfRounds(json)) {
    const all = (rounds ?? []).map(
      (each, number): Fact => ({
        kind: 'round',
        number,
        patchCid: each.patchBlob ?? null,
        patchText: null,
        createdAtUs: each.createdAt,
      }),
    );
    return all.slice(-MOST_ROUNDS);
  }
  if (patchBlob == null && patch === null) return [];
  return [onePatch(patchBlob ?? null, patchBlob == null ? patch : null, createdAt)];
};

const onePatch = (patchCid: string | null, patchText: string | null, createdAtUs: number | null): Fact => ({
  kind: 'round',
  number: 0,
  patchCid,
  patchText,
  createdAtUs,
});

const speaksOfRounds = (json: unknown): boolean =>
  typeof json === 'object' && json !== null && Object.keys(json).some((key) => key.toLowerCase() === 'rounds');
