import { phrase } from './phrase.ts';
import type { ReviewerPhrase } from './reviewer-phrase.ts';

const VERDICT = 'This text tells a reviewer or language model which verdict to give.';
const SILENCE = 'This text tells a reviewer or language model what not to look at or mention.';

const CHANGE = '(?:this|the|my) (?:pull request|merge request|PR|MR|change(?:set)?|patch|diff|commit|submission)';
const PLACE = 'this (?:line|function|method|block|hunk|section|call|import|part|class|module|dependency|addition|file)';
/** Keys of a verdict with what says that nothing is wrong. */
const NOTHING_WRONG = String.raw`["'\x60]?(?:(?:content[_ ]?)?risk(?:[_ ]?(?:score|level))?["'\x60]?\s{0,3}[:=]\s{0,3}["']?(?:0(?:\.0{1,4})?(?![.\d])|low|none|zero)|(?:flags|findings|issues|vulnerabilities|problems)["'\x60]?\s{0,3}[:=]\s{0,3}\[\s{0,3}\]|(?:verdict|decision|result|severity)["'\x60]?\s{0,3}[:=]\s{0,3}["'](?:approved?|safe|lgtm|none|pass(?:ed)?|benign)\b|(?:approved?|safe|lgtm)["'\x60]?\s{0,3}[:=]\s{0,3}true)`;

/** Orders to answer in words that are given, to give a figure, or to leave a place of the change out of sight. */
export const ORDERED_ANSWERS: readonly ReviewerPhrase[] = [
  {
    rule: 'asks-for-verdict',
    severity: 'high',
    message: VERDICT,
    pattern: new RegExp(
      String.raw`\b(?:respond|reply|answer|output|return|emit|print|say)\b[^\n{]{1,60}\{[^{}\n]{0,80}?${NOTHING_WRONG}`,
      'gi',
    ),
    // A program that answers so has a call or a semicolon there; an order speaks.
    accepts: (said) =>
      /\b(?:only|just|exactly|always|following|please|simply|must)\b/i.test(said.slice(0, said.indexOf('{'))),
  },
  {
    rule: 'tool-call',
    severity: 'medium',
    message: "This text imitates a language model's call of a tool, or its answer.",
    pattern:
      /["'](?:content_?)?risk(?:_?(?:score|level))?["']\s{0,3}:\s{0,3}0(?:\.0{1,4})?\s{0,3},\s{0,3}["'](?:flags|findings|issues)["']\s{0,3}:\s{0,3}\[\s{0,3}\]/gi,
  },
  {
    rule: 'asks-for-verdict',
    severity: 'high',
    message: VERDICT,
    pattern: phrase(
      String.raw`\b(?:score|rate|grade|rank|assess) ${CHANGE} (?:(?:as|a|at|with|of|to) ){0,2}(?:0(?:\.0{1,4})?|zero)\b(?![.\d%])`,
    ),
  },
  {
    rule: 'asks-for-silence',
    severity: 'medium',
    message: SILENCE,
    pattern: phrase(
      String.raw`\b(?:do not|don t|never|refrain from) (?:flag(?:ging)?|mention(?:ing)?|criticis?z?(?:e|ing)|report(?:ing)?|review(?:ing)?|comment(?:ing)? on) ${PLACE}\b`,
    ),
  },
  {
    rule: 'asks-for-silence',
    severity: 'high',
    message: SILENCE,
    pattern: phrase(
      String.raw`\b(?:pretend|act as (?:if|though)|assume|imagine|behave as (?:if|though)) (?:that )?(?:${PLACE}|${CHANGE}|these lines|this code) (?:(?:is|are|was|were) (?:not|n t)|isn t|aren t|wasn t|does(?: not|n t)|do(?: not|n t)) (?:(?:a )?part of|in|included in|contained in|listed in|shown in|belong to|appear in|exist in) (?:the|this|your) (?:diff|change(?:set)?|patch|pull request|PR|MR|review|commit|submission|input)\b`,
    ),
  },
  {
    rule: 'addresses-the-reviewer',
    severity: 'high',
    message: 'This text addresses an automated reviewer.',
    pattern:
      /(?<=(?:^|[\n\0"'`#*/(>-])\s{0,4})(?:(?:dear|hey|hello|hi|attention),?\s)?(?:AI|LLM|GPT|ChatGPT|Claude|Gemini|Copilot|automated|automatic|bot)\s(?:code\s|security\s|PR\s)?(?:reviewers?|review\s(?:bot|agent|tool|model|system|assistant)s?)\s{0,2}[:,]\s{0,3}(?:please|you\b|do\snot|don't|never|ignore|skip|respond|reply|answer|approve|accept|merge|treat|mark|consider|output|return|note\sthat|stop|disregard|this\s(?:is|was|file|change|code))/gi,
  },
];
