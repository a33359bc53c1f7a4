/**
 * A cursor over the lines of a text that never copies more than the line asked for. A line ends at `\n` only: a
 * carriage return is content. The text's last line need not end at all.
 */
export class LineReader {
  readonly text: string;
  /** Where the current line starts, and where it ends (its `\n` or the end of the text). */
  start = 0;
  end: number;
  /** 1-based number of the current line, for messages. */
  number = 1;

  constructor(text: string) {
    this.text = text;
    this.end = this.#endFrom(0);
  }

  get done(): boolean {
    return this.start >= this.text.length;
  }

  /** The current line; a carriage return at its end, as in patches saved on Windows, is left out. */
  get line(): string {
    return this.text.slice(this.start, this.text[this.end - 1] === '\r' ? this.end - 1 : this.end);
  }

  startsWith(prefix: string): boolean {
    return this.text.startsWith(prefix, this.start);
  }

  /** Whether the lines from the current one on start with these prefixes, one each. */
  linesStartWith(...prefixes: readonly string[]): boolean {
    let start = this.start;
    return prefixes.every((prefix) => {
      const matches = this.text.startsWith(prefix, start);
      if (matches) start = this.#endFrom(start) + 1;
      return matches;
    });
  }

  advance(): void {
    this.start = this.end + 1;
    this.end = this.#endFrom(this.start);
    this.number += 1;
  }

  #endFrom(start: number): number {
    const found = this.text.indexOf('\n', start);
    return found === -1 ? this.text.length : found;
  }
}
