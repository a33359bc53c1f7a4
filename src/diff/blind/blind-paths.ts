/** Longer paths than this are read by no parser, and placeholders may be longer than names. */
const PATH_MAX_CHARS = 1024;

/** `a/b.c` with a number before what its last dot starts: what kind of file it is still shows. */
const numbered = (path: string, number: number): string => {
  const dot = path.lastIndexOf('.');
  const at = dot > path.lastIndexOf('/') + 1 ? dot : path.length;
  return `${path.slice(0, at)}-${number}${path.slice(at)}`;
};

/**
 * Gives each path a blind one: different paths stay different, one path stays one. The first to come to a name
 * has it, and the next are numbered from 2.
 */
export class BlindPaths {
  /** Blind path to real one. */
  readonly real = new Map<string, string>();
  readonly #blind = new Map<string, string>();
  readonly #next = new Map<string, number>();
  readonly #redact: (path: string) => string;

  constructor(redact: (path: string) => string) {
    this.#redact = redact;
  }

  blind(path: string): string {
    const known = this.#blind.get(path);
    if (known !== undefined) return known;
    const blind = this.#unused(this.#redacted(path));
    this.#blind.set(path, blind);
    this.real.set(blind, path);
    return blind;
  }

  #redacted(path: string): string {
    const redacted = this.#redact(path);
    if (redacted.length <= Math.max(PATH_MAX_CHARS, path.length)) return redacted;
    return numbered(`too-long${/\.[a-z0-9]{1,8}$/.exec(path)?.[0] ?? ''}`, 1);
  }

  #unused(path: string): string {
    let candidate = path;
    let number = this.#next.get(path) ?? 2;
    while (this.real.has(candidate)) {
      candidate = numbered(path, number);
      number += 1;
    }
    if (candidate !== path) this.#next.set(path, number);
    return candidate;
  }
}
