import type { StandInModel } from './answer.ts';
import { careful } from './careful.ts';

const BEYOND: Readonly<Record<string, unknown>> = { contentRisk: 1.7, risk: -3, note: 'x'.repeat(4_000), radius: 99 };

/** Keeps to the schema and to no bound: risks outside 0..1, line 0, texts without end. */
export const rude: StandInModel = (request) => {
  const answer = careful(request);
  const calls = answer.calls.map(({ name, input }) => ({
    name,
    input: Object.fromEntries(
      Object.entries(input).map(([field, value]) => {
        if (field === 'flags') return [field, [{ severity: 'high', file: 'x', line: 0, quote: '', reason: '' }]];
        return [field, BEYOND[field] ?? value];
      }),
    ),
  }));
  return { ...answer, calls };
};
