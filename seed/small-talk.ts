import { COMMENTS, type Comment, FOLLOWS, ISSUES, type Issue, LABELS, PUBLIC_KEYS, STARS } from './chatter.ts';
import { createdAt, type EventLog, type JsonObject, recordUri, type StrongRef, tidFor } from './event-log.ts';
import { hex40 } from './ids.ts';
import { didOfPerson } from './people.ts';
import { didOfRepo } from './repos.ts';

type Refs = ReadonlyMap<string, StrongRef>;

/** A record under a tid key, with its `createdAt`; `mark` tells apart two of one person in one minute. */
const tell = (
  log: EventLog,
  who: { readonly by: string; readonly at: string; readonly mark: string },
  collection: string,
  record: JsonObject,
): StrongRef => {
  const { by, at, mark } = who;
  return log.put({ by, at, collection, rkey: tidFor(by, at, mark) }, { ...record, createdAt: createdAt(by, at, mark) });
};

const tellIssue = (log: EventLog, issue: Issue): StrongRef => {
  const { id, by, at, repo, title, body, closed } = issue;
  const ref = tell(log, { by, at, mark: id }, 'sh.tangled.repo.issue', { repo: didOfRepo(repo), title, body });
  if (closed !== undefined) {
    const state = { issue: ref.uri, state: 'sh.tangled.repo.issue.state.closed' };
    tell(log, { ...closed, mark: `${id}|closed` }, 'sh.tangled.repo.issue.state', state);
  }
  return ref;
};

const tellComment = (log: EventLog, comment: Comment, refs: Refs): void => {
  const { by, at, on, text, round, legacy } = comment;
  const subject = refs.get(on);
  if (subject === undefined) throw new TypeError(`a comment on ${on}, which the demo world does not have`);
  const who = { by, at, mark: `comment|${on}` };
  if (legacy === true) {
    tell(log, who, 'sh.tangled.repo.pull.comment', { pull: subject.uri, body: text });
    return;
  }
  tell(log, who, 'sh.tangled.feed.comment', {
    subject,
    body: { $type: 'sh.tangled.markup.markdown', text, original: text },
    ...(round === undefined ? {} : { pullRoundIdx: round }),
  });
};

const tellLabels = (log: EventLog, refs: Refs): void => {
  const collection = 'sh.tangled.label.definition';
  for (const { key, color, at } of LABELS.definitions) {
    log.put(
      { by: 'mara', at, collection, rkey: key },
      {
        name: key,
        valueType: { type: 'null', format: 'any' },
        scope: ['sh.tangled.repo.pull', 'sh.tangled.repo.issue'],
        color,
        multiple: false,
        createdAt: createdAt('mara', at, key),
      },
    );
  }
  for (const { at, by, on, add } of LABELS.ops) {
    const mark = `label|${on}`;
    log.put(
      { by, at, collection: 'sh.tangled.label.op', rkey: tidFor(by, at, mark) },
      {
        subject: refs.get(on)?.uri,
        add: [{ key: recordUri('mara', collection, add), value: 'null' }],
        delete: null,
        performedAt: createdAt(by, at, mark),
      },
    );
  }
};

/** Follows, stars, keys, issues, comments and labels. */
export const tellSmallTalk = (log: EventLog, pulls: Refs): void => {
  for (const [at, by, of] of FOLLOWS) {
    tell(log, { by, at, mark: `follow|${of}` }, 'sh.tangled.graph.follow', { subject: didOfPerson(of) });
  }
  for (const [at, by, repo] of STARS) {
    const subject = { $type: 'sh.tangled.feed.star#repo', did: didOfRepo(repo) };
    tell(log, { by, at, mark: `star|${repo}` }, 'sh.tangled.feed.star', { subject });
  }
  for (const [at, by, name] of PUBLIC_KEYS) {
    const key = `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${hex40(`ssh|${by}`)} ${by}@example.com`;
    tell(log, { by, at, mark: 'key' }, 'sh.tangled.publicKey', { key, name });
  }
  const refs = new Map(pulls);
  for (const issue of ISSUES) refs.set(issue.id, tellIssue(log, issue));
  for (const comment of COMMENTS) tellComment(log, comment, refs);
  tellLabels(log, refs);
};
