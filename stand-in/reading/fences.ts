/** A stretch of text between `<name nonce="…">` and its end, and what stands before it. */
export interface Fenced {
  readonly name: string;
  readonly text: string;
  /** Text between the fence before (or the beginning) and this one. */
  readonly before: string;
}

const OPENING = /<([a-z][a-z_-]{0,30})(?: [a-z]{1,20}="[^"\n]{0,300}"){0,4} nonce="([0-9a-f]{16,64})"[^>\n]{0,300}>\n?/;

/**
 * The fenced stretches of a text, in order. A fence ends at its own nonce alone: whatever looks like a fence within is
 * text. One that never ends reaches to the end.
 */
export const fencesIn = (text: string): { readonly fenced: readonly Fenced[]; readonly after: string } => {
  const fenced: Fenced[] = [];
  let rest = text;
  for (let match = OPENING.exec(rest); match !== null; match = OPENING.exec(rest)) {
    const [opening, name = '', nonce = ''] = match;
    const inside = rest.slice(match.index + opening.length);
    const closing = `</${name} nonce="${nonce}">`;
    const end = inside.indexOf(closing);
    fenced.push({
      name,
      text: end < 0 ? inside : inside.slice(0, end),
      before: rest.slice(0, match.index),
    });
    rest = end < 0 ? '' : inside.slice(end + closing.length);
  }
  return { fenced, after: rest };
};
