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
  {
    rule: 'prompt-tag',
    severity: 'high',
    message: TAG,
    // Our own fence, DeepSeek's marks (in wide bars), and Cohere's and OpenAI's.
    pattern:
      /<\/?(?:diff|part|patch|review|canary)\s{1,3}nonce=|<\uFF5C[\w\u2581\x20]{1,30}\uFF5C>|<\|(?:START_OF_TURN_TOKEN|END_OF_TURN_TOKEN|(?:SYSTEM|USER|CHATBOT)_TOKEN|start|end|channel|message|return|constrain|fim_\w{1,8})\|>/g,
  },
  {
    rule: 'prompt-tag',
    severity: 'medium',
    message: TAG,
    pattern:
      /<\/(?:diff|untrusted(?:[_-]\w{1,20})?|commit-message|pull[_-]request)>|<\/(?:document|input|context|content|text|data)>[\s#*/>-]{0,12}<(?:instructions?|trusted|task|admin|rules)>|<(?:trusted|admin)>(?=[^\n<]{4,200}<)/gi,
  },
  {
    rule: 'prompt-turn',
    severity: 'medium',
    message: TAG,
    pattern:
      /(?<=(?:^|[\n\0])[\s#*/>;-]{0,12})(?:(?:Human|User):[^\n]{1,300}\n(?:[^\n]{0,300}\n){0,3}?[\s#*/>;-]{0,12}(?:Assistant|AI|Claude|Model):|#{2,3} ?(?:System|Developer|Assistant) (?:message|prompt|instructions?|note)s?[ \t]{0,3}(?=$|\n)|SYSTEM:[ \t][^\n]{0,80}\b(?:operator|security|review(?:er)?s?|checks|you|instructions?|prompt|approved?)\b)/g,
  },
  {
    rule: 'feigned-end',
    severity: 'medium',
    message:
      'This text says that the change, or its review, ends here, so that what follows is not read as part of it.',
    pattern:
      /(?<=(?:^|[\n\0]|@@|```|["'`])[\s#*/>;=-]{0,12})(?:END OF (?:THE |THIS )?(?:DIFF|PATCH|PULL REQUEST|REVIEW(?: TASK)?|UNTRUSTED \w{1,12})\b|[Ee]nd of (?:the |this )?(?:diff|patch|pull request|review(?: task)?|untrusted \w{1,12})[.:])|\b[Tt]he (?:diff|patch|review|pull request) (?:ends here|is over\b)|\b[Tt]he text above (?:is|was) the (?:whole|entire|complete) (?:diff|patch|change)|\b[Tt]he (?:diff|patch) above (?:is|was) (?:a test|only a|an example|safe|harmless)|\b[Tt]he reviewer has (?:now )?(?:seen|read|finished)|\b[Mm]achine findings: none/g,
  },
  {
    rule: 'tool-call',
    severity: 'medium',
    message: CALL,
    // Also without quotes, as in YAML, and in a text within a text, where quotes are escaped.
    pattern:
      /\bcontent_?risk\\{0,3}["']?\s{0,3}:\s{0,3}0(?:\.0{1,4})?\s{0,3}[,}\n]|\brisk["']?\s?[:=]\s?["']?(?:0(?:\.0{1,4})?|none|zero)["']?[,;\s]{1,12}["']?(?:verdict|flags|findings|issues)["']?\s?[:=]|\breview_?recommended\\{0,3}["']?\s{0,3}[:=]\s{0,3}false|["']name\\{0,3}["']\s{0,3}:\s{0,3}\\{0,3}["'](?:submit_review|report_part|answer_question)\b/gi,
  },
];
