import type { Author } from './author.ts';
import type { Folded } from './fold.ts';
import type { Span } from './span.ts';

/** A name as people write it, up to what can be no part of one. */
const NAMES = String.raw`[^©<>()[\]{}"\u0060=:;|*\\/\n\t#@$!?]{1,80}`;

/** `Signed-off-by:` and the like, wherever they stand. */
const TRAILER =
  /\b(?:signed-off|co-authored|co-developed|authored|reviewed|acked|tested|reported|suggested|helped|written|created|maintained|approved|mentored|requested|thanks-to|based-on-patch|debugged|diagnosed|improved|inspired|original-patch|commented|assisted|bisected|found)-by:[ \t]{1,8}/g;

/** `@author`, `Author:` … behind what starts a comment. Outside of comments, `author:` is a field like any other. */
const TAG =
  /^[\s+-]{0,200}(?:\/\/+!?|\/?\*{1,3}|#{1,3}|;{1,3}|--|%{1,3}|<!--|"{3}|'{3}|\.\.|rem|dnl)[ \t]{0,40}(?:[@\\:](?:author|maintainer)s?\b:?|(?:original |main |current |lead )?(?:authors?|maintainers?|written by|created by|developed by|maintained by)[ \t]{0,20}:)[ \t{]{1,20}/g;

/** A whole line that names somebody by first and last name: no programming language has two words there. */
const FIELD =
  /^\s{0,40}(?:-\s{1,4})?(?:authors?|maintainers?|contributors?|byline)[ \t]{0,8}[:=][ \t]{1,20}(?=[^\s,;"'{}()[\]]{1,40}[ ][^,;"'{}()[\]=]{1,60}$)/g;

/** `"author": "…"`, `author = '…'`, `authors = ["…"`. */
const QUOTED_FIELD =
  /\b(?:author|maintainer|contributor|creator|byline)s?["']?[ \t]{0,8}(?:=>|[:=])[ \t]{0,8}\[?[ \t]{0,8}["']/g;

/** The year or the sign must be there: without one it is a sentence about copyright. */
const COPYRIGHT =
  /(?:copyright|copr\.|spdx-filecopyrighttext:|©|\(c\))(?:[ \t:]{0,8}(?:copyright|\(c\)|©))?[ \t:]{0,8}(?:\d{4}(?:[ \t]{0,2}[-–,][ \t]{0,2}(?:\d{2,4}|present|now)){0,12},?[ \t]{1,8})?(?:by[ \t]{1,8})?/g;

const PARTS = /(?:,| and | & |; | with contributions | for | at | from )/g;
const NO_NAME =
  /^(?:the|a|an|and|or|by|all|see|this|that|its?|his|her|their|contributors?|others?|et al|unknown|none|null|undefined|various|many|present|authors?|file|inc|llc|ltd|gmbh|jr|sr|holders?|notice|license)\b\.?$|all rights|licen[cs]e|permission|http/;

/** Where names are looked for: elsewhere than behind a tag a name has a capital, unless it is the author's. */
interface Place {
  readonly line: Folded;
  readonly author: Author;
  readonly needsCapital: boolean;
}

/** What is left of a stretch without the blanks and stops around it. */
const trimmed = ({ line }: Place, from: number, to: number): Span => {
  const text = line.text.slice(from, to);
  return {
    start: from + (text.length - text.trimStart().length),
    end: from + text.replace(/[\s.,:-]{1,80}$/, '').length,
  };
};

const isName = ({ line, author, needsCapital }: Place, { start, end }: Span): boolean => {
  const name = line.text.slice(start, end);
  if (author.is(name)) return true;
  if (!/^[\p{L}\ufffd]/u.test(name) || NO_NAME.test(name) || name.split(' ').length > 6) return false;
  return !needsCapital || !/^[\p{Ll}\p{N}]/u.test(line.raw.slice(line.startOf(start)).slice(0, 2));
};

/** The names that a list of names holds, from `from` on. */
const namesFrom = (place: Place, from: number): readonly Span[] => {
  const { line, author } = place;
  const segment = new RegExp(NAMES, 'uy');
  segment.lastIndex = from;
  const found = segment.exec(line.text)?.[0].replace(/(?:\.\s|all rights).{0,80}$/, '') ?? '';
  // An apostrophe stands before a letter; any other one ends a string, and what follows is code.
  const text = found.replace(/['’](?!\p{L}).{0,80}$/u, '');
  // What runs into an address without blanks or brackets is its local part.
  const list = line.text[from + text.length] === '@' ? text.replace(/[^\s]{0,80}$/, '') : text;
  const whole = trimmed(place, from, from + list.length);
  if (author.is(line.text.slice(whole.start, whole.end))) return [whole];
  const spans: Span[] = [];
  let at = 0;
  for (const part of [...list.matchAll(PARTS), null]) {
    const end = part?.index ?? list.length;
    spans.push(trimmed(place, from + at, from + end));
    at = end + (part?.[0].length ?? 0);
  }
  return spans.filter((span) => span.end > span.start && isName(place, span));
};

const behind = (place: Place, pattern: RegExp): readonly Span[] =>
  [...place.line.text.matchAll(pattern)].flatMap((match) => namesFrom(place, match.index + match[0].length));

/** `(c)` alone is most often a variable in brackets. */
const copyrightNames = (place: Place): readonly Span[] =>
  [...place.line.text.matchAll(COPYRIGHT)].flatMap((match) =>
    /\d{4}|©|cop[^(]+\(c\)|\(c\) ?cop/.test(match[0]) ? namesFrom(place, match.index + match[0].length) : [],
  );

/** People named as such: in trailers, author tags and fields, and copyright lines. */
export const bylinesIn = (line: Folded, author: Author): readonly Span[] => {
  const { text } = line;
  const place: Place = { line, author, needsCapital: false };
  const found: (readonly Span[])[] = [];
  if (text.includes('-by:')) found.push(behind(place, TRAILER));
  if (/author|maintainer|creator|byline|contributor|(?:written|created|developed) by/.test(text)) {
    for (const pattern of [TAG, FIELD, QUOTED_FIELD]) found.push(behind(place, pattern));
  }
  if (/copyright|copr\.|©|\(c\)/.test(text)) found.push(copyrightNames({ ...place, needsCapital: true }));
  return found.flat();
};
