import { z } from 'zod';
import { fenced } from '../text/fence.ts';
import { numberedPart } from '../text/numbered.ts';
import { counted, operation, partAt, refusal } from './navigation.ts';

const MOST_RADIUS = 3;

const input = z.object({ handle: z.string(), radius: z.number() });

/** The text of a part with its neighbours. */
export const peek = operation(input, ({ handle, radius }, navigation) => {
  const at = partAt(navigation, handle);
  if (at < 0) return refusal('a part that there is not', 'no part has this handle');
  const asked = `${handle} ±${radius}`;
  if (!Number.isInteger(radius) || radius < 0 || radius > MOST_RADIUS) {
    return refusal(asked, `radius must be 0 to ${MOST_RADIUS}`);
  }
  const shown = navigation.parts.slice(Math.max(0, at - radius), at + radius + 1);
  const [first, last] = [shown[0], shown.at(-1)];
  const { text } = fenced(numberedPart(navigation.inquiry.layout, { start: first?.start ?? 0, end: last?.end ?? 0 }));
  return {
    asked,
    got: counted(shown.length, 'part'),
    text: `${first?.handle} to ${last?.handle}:\n${text}`,
    isError: false,
  };
});
