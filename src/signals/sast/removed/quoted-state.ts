/** What goes on from one line to the next: code, or the inside of something that is read until `until` stands there. */
export type Quoted = { readonly until: string; readonly closes: RegExp } | null;

/** Where a stretch of text that does not run begins, what ends it, and in which families of languages. */
interface Opener {
  readonly opens: RegExp;
  readonly closes: (match: RegExpExecArray) => RegExp;
  readonly families: RegExp;
}

const C_LIKE = /^(?:js|c|jvm|go|rs|php|cs|swift|dart|zig|sol)$/;
const escaped = (text: string): string => text.replace(/\W/g, '\\$&');

const OPENERS: readonly Opener[] = [
  { opens: /\/\*/y, closes: () => /\*\//g, families: C_LIKE },
  { opens: /`/y, closes: () => /`/g, families: /^(?:js|go)$/ },
  { opens: /"""|'''/y, closes: ([quote]) => new RegExp(quote, 'g'), families: /^python$/ },
  { opens: /"""/y, closes: () => /"""/g, families: /^(?:jvm|swift|cs|ex|exs)$/ },
  { opens: /<!--/y, closes: () => /-->/g, families: /^js$/ },
  { opens: /--\[(=*)\[/y, closes: ([, level = '']) => new RegExp(`\\]${level}\\]`, 'g'), families: /^lua$/ },
  { opens: /\{-/y, closes: () => /-\}/g, families: /^hs$/ },
  { opens: /\(\*/y, closes: () => /\*\)/g, families: /^ml$/ },
  {
    opens: /<<[<~-]?\s?["']?([A-Z_][A-Z_\d]{1,30})\b["']?/y,
    closes: ([, tag = '']) => new RegExp(`^\\s*${escaped(tag)}\\b`, 'g'),
    families: /^(?:shell|rb|perl|php)$/,
  },
];
/** Stretches that whole lines open and close. */
const LINE_OPENERS: readonly (readonly [opens: RegExp, closes: RegExp, families: RegExp])[] = [
  [/^\s*#\s*if\s+(?:0|false|FALSE)\b/, /^\s*#\s*(?:endif|else|elif)\b/g, /^c$/],
  [/^=(?:begin|pod|head\d|for)\b/, /^=(?:end|cut)\b/g, /^(?:rb|perl)$/],
];

const LINE_COMMENT: readonly (readonly [opens: RegExp, families: RegExp])[] = [
  [/\/\//y, C_LIKE],
  [/#/y, /^(?:python|rb|shell|perl|ex|exs|nim)$/],
];

/** A string on one line, skipped as a whole: what looks like an opener in it is none. */
const STRING = /"(?:[^"\\]|\\.){0,200}"|'(?:[^'\\]|\\.){0,200}'/y;

const matchAt = (expression: RegExp, text: string, at: number): RegExpExecArray | null => {
  expression.lastIndex = at;
  return expression.exec(text);
};

/** More of a line than this is not read: nobody writes it, and it must not cost more than it is worth. */
const READ_CHARS = 4_000;

/** What a line leaves open; `first` is where the first stretch of several lines opened on it, if one did. */
export interface Left {
  readonly state: Quoted;
  readonly first: number | null;
}

/** Reads lines of one family of languages, and says what each leaves open; linear in their length. */
export const quotedStates = (family: string): ((line: string, before: Quoted) => Left) => {
  const openers = OPENERS.filter(({ families }) => families.test(family));
  const lineOpeners = LINE_OPENERS.filter(([, , families]) => families.test(family));
  const lineComments = LINE_COMMENT.filter(([, families]) => families.test(family));
  const starts = /["'`/#<\-{(]/g;
  const opened = (text: string, at: number): { next: number; state: Quoted } => {
    for (const { opens, closes } of openers) {
      const match = matchAt(opens, text, at);
      if (match !== null) return { next: opens.lastIndex, state: { until: match[0], closes: closes(match) } };
    }
    if (lineComments.some(([opens]) => matchAt(opens, text, at) !== null)) return { next: text.length, state: null };
    return { next: matchAt(STRING, text, at) === null ? at + 1 : STRING.lastIndex, state: null };
  };
  return (line, before) => {
    const text = line.slice(0, READ_CHARS);
    const whole = before === null ? lineOpeners.find(([opens]) => opens.test(text)) : undefined;
    if (whole !== undefined) return { state: { until: whole[0].source, closes: whole[1] }, first: 0 };
    let [at, state]: [number, Quoted] = [0, before];
    let first: number | null = null;
    while (at < text.length) {
      const expression = state?.closes ?? starts;
      expression.lastIndex = at;
      const match = expression.exec(text);
      if (match === null) break;
      if (state !== null) {
        [at, state] = [Math.max(expression.lastIndex, at + 1), null];
        continue;
      }
      const { next, state: inside } = opened(text, match.index);
      if (inside !== null) first ??= match.index;
      [at, state] = [next, inside];
    }
    return { state, first };
  };
};

/** Whether a comment ends here that began before what is shown: `*` and `/` before a blank, with no opener before them. */
export const endsComment = (family: string, text: string): boolean => {
  const end = C_LIKE.test(family) ? text.slice(0, READ_CHARS).search(/\*\/(?:\s|$)/) : -1;
  return end !== -1 && !text.slice(0, end).includes('/*') && !text.slice(0, end).includes('//');
};
