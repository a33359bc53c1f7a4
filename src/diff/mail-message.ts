import { decodeAs, decodeWords } from './encoded-words.ts';

/** Git takes these out of a message's first lines, for what the mail's header says otherwise. */
const IN_BODY_HEADER = /^(from|subject|date):/i;

/** `[PATCH v2 1/3]`, and any number of such and of `Re:` in front of a subject. */
const SUBJECT_PREFIX = /^(?:\s+|:|re:|\[[^\]]{0,200}PATCH[^\]]{0,200}\])/i;

const bareSubject = (subject: string): string => {
  let rest = subject.slice(0, 10_000);
  for (let prefix = SUBJECT_PREFIX.exec(rest); prefix !== null; prefix = SUBJECT_PREFIX.exec(rest)) {
    rest = rest.slice(prefix[0].length);
  }
  return rest.trim() + subject.slice(10_000);
};

/** Whether git ends the message at the line (`patchbreak`) and takes what follows for the patch. */
export const endsMessage = (line: string): boolean =>
  line.startsWith('diff -') || line.startsWith('Index: ') || /^--- \S/.test(line) || /^---\s*$/.test(line);

/**
 * A commit's message, from the lines of its mail, each given as a string of one character per byte. Headers that stand
 * for those of the mail at the top of the body, as `git send-email` writes them, are left out: they name people.
 */
export class MailMessage {
  charset = 'utf-8';
  /** Bytes taken so far. */
  bytes = 0;
  #subject = '';
  readonly #body: string[] = [];
  #atTop = true;
  #inHeader: 'subject' | 'other' | null = null;

  subject(value: string): void {
    this.#subject = value;
  }

  take(line: string): void {
    this.bytes += line.length + 1;
    if (this.#atTop && this.#isOfTop(line)) return;
    this.#atTop = false;
    this.#body.push(line.trimEnd());
  }

  /** Subject, an empty line, and the body without empty lines at its ends; the subject alone where there is no body. */
  lines(): readonly string[] {
    const subject = bareSubject(decodeWords(this.#subject, this.charset));
    const first = this.#body.findIndex((line) => line !== '');
    if (first === -1) return [subject];
    const body = this.#body.slice(first, this.#body.findLastIndex((line) => line !== '') + 1);
    return [subject, '', ...body.map((line) => decodeAs(Buffer.from(line, 'latin1'), this.charset))];
  }

  #isOfTop(line: string): boolean {
    if (line.trim() === '') {
      // The empty line after such headers ends them; those before the first are nothing.
      this.#atTop = this.#inHeader === null;
      return true;
    }
    if (this.#inHeader !== null && /^[ \t]/.test(line)) {
      if (this.#inHeader === 'subject') this.#subject += ` ${line.trim()}`;
      return true;
    }
    if (line.startsWith('>From ')) return true;
    const name = IN_BODY_HEADER.exec(line)?.[1]?.toLowerCase();
    if (name === undefined) return false;
    this.#inHeader = name === 'subject' ? 'subject' : 'other';
    if (name === 'subject') this.#subject = line.slice('subject:'.length).trim();
    return true;
  }
}
