import type { Change, FileChange } from '../../../domain/index.ts';
import type { Found } from '../../text/collect.ts';
import { quoteOf } from '../../text/quote.ts';
import { languageOf } from '../language.ts';
import { rolesOfNames } from './file-role.ts';

/** Runs without being asked for by name: on a push, on a commit, on installing, before tests, on opening a folder. */
const BY_ITSELF =
  /(?:^|\/)(?:\.(?:github|gitea|forgejo|tangled)\/(?:workflows|actions)\/|\.(?:husky|githooks|vscode|devcontainer)\/|hooks\/[\w-]{1,60}$|(?:conftest|sitecustomize|usercustomize|setup|noxfile)\.py$|package\.json$|build\.rs$|binding\.gyp$|\.envrc$|\.gitlab-ci\.ya?ml$|Jenkinsfile$|(?:Docker|Make)file$)/;

/** How readily what has this name runs: not, when something calls it, by itself. */
const readiness = (path: string): 0 | 1 | 2 => {
  if (BY_ITSELF.test(path) || rolesOfNames([path]).has('workflow')) return 2;
  return languageOf(path) !== null || rolesOfNames([path]).size > 0 ? 1 : 0;
};

const isTold = ({ kind, oldPath, hunks, content }: FileChange): boolean =>
  (kind === 'renamed' || kind === 'copied') && oldPath !== null && hunks.length === 0 && content === null;

/**
 * Files that are only renamed or copied, so that their content is not shown, from a name under which nothing runs them
 * to one under which something does, or from code that is called to code that runs by itself.
 */
export function* renamedIntoPlace({ files }: Change): Generator<Found> {
  for (const file of files) {
    if (!isTold(file) || readiness(file.path) <= readiness(file.oldPath ?? '')) continue;
    yield {
      source: 'sast',
      rule: 'path-renamed-into-place',
      severity: 'medium',
      file: file.path,
      line: 1,
      side: 'new',
      quote: () => quoteOf(file.path),
      message: 'A file that this change does not show gets a name under which machines run it.',
    };
  }
}
