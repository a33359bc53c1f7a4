/** One token: a name, a number, a string, an operator, or any other sign. */
const TOKEN = /[A-Za-z_$][\w$]*|\d[\w.]*|"[^"\n]*"|'[^'\n]*'|`[^`\n]*`|[<>=!]=?=?|&&|\|\||\S/g;

/** A line's tokens, in order; at most `most` of them. */
export const tokensOf = (text: string, most: number): readonly string[] => {
  const tokens: string[] = [];
  for (const [token] of text.matchAll(TOKEN)) {
    if (tokens.length >= most) break;
    tokens.push(token);
  }
  return tokens;
};
