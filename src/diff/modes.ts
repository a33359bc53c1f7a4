import { Unreadable } from './unreadable.ts';

/** Git reads octal digits up to white space. */
const MODE = /^([0-7]{1,11})(?:\s|$)/;
const MODE_MAX = 0o177777;

/** A mode as git shows it, six octal digits. Throws for what is none: git would go by other bits of it, or refuse it. */
export const readMode = (text: string): string => {
  const mode = Number.parseInt(MODE.exec(text)?.[1] ?? '', 8);
  // Also false for NaN.
  if (!(mode <= MODE_MAX)) throw new Unreadable('a file header holds a mode that is none');
  return mode.toString(8).padStart(6, '0');
};

/** The mode at the end of an `index` line, after `1234567..89abcde`; null when it has none. */
export const readIndexMode = (text: string): string | null => {
  const blank = text.indexOf(' ');
  return blank === -1 ? null : readMode(text.slice(blank + 1));
};

/** The modes on the `mode` line of a combined diff. */
export const readModeList = (text: string): { readonly parents: readonly string[]; readonly after: string } => {
  const [before = '', after = ''] = text.slice(0, 1000).split('..');
  return { parents: before.split(',').map(readMode), after: readMode(after) };
};
