import { heardBy } from '../reading/heard.ts';
import type { StandInModel } from './answer.ts';
import { judge, report } from './findings.ts';
import { isNavigation, navigate } from './navigator.ts';

/** Flags lines that are not there, quotes what nobody wrote, and gets what it saw wrong by some lines. */
const lie = (heard: Parameters<typeof judge>[0]): ReturnType<typeof judge> => {
  const seen = judge(heard);
  const file = heard.lines.find((line) => line.file !== null)?.file ?? 'src/nowhere.ts';
  const reason = 'It said so with great confidence.';
  return {
    risk: Math.max(0.7, seen.risk),
    flags: [
      ...seen.flags.slice(0, 20).map((flag) => ({ ...flag, line: flag.line + 1000 })),
      { severity: 'high', file, line: 1, quote: 'system("a line that nobody wrote")', reason },
      { severity: 'medium', file: 'src/no-such-file.ts', line: 3, quote: heard.lines[0]?.text ?? '', reason },
    ],
  };
};

/** Makes up lines and quotes. */
export const liar: StandInModel = (request) =>
  isNavigation(request) ? navigate(request, lie) : report(request, lie(heardBy(request)));
