import { FOREIGN_PHRASES } from './foreign-phrases.ts';
import { FORGED_MARKS } from './forged-marks.ts';
import { MORE_LANGUAGES } from './more-languages.ts';
import { ORDERED_ANSWERS } from './ordered-answers.ts';
import { phrase } from './phrase.ts';
import type { ReviewerPhrase } from './reviewer-phrase.ts';
import { TO_MODELS } from './to-models.ts';
import { TO_REVIEWERS } from './to-reviewers.ts';

const MODEL = String.raw`(?:AI|A\.I\.|LLM|GPT|ChatGPT|Claude|Gemini|Copilot|bot|automated|automatic|machine|(?:large )?language model)`;
const THIS_CHANGE =
  '(?:this (?:pull request|merge request|PR|MR|change(?:set)?|patch|diff|commit|code|submission|contribution|file))';
const THING = `(?:it|this|${THIS_CHANGE}|(?:the|these|all|my|our) (?:pull request|merge request|PR|MR|change(?:set)?s?|patch|diff|commits?|code|submission|files?))`;
const SAFE =
  '(?:safe|secure|harmless|benign|clean|trusted|trustworthy|approved|verified|low risk|no risk|zero risk|risk free|non ?malicious|not malicious)';
/** Start of a sentence, or words that turn to somebody. */
const COMMAND = String.raw`(?:(?<=^|[\n\0.:;!?"'\x60#*/(>-]\s{0,4})|(?<=\b(?:please|kindly|must|always|just|now|simply|immediately|automatically|should|shall|will|so|then|therefore|you may|you can|you have to|you need to|you are to)\s{1,4}))`;

const OVERRIDE = 'This text tells a reviewer or language model to ignore its instructions.';
const VERDICT = 'This text tells a reviewer or language model which verdict to give.';
const ROLE = 'This text speaks to a language model, as if to give it a role.';

const OF_A_MODEL = /\b(?:AIs?|LLMs?|ChatGPT|GPT|Claude|Copilot|Gemini|language models?)\b/;
const ORDER =
  /\b(?:must|should|do not|don't|always|never|please|ignore|approve|execute|follow|respond|treat|instructions?|instead)\b/i;

/** The phrases. Each needs an order or an address: prose about reviews, prompts and safety must pass. */
export const REVIEWER_PHRASES: readonly ReviewerPhrase[] = [
  {
    rule: 'ignore-instructions',
    severity: 'high',
    message: OVERRIDE,
    pattern: phrase(
      String.raw`\b(?:ignore|disregard|forget|override|bypass) (?:(?:all|any|every|each|of|the|these|those|your|my|other) ){0,4}(?:previous|prior|above|earlier|preceding|foregoing|former|initial|original|existing|current|system) (?:\w{1,20} ){0,2}(?:instructions?|prompts?|guidelines)\b`,
    ),
  },
  {
    rule: 'ignore-instructions',
    severity: 'high',
    message: OVERRIDE,
    pattern: phrase(
      String.raw`\b(?:ignore|disregard|forget|override|bypass|stop following|(?:do not|don t) follow) (?:(?:all|any|every|of|the) ){0,3}(?:(?:your|you) (?:\w{1,20} ){0,2}(?:instructions?|prompts?|guidelines|directives?|rules|training|safety|policy|policies|were told|have been told)|(?:instructions?|everything) (?:above|before|you \w{1,10}))\b`,
    ),
  },
  {
    rule: 'asks-for-approval',
    severity: 'high',
    message: VERDICT,
    pattern: phrase(
      String.raw`${COMMAND}(?:approve|accept|merge|fast track|auto ?approve|auto ?merge|rubber stamp|LGTM) ${THIS_CHANGE}\b(?! (?:if|only|when|once|after|unless)\b)`,
    ),
  },
  {
    rule: 'asks-for-approval',
    severity: 'high',
    message: VERDICT,
    pattern: phrase(
      String.raw`\b(?:please|you (?:must|should|shall|will|have to|need to|are to)) (?:(?:just|always|now|immediately) ){0,2}(?:approve|accept|merge|fast track) (?:it|(?:the|my|our|every|all) (?:pull requests?|merge requests?|PRs?|MRs?|changes?|patch|diff|submission))\b(?! (?:if|only|when|once|after|unless)\b)`,
    ),
  },
  {
    rule: 'asks-for-verdict',
    severity: 'high',
    message: VERDICT,
    pattern: phrase(
      String.raw`\b(?:mark|rate|classify|treat|consider|report|flag|label|score|rank|assess|judge|evaluate) ${THING} (?:(?:as|to|be|being|completely|entirely|fully|perfectly|100%|totally) ){0,4}${SAFE}\b`,
    ),
  },
  {
    rule: 'asks-for-verdict',
    severity: 'high',
    message: VERDICT,
    pattern: phrase(
      String.raw`\b(?:respond|reply|answer|output|return(?!\s{1,3}this\.)|say) (?:(?:only|just|simply|exactly|with|that|the|word|words|this) ){1,4}(?:LGTM|approved?|${SAFE}|no (?:issues|problems|findings|flags|concerns|vulnerabilities))\b(?![\x20\t]{1,3}(?!and\b|or\b|to\b)\w)|\b(?:respond|reply|answer|output) (?:LGTM|no (?:issues|problems|findings|flags|concerns|vulnerabilities))\b|\b(?:set|give|assign|report|submit|output) (?:(?:the|your|its|a|an) ){0,2}(?:content ?risk|risk (?:score|level|rating)) (?:(?:to|as|of|is|at) )?(?:0|zero|none|low|minimal)\b`,
    ),
  },
  {
    rule: 'asks-for-silence',
    severity: 'high',
    message: 'This text tells a reviewer or language model what not to look at or mention.',
    pattern: phrase(
      String.raw`\b(?:do not|don t|never|avoid|refrain from) (?:flag(?:ging)?|mention(?:ing)?|report(?:ing)?|comment(?:ing)? on|review(?:ing)?|analy[sz](?:e|ing)|inspect(?:ing)?|criticis?z?(?:e|ing)) ${THIS_CHANGE}\b|\b(?:no need to|skip|omit) (?:the |a |any )?(?:(?:security|code) )?review(?:ing)? (?:of |for )?${THIS_CHANGE}\b`,
    ),
  },
  {
    rule: 'gives-a-role',
    severity: 'high',
    message: ROLE,
    pattern: phrase(
      String.raw`(?<!\b(?:if|when|while|once|unless|because|since|whether|that|assuming|as|where)\s{1,3})\byou (?:are|re) (?:(?:now|no longer|not|actually) ){0,2}(?:(?:the|an?|my|this|our) (?:\w{1,20} ){0,3}(?:reviewer|code review(?:er)? (?:bot|agent|assistant|model))|an? (?:(?:helpful|expert|senior|impartial) ){0,3}(?:AI|LLM|(?:large )?language model)|ChatGPT|Claude|DAN)\b`,
    ),
  },
  {
    rule: 'gives-a-role',
    severity: 'high',
    message: ROLE,
    pattern: phrase(
      String.raw`${COMMAND}as an? ${MODEL}\b(?:\s{1,3}(?:code|language|review|assistant|agent|model|reviewer|system|tool)){0,3}(?:\s{0,3},|\s{1,3}(?:you|your|please|do|must|should)\b)|\bas an? ${MODEL} (?:code )?reviewer\b`,
    ),
  },
  {
    rule: 'addresses-the-reviewer',
    severity: 'high',
    message: 'This text addresses an automated reviewer.',
    pattern: phrase(
      String.raw`\b(?:attention|notes?|message|instructions?|important|hey|hello|hi|dear|notice|memo) (?:(?:to|for|all|any|the|every|an?) ){0,3}${MODEL}(?: (?:based|powered|driven|assisted))? (?:code |security |PR )?(?:reviewers?|review (?:bots?|agents?|tools?|models?|systems?|assistants?))\b`,
    ),
  },
  {
    rule: 'addresses-the-reviewer',
    severity: 'high',
    message: 'This text addresses an automated reviewer.',
    pattern: phrase(
      String.raw`\b(?:if|when|since|because) you (?:are|re) (?:an?|the) ${MODEL}(?: (?:code|review|language|reviewer|assistant|agent|model|system|tool)){0,3}\b`,
    ),
  },
  {
    rule: 'gives-a-role',
    severity: 'medium',
    message: ROLE,
    pattern: phrase(
      String.raw`\byou (?:are|re) (?:now )?(?:an?|the) (?:\w{1,20} ){0,3}(?:assistant|chatbot|code review(?:er)?|AI agent)\b`,
    ),
  },
  {
    rule: 'claims-approval',
    severity: 'medium',
    message: 'This text claims that somebody has approved the change already.',
    pattern: phrase(
      String.raw`\b(?:${THIS_CHANGE}|(?:these|all|the) changes) (?:has|have|was|were|is|are) (?:(?:already|been|previously|fully|pre|formally|manually|internally) ){0,4}(?:reviewed|approved|audited|vetted|cleared|verified|signed off)(?: and (?:reviewed|approved|audited|vetted|cleared|verified|signed off))?(?: on)? by (?:(?:the|our|your|a) )?(?:\w{1,20} ){0,2}(?:security|maintainers?|infosec|appsec|owners?|legal|leads?|auditors?|core team|security team)\b|\b(?:LGTM|looks good to me) (?:(?:already|pre) ){0,2}(?:approved|reviewed|audited) by\b|\b(?:already|pre) ?(?:approved|audited|cleared|vetted) by (?:(?:the|our) )?(?:security|infosec|appsec|maintainers?)\b`,
    ),
  },
  {
    rule: 'hidden-comment',
    severity: 'medium',
    message: 'This comment speaks to a language model where readers of the rendered page do not see it.',
    pattern: /<!--(?:(?!<!--|-->)[\s\S]){1,600}-->/g,
    accepts: (comment) => OF_A_MODEL.test(comment) && ORDER.test(comment),
  },
  {
    rule: 'ignore-instructions',
    severity: 'high',
    message: OVERRIDE,
    // Spaced letters come without gaps between the words.
    pattern:
      /(?:ignore|disregard|forget)(?:all|any|the|your|my|of){0,4}(?:previous|prior|above|earlier|preceding)(?:instructions?|prompts?)/gi,
  },
  {
    rule: 'asks-for-approval',
    severity: 'high',
    message: VERDICT,
    pattern:
      /(?<![a-z])(?:please)?(?:approve|merge)this(?:pullrequest|mergerequest|pr|change|patch|diff|commit)(?![a-z(])/g,
  },
  ...ORDERED_ANSWERS,
  ...FORGED_MARKS,
  ...TO_REVIEWERS,
  ...TO_MODELS,
  ...FOREIGN_PHRASES,
  ...MORE_LANGUAGES,
];
