/**
 * From the bytes of a pull request's patch to a `Change`: unpack (`unpack.ts`), parse (`parse.ts`, the place to start
 * reading), and say who read what (`coverage.ts`). All but the directory of staged blobs
 * (`staged-blobs.ts`) is pure and takes linear time on hostile input.
 * It never guesses: a patch it cannot account for line by line comes back as `unreadable` with the reason, and it
 * reads a patch the way `git apply` and `git am` do, so that what is judged is what would be merged.
 */

export { coverageOf, type Reading } from './coverage.ts';
export { type ParsedPatch, parsePatch } from './parse.ts';
export { type StagedBlobs, stagedBlobs } from './staged-blobs.ts';
export { type UnpackedPatch, unpackPatch } from './unpack.ts';
