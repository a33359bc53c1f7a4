import { playMails } from '../history.ts';
import { type FilePatch, filePatch, type PatchMail } from '../patch.ts';
import { type PullScript, readPullScripts } from '../script.ts';
import type { FileDelta } from '../tree.ts';
import { type Wording, wordingReader } from './wording.ts';

/** One file's part of a patch, with open words. */
export interface FileTemplate {
  readonly path: Wording;
  readonly text: Wording;
  readonly note: Wording | null;
  readonly added: number;
  readonly deleted: number;
}

/** A change of the demo world to be told anew of other repositories. */
export interface Template {
  readonly title: Wording;
  readonly body: Wording;
  readonly files: readonly FileTemplate[];
  /** What takes it back. */
  readonly inverse: readonly FileTemplate[];
  /** Whether it is one of the nine that the demo has for their special content. */
  readonly special: boolean;
}

/** Changes of one language, told of one repository of the demo world. */
export interface TemplateFamily {
  /** Where this kind of repository keeps tables, and how their files end. */
  readonly extension: string;
  readonly templates: readonly Template[];
}

/** The demo's generated table is larger than all others together. */
const LARGEST = 20_000;
const EXTENSIONS: readonly (readonly [repo: string, extension: string])[] = [
  ['lantern', 'ts'],
  ['tidepool', 'py'],
  ['ferry', 'go'],
  ['strongroom', 'rs'],
  ['pebble', 'h'],
];

/** What a series changes, all in all. */
const netOf = (mails: readonly PatchMail[]): readonly FileDelta[] => {
  const net = new Map<string, FileDelta>();
  for (const delta of mails.flatMap(({ deltas }) => deltas)) {
    const before = net.get(delta.path);
    net.set(delta.path, before === undefined ? delta : { ...delta, before: before.before });
  }
  return [...net.values()];
};

const bytesOf = (deltas: readonly FileDelta[]): number =>
  deltas.reduce((sum, { before, after }) => sum + (before?.length ?? 0) + (after?.length ?? 0), 0);

const templateOf = (pull: PullScript, deltas: readonly FileDelta[], read: (text: string) => Wording): Template => {
  const open = ({ path, text, note, added, deleted }: FilePatch): FileTemplate => ({
    path: read(path),
    text: read(text),
    note: note === null ? null : read(note),
    added,
    deleted,
  });
  return {
    title: read(pull.title),
    body: read(pull.body),
    files: deltas.map((delta) => open(filePatch(delta))),
    inverse: deltas.map(({ path, before, after }) => open(filePatch({ path, before: after, after: before }))),
    special: pull.alias !== null,
  };
};

/** The demo's changes by language, made from `../changes/` in some hundred milliseconds. */
export const readTemplates = (): readonly TemplateFamily[] => {
  const pulls = readPullScripts();
  const mails = playMails(pulls);
  return EXTENSIONS.map(([repo, extension]) => {
    const read = wordingReader(repo);
    const templates = pulls
      .filter((pull) => pull.repo === repo && pull.reverts === null)
      .map((pull) => ({ pull, deltas: netOf(mails.get(pull.id)?.at(-1) ?? []) }))
      .filter(({ deltas }) => deltas.length > 0 && bytesOf(deltas) < LARGEST)
      .map(({ pull, deltas }) => templateOf(pull, deltas, read));
    return { extension, templates };
  });
};
