import type { CommitMessage } from '../domain/index.ts';
import { isFromLine } from './from-line.ts';
import { type LineReader, PIECE_LIMIT_BYTES, tooLarge } from './line-reader.ts';
import { charsetOf, isHeaderLine, type Transfer, transferOf, unfold } from './mail-header.ts';
import { endsMessage, MailMessage } from './mail-message.ts';
import type { Stripping } from './plain-names.ts';
import { decodedBody } from './transfer.ts';
import { Unreadable } from './unreadable.ts';

/** What git would act on in a file header; `GIT binary patch` stands in place of hunks. */
const OF_A_FILE =
  /^(?:GIT binary patch|(?:rename|copy) (?:from|to) |(?:new file|deleted file|old|new) mode |similarity index )/;

/** What `git format-patch` puts in front of a mail: the name of the commit. */
const COMMIT = /^From ([0-9a-f]{40}|[0-9a-f]{64}) /;

/**
 * What stands between the files of a patch: the mails of a `git format-patch` series, read as `git mailsplit` and `git
 * mailinfo` do, or lines that mean nothing. Whether git reads mails at all depends on how it is called, so the first
 * lines count as a mail's header whenever they look like one. A line that could not be taken whole changes nothing that
 * taking it again would not.
 */
export class MailLines {
  #stage: 'start' | 'header' | 'body' | 'patch' = 'start';
  /** Whether the stream starts as a mailbox does: only then does a further `From ` line start a mail for git. */
  #isMailbox = false;
  /** Whether this mail is one in a stream that is no mailbox. */
  #isStray = false;
  /** Inside a body that was decoded no mail starts: git parts them before. */
  #isDecoded = false;
  /** Whether there was the header of a mail, and not some lines with a colon in them. */
  #isMail = false;
  #sha: string | null = null;
  #transfer: Transfer = 'plain';
  #message = new MailMessage();
  /** Lines of a file header may stand before a mail's diff, as words of its message, and nowhere else. */
  #mayTalk = true;

  /** How many folders git strips from names: `git apply` goes by the whole stream, `git am` by each mail. */
  readonly stripping: Stripping = { folders: 1, isKnown: false };
  #mails = 1;

  /** Says that a file was read. */
  enterPatch(): void {
    if (this.#mails > 1 && this.stripping.isKnown) {
      throw new Unreadable(
        'file names without a folder stand among mails: git am and git apply would strip other names',
      );
    }
    this.#stage = 'patch';
    this.#mayTalk = false;
  }

  /** Says that a decoded body begins, or has ended. */
  enterDecoded(isDecoded: boolean): void {
    this.#isDecoded = isDecoded;
    this.#stage = isDecoded ? 'body' : 'patch';
  }

  /** The message under way, which this ends, with the commit that its mail says it is; null when there is none. */
  endMessage(): Omit<CommitMessage, 'firstFile'> | null {
    const sha = this.#sha === null ? {} : { sha: this.#sha };
    const message = this.#isMail ? { lines: this.#message.lines(), ...sha } : null;
    this.#message = new MailMessage();
    this.#isMail = false;
    this.#sha = null;
    return message;
  }

  /** Whether the line at the reader, which belongs to no file, ends the message under way. */
  endsAt(reader: LineReader): boolean {
    return this.#isMail && (this.#startsMail(reader) || (this.#stage === 'body' && endsMessage(reader.line)));
  }

  /**
   * Passes over a line that belongs to no file, with its continuation when it is a mail header. At the first line of an
   * encoded body it passes over the whole, and returns it decoded. Throws for mails that git would read as something else
   * than they are here, and for a hunk or a line of a file header that belongs to no file, which git refuses.
   */
  passOver(reader: LineReader): Buffer | null {
    const isStart = this.#startsMail(reader);
    if (isStart) this.#startMail();
    const { line } = reader;
    const isFirst = this.#stage === 'start' && line.trim() !== '';
    if (isFirst) this.#isMailbox = isFromLine(line.trimStart());
    if (isFirst || this.#stage === 'header') {
      // Git passes over blanks at the start of a stream; elsewhere they make a line of the header above.
      if (isHeaderLine(line.trimStart())) return this.#passHeader(reader, isStart);
      const decoded = this.#decode(reader);
      this.#stage = 'body';
      if (decoded !== null) return decoded;
    }
    refuseStray(reader, this.#mayTalk);
    const { number } = reader;
    reader.advance();
    if (this.#stage === 'body') this.#passBody(line, number);
    return null;
  }

  #startsMail(reader: LineReader): boolean {
    if (this.#isDecoded || this.#stage === 'start' || !reader.startsWith('From ')) return false;
    return isFromLine(reader.raw.slice(reader.start, reader.end));
  }

  #startMail(): void {
    this.#stage = 'header';
    this.#isStray = !this.#isMailbox;
    this.#transfer = 'plain';
    this.#mayTalk = true;
  }

  #passHeader(reader: LineReader, isStart: boolean): null {
    const isFrom = reader.startsWith('From ') && isFromLine(reader.raw.slice(reader.start, reader.end));
    const text = unfold(reader).trimStart();
    this.#stage = 'header';
    if (isStart) this.#mails += 1;
    const colon = text.indexOf(':');
    const name = text.slice(0, colon).toLowerCase();
    const value = text.slice(colon + 1).trim();
    if (isFrom) this.#sha = COMMIT.exec(text)?.[1] ?? null;
    if (isFrom || name === 'from' || name === 'subject' || name === 'date') this.#isMail = true;
    if (name === 'subject') this.#message.subject(value);
    else if (name === 'content-type') this.#message.charset = charsetOf(value);
    else if (name === 'content-transfer-encoding') this.#transfer = transferOf(value);
    return null;
  }

  #decode(reader: LineReader): Buffer | null {
    if (this.#isStray && this.#transfer !== 'plain') {
      throw new Unreadable(
        `the mail at line ${reader.number} is encoded, and stands where git may not take it for one`,
      );
    }
    return decodedBody(reader, this.#transfer, this.#isMailbox);
  }

  #passBody(line: string, number: number): void {
    if (endsMessage(line)) this.#stage = 'patch';
    else if (this.#isMail) this.#message.take(line);
    if (this.#message.bytes > PIECE_LIMIT_BYTES) throw tooLarge(number);
  }
}

const refuseStray = (reader: LineReader, mayTalk: boolean): void => {
  const start = reader.raw.slice(reader.start, Math.min(reader.end, reader.start + 80));
  if (!/^@@@* -\d/.test(start) && (mayTalk || !OF_A_FILE.test(start))) return;
  throw new Unreadable(`the ${start.startsWith('@') ? 'hunk' : 'header'} at line ${reader.number} belongs to no file`);
};
