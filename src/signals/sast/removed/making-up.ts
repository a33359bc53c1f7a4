import type { DiffLine, FileChange, Hunk } from '../../../domain/index.ts';
import { codeOf, isCondition, leavesBy } from './leaving.ts';
import type { LostRule } from './lost-rule.ts';
import { isCommentLine, type Run, readOf } from './runs.ts';

const NAME = /[A-Za-z_]\w+/g;
/** Words that two checks share without being about the same thing. */
const COMMON = new Set(
  (
    'if else elif elsif unless while for return guard assert require ensure when and or not int size_t sizeof this self ' +
    'null NULL nil None const let var throw raise goto continue break await async new true false True False err error ' +
    'Error status res req end send json res response request ctx'
  ).split(' '),
);

const namesIn = (text: string): readonly string[] =>
  [...text.matchAll(NAME)].map(([name]) => name).filter((name) => !COMMON.has(name));

/** What the added lines of a place make up for: the names on all of them, on those that leave, on those that hold a block. */
interface Offers {
  readonly any: boolean;
  readonly names: ReadonlySet<string>;
  readonly leaving: ReadonlySet<string>;
  readonly holding: ReadonlySet<string>;
  /** Whether one of them enforces by itself, whatever the names. */
  readonly enforces: boolean;
  readonly enforcing: ReadonlySet<string>;
}

/** Names of functions that stop by themselves what they find wrong. */
const STOPS = /\b(?:must|enforce|ensure|require|assert(?=[A-Z_]))\w{2,60}\s*\(|Or(?:Throw|Fail|Die|Panic|Abort)\s*\(/i;

/** What stands before the block that a line opens, or null when it opens none. */
const holdsBlock = (side: readonly DiffLine[], index: number, moved: ReadonlySet<DiffLine>): boolean => {
  const next = side[index + 1];
  return /[{:]\s*$|\bthen\s*$/.test(side[index]?.text ?? '') && next !== undefined && moved.has(next);
};

const offersIn = (
  rule: LostRule,
  hunks: readonly Hunk[],
  dead: ReadonlySet<DiffLine>,
  moved: ReadonlySet<DiffLine>,
): Offers => {
  const [names, leaving, holding, enforcing] = [
    new Set<string>(),
    new Set<string>(),
    new Set<string>(),
    new Set<string>(),
  ];
  let [any, enforces] = [false, false];
  const put = (into: Set<string>, text: string): void => {
    for (const name of namesIn(text)) into.add(name);
  };
  for (const { lines } of hunks) {
    const side = lines.filter(({ kind }) => kind !== 'deleted');
    for (const [index, line] of side.entries()) {
      if (line.kind !== 'added' || dead.has(line)) continue;
      const text = readOf(line.text);
      if (!rule.again.test(text) || isCommentLine(text)) continue;
      any = true;
      put(names, text);
      if (leavesBy(side, index)) put(leaving, text);
      if (isCondition(text) && holdsBlock(side, index, moved)) put(holding, text);
      const code = codeOf(text);
      if (isCondition(code) || !((rule.enforces?.test(code) ?? false) || STOPS.test(code))) continue;
      enforces = true;
      put(enforcing, text);
    }
  }
  return { any, names, leaving, holding, enforces, enforcing };
};

/** A line that is lost: whether it left, and whether what followed it was moved, as into a block. */
export interface Lost {
  readonly text: string;
  readonly left: boolean;
  readonly nextIsMoved: boolean;
}

const makesUp = (rule: LostRule, offers: Offers, lost: Lost): boolean => {
  if (!offers.any) return false;
  const names = namesIn(lost.text);
  const shares = (others: ReadonlySet<string>): boolean => names.some((name) => others.has(name));
  if (!lost.left) return rule.shares ? shares(offers.names) : true;
  if (rule.shares ? shares(offers.enforcing) : offers.enforces) return true;
  return shares(offers.leaving) || (lost.nextIsMoved && shares(offers.holding));
};

/**
 * Answers whether something that the change adds makes up for a lost line; reads each place once per rule. Where the
 * lost line left, what takes its place must be about the same name and leave too, or hold what came after in its block.
 */
export const makingUpIn = (
  file: FileChange,
  dead: ReadonlySet<DiffLine>,
  moved: ReadonlySet<DiffLine>,
): ((rule: LostRule, run: Run, lost: Lost) => boolean) => {
  const known = new Map<LostRule, Map<object, Offers>>();
  return (rule, { hunk }, lost) => {
    const place = rule.within === 'file' ? file : hunk;
    const answers = known.get(rule) ?? new Map<object, Offers>();
    known.set(rule, answers);
    const offers = answers.get(place) ?? offersIn(rule, rule.within === 'file' ? file.hunks : [hunk], dead, moved);
    answers.set(place, offers);
    return makesUp(rule, offers, lost);
  };
};
