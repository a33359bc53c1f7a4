/** A comment as its own writer's words, line by line. */
export interface SpokenText {
  /** Lines that are prose, without code spans, quotes and hidden comments, single blanks between words; blank ones left out. */
  readonly lines: readonly SpokenLine[];
  /** Lines of fenced code, trimmed. */
  readonly code: readonly string[];
}

/** One line of prose. */
export interface SpokenLine {
  readonly text: string;
  /** The line as written. */
  readonly raw: string;
  /** Whether a code span stands in it. */
  readonly hasCode: boolean;
}

const FENCE = /^ {0,3}(?<marks>`{3,}|~{3,})/;
const QUOTED = /^ {0,3}>/;
const CODE_SPAN = /`[^`]+`/g;

/** Without `<!-- … -->`, which nobody sees; one that is never closed hides the rest. */
const shown = (body: string): string => {
  const parts: string[] = [];
  for (let from = 0; from < body.length; ) {
    const start = body.indexOf('<!--', from);
    if (start < 0) {
      parts.push(body.slice(from));
      break;
    }
    parts.push(body.slice(from, start));
    const end = body.indexOf('-->', start + 4);
    from = end < 0 ? body.length : end + 3;
  }
  return parts.join('');
};

/** What a comment says itself: text quoted from others and code are no thanks of its writer's. Linear. */
export const spokenLines = (body: string): SpokenText => {
  const lines: SpokenLine[] = [];
  const code: string[] = [];
  let fence: string | null = null;
  for (const raw of shown(body).split(/\r\n|[\r\n\u2028\u2029]/)) {
    const marks = FENCE.exec(raw)?.groups?.marks ?? null;
    if (fence !== null) {
      if (marks?.startsWith(fence)) fence = null;
      else if (raw.trim() !== '') code.push(raw.trim());
    } else if (marks !== null) fence = marks;
    else if (!QUOTED.test(raw)) {
      const prose = raw.replace(CODE_SPAN, ' ');
      const text = prose.replace(/\s+/g, ' ').trim();
      const hasCode = prose !== raw;
      if (text !== '' || hasCode) lines.push({ text, raw, hasCode });
    }
  }
  return { lines, code };
};
