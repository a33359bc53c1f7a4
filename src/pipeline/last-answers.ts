/** Remembers the answers given last, by key: the longest unused is forgotten beyond `most`, at least 1. */
export const lastAnswers = <Answer>(most: number): ((key: string, make: () => Answer) => Answer) => {
  const kept = new Map<string, { readonly answer: Answer }>();
  return (key, make) => {
    const entry = kept.get(key) ?? { answer: make() };
    kept.delete(key);
    kept.set(key, entry);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    return entry.answer;
  };
};
