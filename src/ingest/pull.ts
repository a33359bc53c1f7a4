import { z } from 'zod';
import type { Fact } from '../domain/index.ts';
import type { Decoder } from './decode.ts';
import { optionalText, text, texts, time } from './shapes.ts';

const blob = z.object({ ref: z.union([z.object({ $link: text }).transform((ref) => ref.$link), text]) });
const optionalBlob = blob.nullish().catch(null);
const branchOf = z.object({ branch: optionalText, repo: optionalText, repoDid: optionalText }).nullish().catch(null);

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
  rounds: z
    .array(z.object({ patchBlob: optionalBlob, createdAt: time }))
    .nullish()
    .catch(null),
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
  const targetRepo = surestName(record.target) ?? record.targetRepo;
  if (!targetRepo) return 'pull without a target repository';
  return [
    {
      kind: 'pull',
      title: record.title,
      body: record.body,
      targetRepo,
      targetBranch: record.target?.branch ?? record.targetBranch,
      sourceRepo: surestName(record.source) ?? record.sourceRepo,
      sourceBranch: record.source?.branch ?? null,
      dependsOn: record.dependentOn,
      references: record.references,
      createdAtUs: record.createdAt,
    },
    ...roundsOf(record),
  ];
};

/** A record's address names its owner; a repository's own DID has to be looked up. */
const surestName = (side: z.output<typeof branchOf> | undefined): string | null =>
  side?.repo?.startsWith('at://') ? side.repo : (side?.repoDid ?? side?.repo ?? null);

const roundsOf = ({ rounds, patchBlob, patch, createdAt }: PullRecord): Fact[] => {
  if (rounds && rounds.length > 0) {
    return rounds.map((round, number) => ({
      kind: 'round',
      number,
      patchCid: round.patchBlob?.ref ?? null,
      patchText: null,
      createdAtUs: round.createdAt,
    }));
  }
  if (patchBlob == null && patch === null) return [];
  return [{ kind: 'round', number: 0, patchCid: patchBlob?.ref ?? null, patchText: patch, createdAtUs: createdAt }];
};
