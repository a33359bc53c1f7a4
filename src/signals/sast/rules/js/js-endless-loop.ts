import { SCRIPT } from '../../language.ts';
import type { Rule } from '../../rule.ts';

const INFINITE = '^(?:(?:Number|window|globalThis)[.])?(?:Infinity|POSITIVE_INFINITY)$';
/** What ends a loop, or lets others run meanwhile. */
const LEAVES = '(?:^|[^a-zA-Z0-9_$.])(?:break|return|throw|await|yield)(?:[^a-zA-Z0-9_$:]|$)';

const compared = (side: 'left' | 'right'): string =>
  side === 'right'
    ? '(binary_expression operator: ["<" "<=" "!=" "!=="] right: (_) @limit) @at'
    : '(binary_expression left: (_) @limit operator: [">" ">=" "!=" "!=="]) @at';

const loops = (side: 'left' | 'right'): readonly string[] =>
  [
    `(for_statement condition: ${compared(side)} body: (_) @body)`,
    `(while_statement condition: (parenthesized_expression ${compared(side)}) body: (_) @body)`,
    `(do_statement body: (_) @body condition: (parenthesized_expression ${compared(side)}))`,
  ].map((pattern) => `(${pattern} (#match? @limit "${INFINITE}") (#not-match? @body "${LEAVES}"))`);

export const rule: Rule = {
  id: 'js-endless-loop',
  languages: SCRIPT,
  severity: 'medium',
  cwe: 835,
  message: 'The loop counts up to infinity and nothing in it leaves, so the program never gets past this line.',
  side: 'added',
  query: [...loops('right'), ...loops('left')].join('\n'),
};
