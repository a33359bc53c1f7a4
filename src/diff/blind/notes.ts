import { type Folded, foldedAt } from './fold.ts';
import type { Span } from './span.ts';

/** Capitals tell these notes from calls; a ticket's number is nobody's name. */
const NOTE =
  /\b(?:(?:TODO|FIXME|XXX|HACK)\(@?([\p{L}][\p{L}\p{N}_.-]{0,38})\)|NOTE\(([\p{L}][\p{L}\p{N}_.-]{0,38})\)(?=:))/gu;
const TICKET = /^(?:[a-z]{1,12}-?\d{1,9}|v\d.*)$/;

/** What an SSH key ends with, most often `user@host`. */
const SSH_KEY =
  /\b(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-nistp\d{3}) aaaa[a-z0-9+/]{16,8192}={0,3} ([^\s"'<>\\,;]{1,100})/g;

/** `[@name](https://…/name)`: a person in a change log. */
const MENTION = /\[@([\p{L}\p{N}_.-]{1,64})\]\(https?:\/\//gu;

const noteNames = (line: Folded): readonly Span[] =>
  [...line.raw.matchAll(NOTE)].flatMap((match) => {
    const name = match[1] ?? match[2] ?? '';
    const rawEnd = match.index + match[0].length - 1;
    const span = { start: foldedAt(line, rawEnd - name.length), end: foldedAt(line, rawEnd) };
    return TICKET.test(name.toLowerCase()) || span.start === span.end ? [] : [span];
  });

const mentions = (line: Folded): readonly Span[] =>
  [...line.text.matchAll(MENTION)].map(({ index, 1: name = '' }) => ({
    start: index + 2,
    end: index + 2 + name.length,
  }));

const keyOwners = (line: Folded): readonly Span[] =>
  [...line.text.matchAll(SSH_KEY)].map((match) => {
    const end = match.index + match[0].length;
    return { start: end - (match[1] ?? '').length, end };
  });

/** People in notes to somebody, in the mentions of a change log, and at the end of SSH keys. */
export const notesIn = (line: Folded): readonly Span[] => {
  const { text } = line;
  const found: (readonly Span[])[] = [];
  if (/(?:todo|fixme|xxx|hack|note)\(/.test(text)) found.push(noteNames(line));
  if (text.includes('[@')) found.push(mentions(line));
  if (text.includes(' aaaa')) found.push(keyOwners(line));
  return found.flat();
};
