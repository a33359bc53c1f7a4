import { heardIn } from '../reading/heard.ts';
import { blocksOf } from '../wire/conversation.ts';
import { tokensIn } from '../wire/tokens.ts';
import type { StandInModel } from './answer.ts';
import { judge, report } from './findings.ts';
import { isNavigation, navigate } from './navigator.ts';

/** Tokens it reads at either end. */
const READ = 4_096;

/** The lines at one end of a text that fit in `READ` tokens. */
const endOf = (lines: readonly string[]): readonly string[] => {
  let tokens = 0;
  const end = lines.findIndex((line) => {
    tokens += tokensIn(line) + 1;
    return tokens > READ;
  });
  return end < 0 ? lines : lines.slice(0, end);
};

/** The first and the last `READ` tokens of a text, with nothing between; the whole of a shorter one. */
const bothEnds = (text: string): string => {
  const lines = text.split('\n');
  const head = endOf(lines);
  const tail = endOf(lines.slice(head.length).reverse()).toReversed();
  return head.length + tail.length === lines.length ? text : [...head, ' |diff --git ', ...tail].join('\n');
};

/** Reads as carefully as `careful`, but only the first and the last 4,096 tokens of what it is sent. */
export const lazy: StandInModel = (request) => {
  const texts = request.messages
    .filter(({ role }) => role === 'user')
    .flatMap((message) => blocksOf(message).map((block) => (block.type === 'text' ? block.text : '')));
  const heard = heardIn(bothEnds(texts.join('\n')));
  return isNavigation(request) ? navigate(request, () => judge(heard)) : report(request, judge(heard));
};
