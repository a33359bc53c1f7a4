/** A result, for people or as one JSON document, on standard output. */
export const print = (text: string): void => {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
};

export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));

/** Anything that is not a result. May hold other people's text, so it is made safe line by line. */
export const note = (text: string): void => {
  process.stderr.write(`${text.split('\n').map(safe).join('\n')}\n`);
};

/** A labelled line of a start-up report. */
export const step = (label: string, text: string): void => note(`  ${label.padEnd(10)} ${text}`);

/** Shows how far work is, on a terminal only and at most ten times a second; `done` clears the line. */
export const progress = (label: string) => {
  let shownAt = 0;
  const terminal = process.stderr.isTTY;
  return {
    show: (text: string): void => {
      const now = performance.now();
      if (!terminal || now - shownAt < 100) return;
      shownAt = now;
      process.stderr.write(`\r\u001b[K  ${label.padEnd(10)} ${safe(text)}`);
    },
    done: (): void => {
      if (terminal && shownAt > 0) process.stderr.write('\r\u001b[K');
    },
  };
};

/** Columns padded to the widest cell. */
export const table = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

/** One untrusted line made safe for a terminal: control and format characters become visible. */
export const safe = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
