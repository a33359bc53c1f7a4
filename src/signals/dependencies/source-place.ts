import type { Ecosystem } from '../context.ts';

/** What kind of place a package comes from. */
export interface SourcePlace {
  /** `home`: the ecosystem's own registry. `registry`: an address elsewhere. `git`, `path`, `own`: the project's. */
  readonly kind: 'home' | 'registry' | 'git' | 'path' | 'own';
  /** What stays the same when only the version changes: a host, a repository, a path. */
  readonly name: string;
  /** True for an address that anybody on the way can change; hosts inside a network are left out. */
  readonly isPlainHttp: boolean;
}

const HOMES: Readonly<Record<Ecosystem, readonly string[]>> = {
  npm: ['registry.npmjs.org', 'registry.yarnpkg.com', 'registry.npmjs.com', 'npm.jsr.io'],
  PyPI: ['pypi.org', 'pypi.python.org', 'files.pythonhosted.org', 'download.pytorch.org'],
  'crates.io': ['index.crates.io', 'crates.io', 'static.crates.io'],
  Go: ['proxy.golang.org', 'sum.golang.org'],
};
const INSIDE =
  /^(?:localhost|127\.|0\.0\.0\.0|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|\[::1\]|[^.]+$)|\.(?:local|internal|lan|corp|test|localhost|example)$/;
const GIT =
  /^(?:git[+:@]|ssh:|github:|gitlab:|bitbucket:|gist:|hg\+|svn\+|bzr\+)|^(?!\.)[\w.-]{1,100}\/[\w.-]{1,100}(?:#|$)|\.git(?:[#?@]|$)|^https:\/\/codeload\.github\.com\/|^https:\/\/github\.com\/[^/]{1,100}\/[^/]{1,100}\/(?:archive|tarball|tree|commit)|\?(?:rev|tag|branch)=|\/tar\.gz\/|#commit=/;
const CRATES_INDEX = /github\.com\/rust-lang\/crates\.io-index|^sparse\+https:\/\/index\.crates\.io/;

const hostOf = (address: string): string | null =>
  /^(?:[a-z+]{1,20}:)?\/\/(?:[^@/\s]{0,200}@)?(\[[0-9a-f:.]{1,40}\]|[^/:\s#?]{1,253})/i
    .exec(address)?.[1]
    ?.toLowerCase() ?? null;

/** The repository without commit, branch, credentials or protocol. */
const repositoryOf = (address: string): string =>
  address
    .replace(/[#?].*$/, '')
    .replace(/^(?:git\+|hg\+|svn\+)?(?:git|https?|ssh|github|gitlab|bitbucket)?:?(?:\/\/)?(?:[^@/]{1,100}@)?/, '')
    .replace(/^codeload\.github\.com\/([^/]{1,100}\/[^/]{1,100})\/.*$/, 'github.com/$1')
    .replace(/\/(?:archive|tarball|tree|commit)\/.*$/, '')
    .replace(/@[^/@]{1,200}$|\.git$/g, '')
    .replace(/^github\.com[:/]/, '')
    .toLowerCase();

/** Where a source, as a manifest, a lock file or a setting states it, leads. Null when it states no place. */
export const sourcePlace = (ecosystem: Ecosystem, text: string): SourcePlace | null => {
  const source = text.replace(/^(?:registry|sparse)\+/, '');
  if (/^(?:workspace|catalog):/.test(source)) return { kind: 'own', name: '', isPlainHttp: false };
  const host = hostOf(source.replace(/^git\+/, ''));
  const isPlainHttp = /^(?:git\+)?http:\/\//.test(source) && host !== null && !INSIDE.test(host);
  if (CRATES_INDEX.test(text) || (host !== null && HOMES[ecosystem].includes(host) && !source.startsWith('git+'))) {
    return { kind: 'home', name: host ?? '', isPlainHttp };
  }
  if (GIT.test(source)) return { kind: 'git', name: repositoryOf(source), isPlainHttp };
  if (host !== null) return { kind: 'registry', name: host, isPlainHttp };
  if (/^(?:file:|link:|portal:|\.{0,2}\/|\.{1,2}$|\w{1,40}(?:[/\\].{0,300})?$)/.test(source))
    return { kind: 'path', name: source, isPlainHttp: false };
  return null;
};
