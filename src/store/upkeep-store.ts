import type { Did } from '../domain/index.ts';
import type { Store } from './open-store.ts';
import { duePatches, keepPatchFetches, type PatchFetch } from './patch-fetches.ts';
import { type BranchPolicyRow, dueBranchPolicies, keepBranchPolicy } from './repo-policies.ts';
import {
  duePeople,
  dueRepos,
  keepPeople,
  keepRepo,
  knotCollaborators,
  type PersonRow,
  type RepoRow,
  resolvedPerson,
  resolvedRepo,
} from './resolutions.ts';

/** The database as those see it who look up what records name. Each method is one transaction. */
export const upkeepStore = (store: Store) => ({
  due: (nowUs: number, limit: number) =>
    store.read(async (db) => ({
      people: await duePeople(db, nowUs, limit),
      repos: await dueRepos(db, nowUs, limit),
      patches: await duePatches(db, nowUs, limit),
      policies: await dueBranchPolicies(db, nowUs, limit),
    })),
  person: (did: Did) => store.read((db) => resolvedPerson(db, did)),
  repo: (repoDid: Did) =>
    store.read(async (db) => ({
      last: await resolvedRepo(db, repoDid),
      collaborators: await knotCollaborators(db, repoDid),
    })),
  keepPeople: (rows: readonly PersonRow[]) => store.write((db) => keepPeople(db, rows)),
  keepRepo: (row: RepoRow, collaborators: readonly Did[]) => store.write((db) => keepRepo(db, row, collaborators)),
  keepBranchPolicy: (row: BranchPolicyRow) => store.write((db) => keepBranchPolicy(db, row)),
  keepFetches: (rows: readonly PatchFetch[]) => store.write((db) => keepPatchFetches(db, rows)),
});
