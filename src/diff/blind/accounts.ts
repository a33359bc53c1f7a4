import type { Author } from './author.ts';
import type { Folded } from './fold.ts';
import type { Span } from './span.ts';

/** `did:plc:…` and the like, also within at-uris; the method stays. */
const DID =
  /(?<![\p{L}\p{N}])did:(?:plc|key|web):((?<=web:)[\p{L}\p{N}][\p{L}\p{N}._%-]{0,127}|[\p{L}\p{N}_-]{1,128})/gu;

/** A bare handle of a service that gives them out: one label, and not one of the service's own hosts. */
const HOSTED_HANDLE =
  /(?<![\p{L}\p{N}_.-])(?!(?:api|public|www|cdn|pds|video|relay|knot|spindle|docs|blog|alpha|staging)\.)([\p{L}\p{N}-]{1,63}\.(?:bsky\.social|bsky\.team|tngl\.sh))(?![\p{L}\p{N}.-]*[\p{L}\p{N}])/gu;

/** `at://handle/…`; a DID there is found as one. */
const AT_URI = /\bat:\/\/([\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8})/gu;

/** Sites, and what stands before an account's name there. The name must be the end of the path, or all is a project's. */
const PROFILE =
  /(?<![\p{L}\p{N}.@-])(?:(?:www\.)?(?:github|gitlab)\.com\/(?:sponsors\/|u\/)?|codeberg\.org\/|(?:twitter|x|instagram)\.com\/|t\.me\/|bsky\.app\/profile\/|gravatar\.com\/avatar\/|avatars\d?\.githubusercontent\.com\/(?:u\/)?|(?:www\.)?linkedin\.com\/in\/|keybase\.io\/|ko-fi\.com\/|patreon\.com\/|gist\.github\.com\/|news\.ycombinator\.com\/user\?id=|stackoverflow\.com\/users\/)@?([\p{L}\p{N}_.-]{1,64})/gu;
/** Of these, whatever follows the name belongs to that account. */
const ALWAYS_PERSONAL = /(?:bsky\.app\/profile|gravatar|avatars|linkedin|stackoverflow|gist\.)/;
const IMAGE = /\.(?:png|jpe?g|gif|atom|keys|gpg)$/;
/** Pages of the sites themselves. */
const PAGES = new Set(
  `about account accounts api apps blog collections contact customer-stories dashboard docs enterprise events explore features help home
  i intent issues join login logout marketplace new notifications oauth orgs organizations pricing privacy pulls search security settings share
  signup site sponsors status team terms topics trending users users.noreply.github.com`.split(/\s+/),
);

/** `sr.ht/~name`, `host/~name/`, and `~name/` where a shell reads it. */
const TILDE = /(?:\.ht[/:]|[\p{L}\p{N}]\/|(?<=^|[\s=:])(?=~[\p{L}\p{N}_-]{1,32}\/))~([\p{L}_][\p{L}\p{N}_.-]{0,31})/gu;

/** Home directories. A path of a web site may look like one: then a page is taken for a person, for everybody alike. */
const HOME =
  /(?<![\p{L}\p{N}_.~}\])-])(?:\/(?:var\/|export\/|usr\/)?(?:home|users)\/|[a-z]:(?:\\{1,2}|\/)users(?:\\{1,2}|\/))([\p{L}\p{N}_.-]{1,64})/gu;

/**
 * Tangled, its knots wherever they are, and a handle as the owner of what is kept there. One pattern with the profiles of
 * other sites: `tangled.org/github.com/x` is a repository of whoever has that handle.
 */
const OWNER = String.raw`(?<![\p{L}\p{N}.-])((?:[\p{L}\p{N}-]{1,63}\.){0,4}tangled\.(?:sh|org)|knot(?:s|\d{1,4}|-[\p{L}\p{N}-]{1,40})?(?:\.[\p{L}\p{N}-]{1,63}){1,8})(?::\d{1,5}(?=\/))?[/:]@?((?:[\p{L}\p{N}-]{1,63}\.){1,8}(?:xn--[\p{L}\p{N}-]{1,59}|\p{L}{2,24}))(?![\p{L}\p{N}-])`;
const OWNER_OR_PROFILE = new RegExp(`${OWNER}|${PROFILE.source}`, 'gu');
const FILE = /\.(?:txt|ico|svg|png|jpe?g|gif|js|css|xml|json|html|git|webmanifest)$/;

interface Place {
  readonly line: Folded;
  readonly author: Author;
  readonly end: number;
}

const spanOf = (match: RegExpMatchArray, name: string): Span => {
  const end = match.index === undefined ? 0 : match.index + match[0].length;
  return { start: end - name.length, end };
};

const trimmed = (name: string): string => name.replace(/[.%_-]{1,128}$/, '');

const spansOf = (
  line: Folded,
  pattern: RegExp,
  accepts: (name: string, match: RegExpMatchArray, span: Span) => boolean,
): readonly Span[] => {
  const spans: Span[] = [];
  for (const match of line.text.matchAll(pattern)) {
    const found = match.at(-1) ?? match[2] ?? '';
    const name = trimmed(found);
    const { start } = spanOf(match, found);
    const span = { start, end: start + name.length };
    if (name !== '' && accepts(name, match, span)) spans.push(span);
  }
  return spans;
};

/** The sites' own code is a project's. At a host that only may be a knot, there must be a repository. */
const isOwner = (name: string, host: string, { line, author, end }: Place): boolean => {
  const hasMore = /^\/[\p{L}\p{N}_.~-]/u.test(line.text.slice(end, end + 2));
  if (/^tangled\.(?:sh|org)$/.test(name) && !author.is(name)) return false;
  return hasMore || (/tangled\.(?:sh|org)$/.test(host) && !FILE.test(name));
};

const isProfile =
  (line: Folded, author: Author) =>
  (name: string, match: RegExpMatchArray, { end }: Span): boolean => {
    if (match[1] !== undefined) return isOwner(name, match[1], { line, author, end });
    const isPage = PAGES.has(name) || /\.(?:json|html|xml|git|js|css)$/.test(name);
    if (isPage && !author.is(name)) return false;
    if (ALWAYS_PERSONAL.test(match[0])) return true;
    return !/^\/[\p{L}\p{N}_.~-]/u.test(line.text.slice(end, end + 2));
  };

/** Web paths are written small, home directories of one system with a capital. */
const isHome =
  (line: Folded) =>
  (name: string, match: RegExpMatchArray, { end }: Span): boolean => {
    const rawPath = line.raw.slice(line.startOf(match.index ?? 0), line.startOf(end));
    if (/^\/users/.test(rawPath)) return false;
    return /[/\\]/.test(line.text[end] ?? '') || !name.includes('.');
  };

/** What is cut from an account's picture or feed. */
const withoutEnding = (line: Folded, span: Span): Span => {
  const ending = IMAGE.exec(line.text.slice(span.start, span.end));
  return ending === null ? span : { start: span.start, end: span.end - ending[0].length };
};

/** DIDs, handles, profiles, avatars and home directories: the part of each that names somebody. */
export const accountsIn = (line: Folded, author: Author): readonly Span[] => {
  const { text } = line;
  const found: (readonly Span[])[] = [];
  if (text.includes('did:')) found.push(spansOf(line, DID, () => true));
  if (text.includes('.bsky.') || text.includes('.tngl.')) found.push(spansOf(line, HOSTED_HANDLE, () => true));
  if (text.includes('at://')) found.push(spansOf(line, AT_URI, () => true));
  if (/\.(?:com|org|io|me|app|sh)[/:]|knot/.test(text)) {
    found.push(spansOf(line, OWNER_OR_PROFILE, isProfile(line, author)).map((span) => withoutEnding(line, span)));
  }
  if (text.includes('~')) found.push(spansOf(line, TILDE, () => true));
  if (text.includes('/home/') || /users[/\\]/.test(text)) found.push(spansOf(line, HOME, isHome(line)));
  return found.flat();
};
