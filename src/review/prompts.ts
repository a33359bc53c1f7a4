import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type Anthropic from '@anthropic-ai/sdk';
import { CANARIES, NAMES } from './canaries.ts';
import { requestHash } from './claude/request-hash.ts';
import { OWN_CANARIES } from './own-canaries.ts';
import { ANSWER_QUESTION, NAVIGATION, REPORT_PART, SUBMIT_REVIEW } from './tools.ts';
import { WORDS } from './words.ts';

const FILES = ['reviewer', 'review', 'part', 'navigate', 'question'] as const;

const bytes = FILES.map((name) => readFileSync(new URL(`./prompts/${name}.md`, import.meta.url)));

/** Who the reviewer is, then what is asked of it now. */
const prompt = (task: Exclude<(typeof FILES)[number], 'reviewer'>): readonly Anthropic.TextBlockParam[] =>
  (['reviewer', task] as const).map((name) => ({
    type: 'text',
    text: bytes[FILES.indexOf(name)]?.toString('utf8') ?? '',
  }));

/** The system's text for each kind of question; the files in `prompts/`, read once at start. */
export const PROMPTS = {
  review: prompt('review'),
  part: prompt('part'),
  navigate: prompt('navigate'),
  question: prompt('question'),
} as const;

const tools = [SUBMIT_REVIEW, REPORT_PART, ANSWER_QUESTION, ...NAVIGATION];
const words = Object.values(WORDS).map((word) => (typeof word === 'string' ? word : word(0)));

/**
 * Hex SHA-256 over all that reviews are asked with and that no diff is part of: the bytes of the prompts' files, the
 * tools' schemas, the fixed words, and the dangers that are planted. A verdict made under another hash was asked otherwise.
 */
export const PROMPT_HASH: string = FILES.reduce(
  (hash, name, index) =>
    hash
      .update(`${name}\0`)
      .update(`${bytes[index]?.length}\0`)
      .update(bytes[index] ?? ''),
  createHash('sha256'),
)
  .update(requestHash({ tools, words, canaries: CANARIES, ownCanaries: OWN_CANARIES, names: NAMES }))
  .digest('hex');
