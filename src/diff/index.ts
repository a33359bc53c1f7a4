/**
 * From a pull request's patch, wherever it is, to a `Change`: fetch (`fetch-patch.ts`), unpack (`unpack.ts`), parse
 * (`parse.ts`, the place to start reading), and say who read what (`coverage.ts`). All but fetching and the directory of
 * staged blobs (`staged-blobs.ts`) is pure and takes linear time on hostile input.
 * It never guesses: a patch it cannot account for line by line comes back as `unreadable` with the reason, and it
 * reads a patch the way `git apply` and `git am` do, so that what is judged is what would be merged.
 */

export { againInMs } from './again-in.ts';
export type { AppviewSource, PullPlace } from './appview-patch.ts';
export type { Get, PatchFailure, PatchProblem } from './ask-host.ts';
export type { Identity } from './blind/author.ts';
export { BLIND_VERSION, blind } from './blind/blind.ts';
export { peopleIn } from './blind/people-in.ts';
export { type ChangedRun, changedRuns } from './changed-runs.ts';
export { type CommitWords, commitWords } from './commit-words.ts';
export { coverageOf, type Reading } from './coverage.ts';
export { type FetchedPatch, fetchPatch, type WantedPatch } from './fetch-patch.ts';
export { type ParsedPatch, parsePatch } from './parse.ts';
export { PATCH_FACTS_VERSION, type PatchFacts, patchFacts } from './patch-facts.ts';
export { type PullNumbers, pullNumbers } from './pull-numbers.ts';
export { type StagedBlobs, stagedBlobs } from './staged-blobs.ts';
export { type UnpackedPatch, unpackPatch } from './unpack.ts';
