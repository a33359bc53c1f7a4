import type { Coverage, Finding, Review, Verdict } from '../domain/index.ts';
import { modeOf } from '../gate/index.ts';
import { type DiffReview, reasonOf } from '../pipeline/index.ts';
import { safe } from './output.ts';

const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;

/** A diff's report in lines for a terminal: its size, each finding with its line, and what nobody read. */
export const reviewInWords = (result: DiffReview): string => {
  const { findings, coverage, contentRisk, changeKind, overBudget, policy, review, verdict } = result;
  const { files, bytes } = coverage;
  const [added, deleted] = [sum(files, 'added'), sum(files, 'deleted')];
  const kind = changeKind === 'other' ? '' : `, ${changeKind}`;
  const advice = (finding: Finding): string => (modeOf(finding.source, policy) === 'advisory' ? ' (advice)' : '');
  return [
    `${counted(files.length, 'file')}, +${added} −${deleted}, ${counted(bytes, 'byte')}${kind}; content risk ${contentRisk.toFixed(2)}`,
    ...findings.flatMap((finding) => [
      '',
      `${finding.severity.padEnd(6)} ${finding.file}:${finding.line}  ${finding.source}/${finding.rule}${advice(finding)}`,
      `       ${finding.side === 'old' ? '−' : '+'} ${finding.quote.trim()}`,
      `       ${finding.message}`,
    ]),
    ...(findings.length === 0 ? ['', review === null ? 'nothing found' : 'machines found nothing'] : []),
    ...(review === null ? [] : ['', ...reviewerInWords(review, verdict)]),
    ...(overBudget
      ? ['', `too large to review: over ${policy.reviewBudgetBytes} bytes a person must look, whatever was found`]
      : []),
    '',
    ...coverageInWords(coverage),
  ]
    .map(safe)
    .join('\n');
};

/** What the reviewer said, or why it said nothing, and how that came about. */
const reviewerInWords = (review: Review, verdict: Verdict | null): readonly string[] => {
  const { outcome, model, parts, steps, unread, costMicros, probe } = review;
  const read = parts.filter((part) => part.read).length;
  const how = [
    model,
    ...(parts.length > 1 ? [`${read} of ${parts.length} parts read, ${counted(steps.length, 'step')}`] : []),
    ...(unread.length > 0 && verdict !== null ? [`unread hunks in ${counted(unread.length, 'file')}`] : []),
    ...(probe === 'noticed' ? ['dangers planted beside the change were noticed'] : []),
    `$${(costMicros / 1e6).toFixed(4)}`,
  ].join('; ');
  if (verdict === null || outcome.kind !== 'verdict') {
    return [`blind review: no verdict (${outcome.kind}): ${reasonOf(outcome)}`, `       ${how}`];
  }
  const recommended = verdict.reviewRecommended ? ', a review is recommended' : '';
  const dropped =
    outcome.droppedFlags === 0
      ? ''
      : `; ${counted(outcome.droppedFlags, 'remark')} about lines that are not there left out`;
  return [
    `blind review: risk ${verdict.contentRisk.toFixed(2)}${recommended}${dropped}`,
    `       ${verdict.summary}`,
    ...verdict.flags.flatMap(({ severity, file, line, side, quote, reason }) => [
      '',
      `${severity.padEnd(6)} ${file}:${line}  review`,
      ...quote.split('\n').map((text) => `       ${side === 'old' ? '−' : '+'} ${text.trim()}`),
      `       ${reason}`,
    ]),
    `       ${how}`,
  ];
};

const sum = (files: Coverage['files'], what: 'added' | 'deleted'): number =>
  files.reduce((total, file) => total + file[what], 0);

/** Unread files shown; the rest is counted. */
const SHOWN = 20;

const coverageInWords = ({ files, bytes, unreadBytes, messageBytes, sources }: Coverage): readonly string[] => {
  const left = files.filter(({ readBy, unread }) => readBy.length === 0 && (unread.length > 0 || unreadBytes > 0));
  const more = left.length - SHOWN;
  return [
    unreadBytes === 0
      ? `read: every byte that would be merged (${bytes - messageBytes}), by ${sources.flatMap(({ source, hunks }) => (hunks > 0 ? [source] : [])).join(', ') || 'its header alone'}`
      : `read by nobody: ${unreadBytes} of ${counted(bytes, 'byte')}`,
    ...left.slice(0, SHOWN).map(({ path, bytes: size }) => `       ${path} (${counted(size, 'byte')})`),
    ...(more > 0 ? [`       and ${counted(more, 'more file')}`] : []),
  ];
};
