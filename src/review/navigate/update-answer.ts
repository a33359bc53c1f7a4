import { z } from 'zod';
import { operation } from './navigation.ts';

/** The answer so far: kept in the record of steps. It is no verdict: only `submit_review` gives one. */
export const updateAnswer = operation(z.object({ text: z.string() }), ({ text }) => ({
  asked: text,
  got: 'recorded',
  text: 'recorded',
  isError: false,
}));
