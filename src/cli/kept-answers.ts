/** Answers that are remembered until `mark` differs. */
export type KeptAnswers = <Answer>(key: string, make: () => Promise<Answer>) => Promise<Answer>;

/**
 * Remembers what was answered, and what is being, so that many who ask the same at once cost one question. At most `most`
 * answers; what fails is not remembered. `mark` must differ whenever an answer may.
 */
export const keptAnswers = (mark: () => string, most = 256): KeptAnswers => {
  let seen: string | null = null;
  const answers = new Map<string, Promise<unknown>>();
  return <Answer>(key: string, make: () => Promise<Answer>): Promise<Answer> => {
    const now = mark();
    if (now !== seen || answers.size >= most) answers.clear();
    seen = now;
    const known = answers.get(key);
    // The one who asks under a key always makes the same kind of answer.
    if (known !== undefined) return known as Promise<Answer>;
    const made = make();
    answers.set(key, made);
    made.catch(() => {
      if (answers.get(key) === made) answers.delete(key);
    });
    return made;
  };
};
