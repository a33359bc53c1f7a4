import type { Tree } from 'web-tree-sitter';
import { type Frame, framesFor } from './frames.ts';
import type { Piece } from './pieces.ts';
import type { Language } from './rule.ts';
import type { Grammar } from './runtime.ts';

/** A tree of a piece, to be deleted by the caller, and how many rows of its text come before the piece's own. */
export interface ParsedPiece {
  readonly tree: Tree;
  readonly rowsBefore: number;
  /** True when another reading of the piece, which takes more or less of it for a comment or string, makes better sense. */
  readonly isDoubtful: boolean;
}

/** What reading a change may still cost. */
export interface Budget {
  /** What the parser may stumble over: recovery from errors is what takes it most time. */
  faults: number;
  /** Steps of the parser, in hundreds; some six per 1,000 characters of ordinary code. */
  steps: number;
  /** Matches that may be looked at. */
  matches: number;
}

/** Frames tried for one piece. */
const MOST_FRAMES = 7;
/** Faults that a piece costs which had to be given up. */
const GIVEN_UP = 400;
/**
 * Steps of the parser (in hundreds) that a piece may take, at the start and per character. Of ordinary pieces 99 in 100
 * take under 0.02 per character; where recovery runs wild it is over 0.06.
 */
const STEPS_AT_START = 30;
const CHARS_PER_STEP = 25;

const isSpent = ({ faults, steps, matches }: Budget): boolean => Math.min(faults, steps, matches) <= 0;

const faultsOf = (grammar: Grammar, tree: Tree): number => {
  if (!tree.rootNode.hasError) return 0;
  let faults = 0;
  for (const { node } of grammar.faults.captures(tree.rootNode)) faults += 1 + node.childCount;
  return faults;
};

/** The tree, or null if the parser makes too little of the text for its steps. Depends on the text alone, not on time. */
const parse = ({ parser }: Grammar, text: string, budget: Budget): Tree | null => {
  let steps = 0;
  const tree = parser.parse(text, null, {
    progressCallback: ({ currentOffset }) => {
      steps += 1;
      return steps > STEPS_AT_START + currentOffset / CHARS_PER_STEP;
    },
  });
  budget.steps -= steps;
  if (tree === null) parser.reset();
  return tree;
};

/** A tree, and how many faults are in it. */
interface Attempt extends Omit<ParsedPiece, 'isDoubtful'> {
  readonly faults: number;
  readonly quoteEndRow: number | null;
}

const attempt = (grammar: Grammar, text: string, frame: Frame, budget: Budget): Attempt | null => {
  const { before, after, quoteEndRow = null } = frame;
  const tree = parse(grammar, before + text + after, budget);
  const faults = tree === null ? GIVEN_UP : faultsOf(grammar, tree);
  budget.faults -= faults;
  return tree === null ? null : { tree, faults, quoteEndRow, rowsBefore: before.split('\n').length - 1 };
};

/** The one with fewer faults, the first if both have as many; the other is let go. */
const better = (first: Attempt | null, second: Attempt | null): Attempt | null => {
  if (first === null || second === null) return first ?? second;
  const [kept, lost] = second.faults < first.faults ? [second, first] : [first, second];
  lost.tree.delete();
  return kept;
};

/** Whether the comment or string that the piece is taken to begin in ends before all that was changed. */
const endsBeforeChange = ({ quoteEndRow }: Attempt, { rows, side }: Piece): boolean =>
  quoteEndRow !== null && quoteEndRow < rows.findIndex(({ line }) => line.kind === side);

/** The readings of a piece that count, the likelier one first. */
const counting = (piece: Piece, plain: Attempt | null, quoted: Attempt | null): readonly ParsedPiece[] => {
  if (plain === null || quoted === null || plain.faults === quoted.faults) {
    return [plain, quoted].filter((one) => one !== null).map((one) => ({ ...one, isDoubtful: false }));
  }
  const [likely, doubtful] = plain.faults < quoted.faults ? [plain, quoted] : [quoted, plain];
  if (likely !== quoted || !endsBeforeChange(quoted, piece)) {
    return [
      { ...likely, isDoubtful: false },
      { ...doubtful, isDoubtful: true },
    ];
  }
  doubtful.tree.delete();
  return [{ ...likely, isDoubtful: false }];
};

/**
 * Parses a piece in the frame that leaves the fewest faults. Where it may start in a comment or a string there are two
 * trees, one for each reading: nothing in the piece proves either, and whoever wrote it may want the wrong one to look
 * better. One is enough only where the likelier takes all that was changed for code. None if the budget is spent or no
 * frame could be parsed. Throws only if the grammar's program gave up.
 */
export const parsePiece = (
  grammar: Grammar,
  language: Language,
  piece: Piece,
  budget: Budget,
): readonly ParsedPiece[] => {
  if (isSpent(budget)) return [];
  let plain: Attempt | null = null;
  let quoted: Attempt | null = null;
  let tried = 0;
  for (const frame of framesFor(piece, language)) {
    if (frame.isQuoted !== true && plain?.faults === 0) continue;
    tried += 1;
    const next = attempt(grammar, piece.text, frame, budget);
    if (frame.isQuoted) quoted = better(quoted, next);
    else plain = better(plain, next);
    if (tried === MOST_FRAMES || isSpent(budget) || (plain?.faults === 0 && quoted?.faults === 0)) break;
  }
  return counting(piece, plain, quoted);
};

/** Whether a line, by itself, is code without a fault in some frame. False too when the budget is spent. */
export const isCodeAlone = (grammar: Grammar, language: Language, line: string, budget: Budget): boolean => {
  for (const frame of framesFor({ text: `${line}\n`, functionName: null, startsFile: true }, language)) {
    if (isSpent(budget)) return false;
    const read = attempt(grammar, `${line}\n`, frame, budget);
    read?.tree.delete();
    if (read?.faults === 0) return true;
  }
  return false;
};
