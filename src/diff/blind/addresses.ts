import type { Author } from './author.ts';
import type { Folded } from './fold.ts';
import type { Span } from './span.ts';

const LOCAL_MAX_CHARS = 64;
/** Every quantifier is bounded, and the parts share no character, so a try takes bounded time. */
const DOMAIN = /[\p{L}\p{N}_-]{1,63}(?:\.[\p{L}\p{N}_-]{1,63}){1,8}/uy;
const LOCAL_CHARACTER = /[\p{L}\p{N}]/u;

/** What ends names of files, units and packages, and no address. */
const NOT_A_TOP_LEVEL = new Set(
  `service socket timer target mount slice path png jpg jpeg svg gif webp ico js mjs cjs ts tsx jsx css scss html json md go rb c h cc cpp
  hpp rs java kt swift php yaml yml toml lock patch diff txt xml tar gz xz zip tgz bz2 rc alpha beta dev0 next exe dll so jar wasm`.split(
    /\s+/,
  ),
);
/** Where handles end. Decorators (`@app.route`) and annotations (`@org.junit.Test`) end otherwise. */
const HANDLE_ENDS = new Set(
  `com org net dev io me social sh xyz eu de fr uk nl se no fi dk it es pl cz at ch be ca au nz jp br in us blog gay lol cafe moe tech online
  club page site fyi zone computer email ninja rocks cool wtf pub town`.split(/\s+/),
);
const HOSTED = /(?:^|\.)(?:bsky\.social|tngl\.sh|bsky\.team)$/;
/** Domains that are nobody's handle, and stand behind an at sign where programs look at addresses. */
const MAIL_HOSTS = new Set(
  'gmail.com googlemail.com outlook.com hotmail.com yahoo.com icloud.com proton.me protonmail.com example.com example.org example.net users.noreply.github.com'.split(
    ' ',
  ),
);

const domainAt = (text: string, at: number): string | null => {
  DOMAIN.lastIndex = at;
  const domain = DOMAIN.exec(text)?.[0] ?? null;
  return domain?.replace(/[-_]$/, '') ?? null;
};

const lastLabel = (domain: string): string => domain.slice(domain.lastIndexOf('.') + 1);

const isHost = (domain: string): boolean => {
  const top = lastLabel(domain);
  return /^\p{L}{2,24}$/u.test(top) && !NOT_A_TOP_LEVEL.has(top) && !/^v?\d+(?:x?\.|x$)/.test(domain);
};

/** An address that a file is called by: `name@host.tld.txt`. */
const withoutEnding = (domain: string, isKnown: (host: string) => boolean): string | null => {
  const host = domain.slice(0, Math.max(0, domain.lastIndexOf('.')));
  return host.includes('.') && isHost(host) && (HANDLE_ENDS.has(lastLabel(host)) || isKnown(host)) ? host : null;
};

const isLocal = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0x30 && code <= 0x39) ||
  (code < 0x80 ? '._%+-'.includes(String.fromCharCode(code)) : LOCAL_CHARACTER.test(String.fromCharCode(code)));

const localStart = (text: string, at: number): number => {
  let start = at;
  while (start > 0 && at - start < LOCAL_MAX_CHARS && isLocal(text.charCodeAt(start - 1))) start -= 1;
  while (start < at && /[.%+-]/.test(text[start] ?? '')) start += 1;
  return start;
};

/** `scheme://user@` or `scheme://user:password@`: the user alone is a person, and the host must stay. */
const userOfUrl = (text: string, start: number, at: number): Span | null => {
  if (start >= 3 && text.startsWith('://', start - 3)) return { start, end: at };
  const from = Math.max(0, start - 2 * LOCAL_MAX_CHARS);
  const match = /:\/\/([^\s/:@"'`<>]{1,64}):$/.exec(text.slice(from, start));
  const user = match?.[1];
  return user === undefined ? null : { start: start - 1 - user.length, end: start - 1 };
};

/** `user@host:path`, as `scp` and git have it. `git` is nobody. */
const isRemotePath = (text: string, end: number): boolean => /^:[\p{L}~/._]/u.test(text.slice(end, end + 2));

/** One word of a name, and words that stand small between them. U+FFFD is what is left of a letter in another encoding. */
const CAPITALISED = String.raw`\p{Lu}[\p{L}\p{M}\p{N}\ufffd.'’-]{0,30}`;
const NAME_BEFORE = new RegExp(
  String.raw`(?:^|[^\p{L}\p{N}.'’\ufffd-])(?:(?:Copyright|By|From|To|Cc|Contact|Thanks|Author|Email|Mail) )?` +
    `(${CAPITALISED}(?: (?:${CAPITALISED}|d[aeiu]|v[ao]n|de[nrls]|bin|al|el|la|le|of|y)){0,4})$`,
  'u',
);

/** A name of up to five words before `<address>`, each with a capital: where it starts, or null. */
const nameBefore = (line: Folded, start: number): Span | null => {
  if (line.text[start - 1] !== '<' || line.text[start - 2] !== ' ') return null;
  const rawEnd = line.startOf(start - 2);
  const name = NAME_BEFORE.exec(line.raw.slice(Math.max(0, rawEnd - 100), rawEnd))?.[1];
  if (name === undefined) return null;
  // Folding may make a name shorter or longer: its start is looked for from its end.
  let from = start - 2;
  while (from > 0 && line.startOf(from - 1) >= rawEnd - name.length) from -= 1;
  return { start: from, end: start - 2 };
};

/** The author before `<address>`, whose name may be all small letters. */
const authorBefore = (line: Folded, start: number, author: Author): Span | null => {
  if (line.text[start - 1] !== '<' || line.text[start - 2] !== ' ') return null;
  const before = line.text.slice(Math.max(0, start - 2 - 100), start - 2);
  const words = before.match(/[^\s<>"(),:;]{1,40}/g)?.slice(-5) ?? [];
  for (let first = 0; first < words.length; first += 1) {
    const name = words.slice(first).join(' ');
    if (before.endsWith(name) && author.is(name)) return { start: start - 2 - name.length, end: start - 2 };
  }
  return null;
};

const mailAt = (line: Folded, at: number, author: Author): readonly Span[] => {
  const { text } = line;
  const start = localStart(text, at);
  const user = userOfUrl(text, start, at);
  if (user !== null) return user.end > user.start ? [user] : [];
  const found = domainAt(text, at + 1) ?? '';
  const isKnown = (host: string): boolean => author.is(text.slice(start, at + 1) + host);
  const domain = isHost(found) ? found : withoutEnding(found, isKnown);
  // A package of a scope, or a version of a program, is written like an address.
  if (start === at || domain === null || (text[start - 1] === '/' && !isKnown(domain))) return [];
  const end = at + 1 + domain.length;
  if (isRemotePath(text, end)) return text.slice(start, at) === 'git' ? [] : [{ start, end: at }];
  const name = nameBefore(line, start) ?? authorBefore(line, start, author);
  return [...(name === null ? [] : [name]), { start, end, isMail: true }];
};

/** `@a.b` alone or with arguments on its line decorates what follows. */
const isDecorator = (line: Folded, at: number, end: number): boolean =>
  line.text.slice(Math.max(0, at - 200), at).trim() === '' && /^(?:\(|\s*$)/.test(line.text.slice(end, end + 80));

const handleAt = (line: Folded, at: number, author: Author): readonly Span[] => {
  const { text } = line;
  const before = text[at - 1] ?? '';
  if (/[\p{L}\p{N}_.@$)\]}]/u.test(before)) return [];
  const domain = domainAt(text, at + 1);
  if (domain === null || MAIL_HOSTS.has(domain)) return [];
  const end = at + 1 + domain.length;
  const span = [{ start: at + 1, end }];
  if (HOSTED.test(domain) || author.is(domain)) return span;
  if (!HANDLE_ENDS.has(lastLabel(domain)) || isDecorator(line, at, end)) return [];
  return text[end] === '/' && before !== '/' ? [] : text[end] === '(' ? [] : span;
};

/** E-mail addresses, users in URLs and remote paths, and handles behind an at sign. */
export const addressesIn = (line: Folded, author: Author): readonly Span[] => {
  const spans: Span[] = [];
  let at = line.text.indexOf('@');
  while (at !== -1) {
    const mails = mailAt(line, at, author);
    for (const span of mails.length === 0 ? handleAt(line, at, author) : mails) spans.push(span);
    at = line.text.indexOf('@', at + 1);
  }
  return spans;
};
