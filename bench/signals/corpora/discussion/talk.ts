import type { Discussion } from '../../../../src/signals/index.ts';

/**
 * A discussion written as one line per comment: who (`a` is the author), a bar, the text, in which a backslash and an n end a line. A
 * line of `+` stands for a new round. Minutes apart.
 */
export const talk = (text: string): Discussion => {
  const comments: Discussion['comments'][number][] = [];
  const rounds: number[] = [];
  for (const [index, line] of text.trim().split('\n').entries()) {
    const atUs = (index + 1) * 60_000_000;
    if (line.trim() === '+') {
      rounds.push(atUs);
      continue;
    }
    const [, by = '', body = ''] = /^\s*(\w+)\| ?(.*)$/.exec(line) ?? [];
    if (by === '') throw new Error(`no comment: ${line}`);
    comments.push({ by, isAuthor: by === 'a', body: body.replaceAll('\\n', '\n'), atUs });
  }
  return { comments, rounds };
};
