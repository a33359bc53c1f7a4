import type { ReviewerPhrase } from './reviewer-phrase.ts';

const TAG = 'This text imitates the marks that separate messages to a language model.';
const CALL = "This text imitates a language model's call of a tool, or its answer.";

/** Marks that stand between the messages to a language model, and around what it calls. Software for models has them too. */
export const FORGED_MARKS: readonly ReviewerPhrase[] = [
  {
    rule: 'prompt-tag',
    severity: 'high',
    message: TAG,
    // A generic parameter (`Query<system>`) has a name right before it.
    pattern:
      /<\|(?:im_start|im_end|system|user|assistant|endoftext|end_of_turn|start_header_id|end_header_id|eot_id|begin_of_text)\|>|(?<![\w$\]])\[\/?INST\]|<<\/?SYS>>|(?<![\w$>:])<\/?(?:system[_-]?(?:prompt|message|instructions?)|SYSTEM[_-]?(?:PROMPT|MESSAGE|INSTRUCTIONS?)|system-reminder)>|<\/?(?:untrusted|diff|review)[_-][0-9a-f]{8,64}>|<start_of_turn>|<end_of_turn>/g,
  },
  {
    rule: 'prompt-tag',
    severity: 'high',
    message: TAG,
    // An element of ordinary XML stands among others; this one has words behind it, or nothing.
    pattern: /(?<![\w$>:])<\/?(?:system|SYSTEM)>(?!\s{0,20}<)/g,
  },
  {
    rule: 'prompt-tag',
    severity: 'high',
    message: TAG,
    // The end of what a model was handed, and the start of somebody else's turn.
    pattern:
      /<\/(?:diff|patch|user|human|input|document|untrusted|tool_results?|content|context)>\s{0,8}(?:<\/(?:user|human|message|turn)>\s{0,8})?<(?:assistant|system|human|user)>\s{0,8}(?![\s<])/gi,
    accepts: (said) =>
      /<(?:assistant|system|human)>/i.test(said) || /^<\/(?:diff|patch|untrusted|tool_results?)>/i.test(said),
  },
  {
    rule: 'prompt-turn',
    severity: 'medium',
    message: TAG,
    pattern:
      /(?<=(?:^|\n)[\s#*/>-]{0,12})(?:#{2,3} ?(?:System|Assistant|Instruction|Human|User)s?|(?:BEGIN|END|NEW) (?:SYSTEM|ADMIN) (?:PROMPT|INSTRUCTIONS?|MESSAGE))\s{0,2}:/g,
  },
  {
    rule: 'tool-call',
    severity: 'medium',
    message: CALL,
    pattern:
      /<\/?(?:antml:)?(?:function_calls?|tool_calls?|tool_use|tool_results?|function_results?)>|<(?:antml:)?invoke name=|\bsubmit_?review\b[^\n]{0,20}[({:][^\n]{0,120}\b(?:risk|contentRisk|approved?|lgtm|safe|no issues)\b|["'](?:contentRisk|content_risk)["']\s{0,3}:\s{0,3}0(?:\.0{1,4})?\s{0,3}[,}\n]|["'](?:reviewRecommended|review_recommended)["']\s{0,3}:\s{0,3}[fF]alse/gi,
  },
];
