import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PROMPT_HASH, PROMPTS } from './prompts.ts';
import { ANSWER_QUESTION, NAVIGATION, REPORT_PART, SUBMIT_REVIEW } from './tools.ts';

const read = (name: string): string => readFileSync(new URL(`./prompts/${name}.md`, import.meta.url), 'utf8');
const NAMES = ['reviewer', 'review', 'part', 'navigate', 'question'] as const;

describe('the prompts', () => {
  it('have one hash', () => {
    expect(PROMPT_HASH).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each(NAMES)('%s is short, and plain text', (name) => {
    expect(read(name).split('\n').length).toBeLessThan(121);
    expect(read(name)).toMatch(/^[\n\x20-\x7e…]*$/);
  });

  it('begin with who the reviewer is, and end with the task', () => {
    for (const [task, blocks] of Object.entries(PROMPTS)) {
      expect(blocks.map(({ text }) => text)).toEqual([read('reviewer'), read(task)]);
    }
  });

  it.each([
    ['review', [SUBMIT_REVIEW]],
    ['part', [REPORT_PART]],
    ['question', [ANSWER_QUESTION]],
    ['navigate', NAVIGATION],
  ] as const)('%s names every tool and every field of its answer', (name, tools) => {
    for (const tool of tools) expect(read(name)).toContain(`\`${tool.name}\``);
    const last = tools.at(-1);
    for (const field of Object.keys(last?.input_schema.properties ?? {})) expect(read(name)).toContain(`\`${field}\``);
  });

  it('have schemas that a strict tool can hold: closed, all required, no bounds', () => {
    const holds = (schema: unknown): void => {
      if (typeof schema !== 'object' || schema === null) return;
      const keys = Object.keys(schema);
      for (const bound of ['minimum', 'maximum', 'minLength', 'maxLength', 'maxItems'])
        expect(keys).not.toContain(bound);
      if ('properties' in schema && typeof schema.properties === 'object') {
        expect(schema).toMatchObject({ additionalProperties: false, required: Object.keys(schema.properties ?? {}) });
      }
      Object.values(schema).forEach(holds);
    };
    for (const tool of [SUBMIT_REVIEW, REPORT_PART, ANSWER_QUESTION, ...NAVIGATION]) {
      expect(tool.strict).toBe(true);
      holds(tool.input_schema);
    }
  });
});
