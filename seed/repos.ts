import { recordUri, tidFor } from './event-log.ts';
import { didOf } from './ids.ts';

export interface Repo {
  readonly name: string;
  readonly owner: string;
  readonly collaborators: readonly { readonly name: string; readonly at: string }[];
  readonly createdAt: string;
  readonly description: string;
  readonly topics: readonly string[];
  /** Old records carry a `name` under a tid key; new ones have the name as key. */
  readonly style: 'named-key' | 'tid-key';
  /** When its owner declared it sensitive; null for an ordinary repository. */
  readonly sensitiveSince: string | null;
}

export const KNOT = 'knot.example.com';

export const REPOS: readonly Repo[] = [
  {
    name: 'lantern',
    owner: 'mara',
    collaborators: [{ name: 'freya', at: '2025-11-04 09:12' }],
    createdAt: '2025-11-01 08:02',
    description: 'Sessions, cookies and login limits for small web services',
    topics: ['typescript', 'sessions', 'web'],
    style: 'named-key',
    sensitiveSince: null,
  },
  {
    name: 'tidepool',
    owner: 'tomas',
    collaborators: [{ name: 'hana', at: '2025-11-05 02:40' }],
    createdAt: '2025-11-01 08:31',
    description: 'Webhook deliveries that survive a bad night',
    topics: ['python', 'webhooks', 'sqlite'],
    style: 'named-key',
    sensitiveSince: null,
  },
  {
    name: 'ferry',
    owner: 'bjorn',
    collaborators: [{ name: 'tomas', at: '2025-11-03 18:20' }],
    createdAt: '2025-11-01 10:15',
    description: 'Carries messages from one side to the other, in order',
    topics: ['go', 'queue'],
    style: 'named-key',
    sensitiveSince: null,
  },
  {
    name: 'strongroom',
    owner: 'ines',
    collaborators: [{ name: 'mara', at: '2025-11-06 16:05' }],
    createdAt: '2025-11-01 12:44',
    description: 'Sealed storage with an audit trail',
    topics: ['rust', 'encryption'],
    style: 'named-key',
    sensitiveSince: '2026-05-04 07:30',
  },
  {
    name: 'pebble',
    owner: 'goran',
    collaborators: [{ name: 'hana', at: '2025-11-09 03:18' }],
    createdAt: '2025-11-01 14:09',
    description: 'A very small parser for key = value files',
    topics: ['c', 'parser'],
    style: 'tid-key',
    sensitiveSince: null,
  },
];

export const repoNamed = (name: string): Repo => {
  const repo = REPOS.find((known) => known.name === name);
  if (repo === undefined) throw new TypeError(`no repository of the demo world is called ${name}`);
  return repo;
};

export const didOfRepo = (name: string): string => didOf(`repository ${repoNamed(name).name}`);

export const mayPush = (person: string, repo: Repo): boolean =>
  person === repo.owner || repo.collaborators.some(({ name }) => name === person);

/** Record key of the repository's record. */
export const rkeyOfRepo = ({ name, style, owner, createdAt }: Repo): string =>
  style === 'named-key' ? name : tidFor(owner, createdAt, name);

export const uriOfRepo = (name: string): string => {
  const repo = repoNamed(name);
  return recordUri(repo.owner, 'sh.tangled.repo', rkeyOfRepo(repo));
};
