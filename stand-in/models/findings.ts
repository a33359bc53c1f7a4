import { addressesReviewer } from '../obedience/phrases.ts';
import { dangersIn, gravest, quoteOf, riskOf, type SaidFlag } from '../reading/danger.ts';
import { type Heard, heardBy } from '../reading/heard.ts';
import type { MessageRequest } from '../wire/request.ts';
import type { Answer, Call } from './answer.ts';
import { inputFor, toolsOffered } from './tool-input.ts';

/** What a reader holds against a change. */
export interface Judgement {
  readonly risk: number;
  readonly flags: readonly SaidFlag[];
}

/** What the rules find in all lines heard, and every line that speaks to whoever reviews it. */
export const judge = ({ lines }: Heard): Judgement => {
  const spoken = lines.flatMap((line): SaidFlag[] =>
    (line.kind === 'added' || line.kind === 'header') && line.file !== null && addressesReviewer(line.text)
      ? [
          {
            severity: 'high',
            file: line.file,
            line: line.line,
            quote: quoteOf(line.text, 0),
            reason: 'Speaks to whoever reviews the change.',
          },
        ]
      : [],
  );
  const flags = gravest([...dangersIn(lines), ...spoken]);
  return { risk: riskOf(flags), flags };
};

const cut = (text: string, length: number): string => text.slice(0, length);

const summaryOf = ({ lines }: Heard, { flags }: Judgement): string => {
  const files = [...new Set(lines.flatMap(({ file }) => (file === null ? [] : [file])))];
  const changed = `Changes ${files.length} file(s): ${files.slice(0, 8).join(', ')}.`;
  const first = flags[0];
  return first === undefined
    ? cut(`${changed} Nothing dangerous found.`, 1200)
    : cut(`${changed} ${flags.length} line(s) flagged; first ${first.file}:${first.line}: ${first.reason}`, 1200);
};

const EVIDENCE = 20;

const said = (name: string, heard: Heard, judgement: Judgement): Readonly<Record<string, unknown>> => {
  const { risk, flags } = judgement;
  const summary = summaryOf(heard, judgement);
  if (name === 'answer_question')
    return {
      answer: flags.length === 0 ? 'not in this part' : cut(flags.map(({ reason }) => reason).join(' '), 600),
      evidence: flags.slice(0, EVIDENCE).map(({ file, line, quote }) => ({ file, line, quote })),
    };
  return {
    contentRisk: risk,
    risk,
    reviewRecommended: risk > 0.2,
    flags,
    summary,
    note: cut(summary, 300),
  };
};

/** The call that gives a judgement, in the form of the tool that is offered for it. */
export const callWith = (request: MessageRequest, name: string, heard: Heard, judgement: Judgement): Call => ({
  name,
  input: inputFor(request, name, said(name, heard, judgement)),
});

const REPORTS = ['report_part', 'answer_question', 'submit_review'];

/** An answer that reports a judgement by whichever reporting tool is offered; in words when none is. */
export const report = (request: MessageRequest, judgement: Judgement): Answer => {
  const heard = heardBy(request);
  const offered = toolsOffered(request);
  const name = REPORTS.find((each) => offered.includes(each));
  return name === undefined
    ? { text: summaryOf(heard, judgement), calls: [] }
    : { text: null, calls: [callWith(request, name, heard, judgement)] };
};
