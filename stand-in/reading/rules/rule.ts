/** A rule on the lines of one hunk. */
export interface Rule {
  readonly id: string;
  readonly severity: 'low' | 'medium' | 'high';
  /**
   * `added`: a line is there now. `deleted`: a line is gone, and no added line of the hunk matches as well. `swapped`:
   * a line that matches `was` is gone, and one that matches `pattern` is there.
   */
  readonly on: 'added' | 'deleted' | 'swapped';
  readonly pattern: RegExp;
  readonly was?: RegExp;
  /** For `deleted`: an added line that matches this does the same in another way. */
  readonly kept?: RegExp;
  /** A line that matches this as well is none. */
  readonly unless?: RegExp;
  /** Paths it is about; every path by default. */
  readonly paths?: RegExp;
  readonly reason: string;
}
