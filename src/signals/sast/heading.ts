/** What introduces a function in some language, and its name. Blanks and names are bounded, so that time is linear. */
const SHAPES: readonly RegExp[] = [
  /\b(?:function\*?|fn|func|def|sub)[ \t]{1,8}([A-Za-z_$][\w$]{0,99})/,
  /\bfunc[ \t]{1,8}\([^()\n]{1,100}\)[ \t]{1,8}([A-Za-z_]\w{0,99})/,
  /\b(?:const|let|var)[ \t]{1,8}([A-Za-z_$][\w$]{0,99})[ \t]{0,8}=[ \t]{0,8}(?:async\b|function\b|\()/,
  /\b([A-Za-z_]\w{0,99})[ \t]{0,4}\([^;]{0,300}$/,
];

const KEYWORDS = new Set([
  'if',
  'for',
  'while',
  'switch',
  'catch',
  'return',
  'sizeof',
  'class',
  'describe',
  'it',
  'test',
]);

/** The function that a hunk stands in, as far as its heading (what git writes behind the second `@@`) tells; else null. */
export const functionNamed = (heading: string): string | null => {
  const line = heading.slice(0, 400);
  for (const shape of SHAPES) {
    const name = shape.exec(line)?.[1];
    if (name !== undefined && !KEYWORDS.has(name)) return name;
  }
  return null;
};
