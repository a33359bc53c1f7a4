import type { RepoPolicy } from '../domain/index.ts';

/** What `doctor` says of the policies that repositories' owners ask for: how many count, and how many have problems. */
export const repoPolicyCheck = (policies: readonly RepoPolicy[]) => {
  const troubled = policies.filter(({ problems = [] }) => problems.length > 0);
  const inForce = policies.filter(({ sources = [] }) => sources.some(({ asks }) => asks.length > 0));
  const [first] = troubled;
  const such = first === undefined ? '' : `, such as ${first.repo}: ${first.problems?.join('; ')}`;
  return {
    name: 'repositories’ policies',
    state: first === undefined ? 'ok' : 'note',
    detail: `${inForce.length} in force, ${troubled.length} with problems${such}`,
  } as const;
};
