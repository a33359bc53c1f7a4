import { big, type Words } from '../words.ts';
import type { Language } from './scene.ts';

export const MARKDOWN: Language = {
  path: ({ noun, other, quality }) => `docs/${noun}/${quality}-${other}.md`,
  scenes: [
    ({ noun, other, verb, quality, count, reason }: Words) => [
      ` ## ${big(noun)}s`,
      ' ',
      `-A ${noun} has a ${other}.`,
      `+A ${noun} has a ${other}, which is ${quality} unless the page says otherwise.`,
      `+To ${verb} more than ${count} of them, open the list and choose "${big(verb)}".`,
      ' ',
      `+In the release before, ${reason}.`,
      '+',
      ` ### ${big(other)}s`,
    ],
    ({ noun, other, verb, count }: Words) => [
      ` | ${noun} | ${other} | rows |`,
      ' |---|---|---:|',
      `-| ${verb} | plain | ${count} |`,
      `+| ${verb} | plain | ${count + 2} |`,
      `+| ${verb} all | wide | ${count * 3} |`,
    ],
  ],
};

export const STYLES: Language = {
  path: ({ noun, quality }) => `web/styles/${noun}-${quality}.css`,
  scenes: [
    ({ noun, other, quality, count, odd }: Words) => [
      ` .${noun}-${other} {`,
      `   display: ${odd ? 'flex' : 'grid'};`,
      `-  gap: ${count % 16}px;`,
      `+  gap: ${(count % 16) + 2}px;`,
      `+  max-width: ${count + 20}ch;`,
      ' }',
      ' ',
      `+.${noun}-${other}--${quality} {`,
      `+  color: var(--${quality}-ink);`,
      `+  padding-block: 0.${count}rem;`,
      '+}',
    ],
  ],
};

export const QUERIES: Language = {
  path: ({ noun, verb, other }) => `reports/${noun}/${verb}_${other}.sql`,
  scenes: [
    ({ noun, other, quality, count }: Words) => [
      ` SELECT ${noun}.name,`,
      `-       count(*) AS ${other}s`,
      `+       count(*) AS ${other}s,`,
      `+       round(avg(${other}.width), 1) AS ${quality}_width`,
      ` FROM ${noun}`,
      ` JOIN ${other} ON ${other}.${noun}_id = ${noun}.id`,
      ` GROUP BY ${noun}.name`,
      `-ORDER BY ${other}s;`,
      `+ORDER BY ${other}s DESC, ${noun}.name`,
      `+LIMIT ${count};`,
    ],
  ],
};

export const SETTINGS: Language = {
  path: ({ noun, other, quality }) => `config/${quality}/${noun}-${other}.json`,
  scenes: [
    ({ noun, other, verb, quality, count, odd }: Words) => [
      ` "${noun}": {`,
      `   "${other}": "${quality}",`,
      `-  "rows": ${count}`,
      `+  "rows": ${count + 1},`,
      `+  "${verb}": ${odd},`,
      `+  "label": "${big(quality)} ${other}s"`,
      ' },',
    ],
  ],
};
