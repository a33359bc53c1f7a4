import type { Severity } from '../../domain/index.ts';

/** Files that are likely to be about language models, their prompts or the defence against them. */
const PATH =
  /(?:^|[/_.-])(?:prompts?|llms?|gpt|chat|agents?|openai|anthropic|claude|gemini|ollama|langchain|copilot|cursor|ai|genai|evals?|jailbreaks?|injections?|red-?team|guardrails?|moderation|tokeni[sz]ers?|skills?)(?:[/_.-]|$)|\.cursorrules$|prompt/i;
const ABOUT_ATTACKS = /injection|jailbreak|red-?team|guardrail/i;

const TEXT =
  /openai|anthropic|langchain|llama|ollama|huggingface|mistral|\bLLMs?\b|chat_?completion|system_?prompt|prompt_?injection|jailbreak|chat_?template|\bgpt-\d|\bclaude-|\bgemini-|["']?role["']?\s{0,3}[:=]\s{0,3}["'](?:system|user|assistant)/i;

/** What a model's own text has in it, wherever it stands; the other rules speak of a verdict on a change. */
const OF_PROMPTS = new Set(['gives-a-role', 'prompt-tag', 'prompt-turn', 'tool-call', 'ignore-instructions']);
const MILDER: Readonly<Record<Severity, Severity>> = { high: 'medium', medium: 'low', low: 'low' };

/** Whether added text speaks of language models, so that roles and prompts are what it may well contain. */
export const speaksOfModels = (text: string): boolean => TEXT.test(text);

/**
 * The severity of a rule's finding in a file. Where models are the subject a prompt is nothing strange, and a finding is
 * one step milder. Both signs are the author's to set, so none makes it milder than that, and an order to approve this
 * change stays what it is anywhere but in tests of such attacks.
 */
export const severityIn = (path: string, rule: string, severity: Severity, isTextOfModels: boolean): Severity => {
  if (rule === 'asks-for-approval') return ABOUT_ATTACKS.test(path) ? MILDER[severity] : severity;
  return PATH.test(path) || (isTextOfModels && OF_PROMPTS.has(rule)) ? MILDER[severity] : severity;
};
