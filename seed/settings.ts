import { createdAt, type EventLog, tidFor } from './event-log.ts';
import { didOfPerson, PEOPLE } from './people.ts';
import { didOfRepo, KNOT, REPOS, type Repo, rkeyOfRepo } from './repos.ts';
import { VOUCHES } from './vouches.ts';

interface Attestation {
  readonly by: string;
  readonly at: string;
  readonly until: string;
}

/** Who said under which law they work. goran's has run out. */
const ATTESTATIONS: readonly Attestation[] = [
  { by: 'ines', at: '2026-05-04 08:10', until: '2029-05-04 08:10' },
  { by: 'mara', at: '2026-05-05 09:41', until: '2029-05-05 09:41' },
  { by: 'goran', at: '2026-05-11 18:25', until: '2026-08-11 18:25' },
  { by: 'dalia', at: '2026-06-01 10:00', until: '2029-06-01 10:00' },
];

export const tellPeople = (log: EventLog): void => {
  for (const { name, since, bio } of PEOPLE) {
    log.announce(name, `${since} 07:00`);
    if (bio === undefined) continue;
    log.put(
      { by: name, at: `${since} 07:30`, collection: 'sh.tangled.actor.profile', rkey: 'self' },
      {
        bluesky: false,
        description: bio,
        links: ['', '', '', '', ''],
        location: '',
        preferredHandle: '',
        stats: ['', ''],
      },
    );
  }
};

const tellRepo = (log: EventLog, repo: Repo): void => {
  const at = repo.createdAt;
  log.put(
    { by: repo.owner, at, collection: 'sh.tangled.repo', rkey: rkeyOfRepo(repo) },
    {
      ...(repo.style === 'tid-key' ? { name: repo.name } : {}),
      knot: KNOT,
      description: repo.description,
      topics: repo.topics,
      repoDid: didOfRepo(repo.name),
      createdAt: createdAt(repo.owner, at, repo.name),
    },
  );
  for (const { name, at: joined } of repo.collaborators) {
    const mark = `${repo.name}|${name}`;
    log.put(
      {
        by: repo.owner,
        at: joined,
        collection: 'sh.tangled.repo.collaborator',
        rkey: tidFor(repo.owner, joined, mark),
      },
      { subject: didOfPerson(name), repo: didOfRepo(repo.name), createdAt: createdAt(repo.owner, joined, mark) },
    );
  }
  if (repo.sensitiveSince !== null) tellTier(log, repo, repo.sensitiveSince);
};

const tellTier = (log: EventLog, repo: Repo, at: string): void => {
  const mark = `${repo.name}|tier`;
  log.put(
    { by: repo.owner, at, collection: 'sh.tangled.trust.repoTier', rkey: tidFor(repo.owner, at, mark) },
    { repo: didOfRepo(repo.name), tier: 'sensitive', createdAt: createdAt(repo.owner, at, mark) },
  );
};

export const tellRepos = (log: EventLog): void => {
  for (const repo of REPOS) tellRepo(log, repo);
};

export const tellAttestations = (log: EventLog): void => {
  for (const { by, at, until } of ATTESTATIONS) {
    log.put(
      { by, at, collection: 'sh.tangled.trust.attestation', rkey: tidFor(by, at, 'attestation') },
      {
        kind: 'jurisdiction',
        jurisdiction: 'EU',
        statement: 'I live and work in the European Union and contribute under its law.',
        createdAt: createdAt(by, at, 'attestation'),
        expiresAt: createdAt(by, until, 'attestation'),
      },
    );
  }
};

/** The record key is the subject's DID, so a second act on the same pair updates the first. */
export const tellVouches = (log: EventLog, uris: ReadonlyMap<string, string>): void => {
  for (const { at, by, of, kind, reason, evidence, madeAt } of VOUCHES) {
    const act = { by, at, collection: 'sh.tangled.graph.vouch', rkey: didOfPerson(of) };
    if (kind === 'withdrawn') {
      log.remove(act);
      continue;
    }
    log.put(act, {
      kind,
      createdAt: createdAt(by, madeAt ?? at, `vouch|${of}`),
      ...(reason === undefined ? {} : { reason }),
      ...(evidence === undefined ? {} : { evidences: evidence.map((id) => uris.get(id)) }),
    });
  }
};

interface Correction {
  readonly by: string;
  readonly at: string;
  /** The script's id of the pull request. */
  readonly of: string;
  readonly clean: boolean;
  readonly reason: string;
}

/** What maintainers say of how others' pull requests turned out. bjorn merged this one himself, so nobody else had judged it. */
const CORRECTIONS: readonly Correction[] = [
  { by: 'tomas', at: '2026-06-09 07:15', of: 'ferry-09r', clean: true, reason: 'go test -race is quiet again.' },
];

export const tellCorrections = (log: EventLog, uris: ReadonlyMap<string, string>): void => {
  for (const { by, at, of, clean, reason } of CORRECTIONS) {
    const mark = `outcome|${of}`;
    log.put(
      { by, at, collection: 'sh.tangled.trust.outcome', rkey: tidFor(by, at, mark) },
      { subject: uris.get(of), clean, reason, createdAt: createdAt(by, at, mark) },
    );
  }
};

interface Judgement {
  readonly by: string;
  readonly at: string;
  /** The script's id of the pull request. */
  readonly of: string;
  readonly source: string;
  /** Where; left out for the source as a whole. */
  readonly found?: { readonly rule: string; readonly file: string; readonly line: number };
  readonly verdict: 'confirmed' | 'false-alarm' | 'missed';
  readonly note: string;
}

/** What maintainers say of what machines found in past changes: one was right, one was not, one should have been found. */
const JUDGEMENTS: readonly Judgement[] = [
  {
    by: 'tomas',
    at: '2026-04-16 06:55',
    of: 'tidepool-08',
    source: 'concealment',
    found: { rule: 'message-outside-stated-area', file: '(commit message 1)', line: 1 },
    verdict: 'false-alarm',
    note: 'A workflow is where tests are set up.',
  },
  {
    by: 'hana',
    at: '2026-05-19 05:20',
    of: 'tidepool-10',
    source: 'sast',
    found: { rule: 'py-eval', file: 'tidepool/cli.py', line: 30 },
    verdict: 'confirmed',
    note: 'Whoever writes the file would run what they like.',
  },
  {
    by: 'bjorn',
    at: '2026-06-07 18:40',
    of: 'ferry-09',
    source: 'sast',
    verdict: 'missed',
    note: 'A lock was taken away around a read that others write.',
  },
];

export const tellJudgements = (log: EventLog, uris: ReadonlyMap<string, string>): void => {
  for (const { by, at, of, source, found, verdict, note } of JUDGEMENTS) {
    const mark = `verdict|${of}`;
    log.put(
      { by, at, collection: 'sh.tangled.trust.findingVerdict', rkey: tidFor(by, at, mark) },
      { subject: uris.get(of), source, ...found, verdict, note, createdAt: createdAt(by, at, mark) },
    );
  }
};
