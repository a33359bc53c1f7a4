import { z } from 'zod';
import { operation } from './navigation.ts';

/** A name for what is found out next: kept in the record of steps, nothing else. */
export const recordStep = operation(z.object({ name: z.string() }), ({ name }) => ({
  asked: name,
  got: 'recorded',
  text: 'recorded',
  isError: false,
}));
