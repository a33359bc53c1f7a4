import type { Tree } from 'web-tree-sitter';
import { type Frame, framesFor } from './frames.ts';
import type { Piece } from './pieces.ts';
import type { Language } from './rule.ts';
import type { Grammar } from './runtime.ts';

/** A tree of a piece, to be deleted by the caller, and how many rows of its text come before the piece's own. */
export interface ParsedPiece {
  readonly tree: Tree;
  readonly rowsBefore: number;
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
interface Attempt extends ParsedPiece {
  readonly faults: number;
}

const attempt = (grammar: Grammar, piece: Piece, { before, after }: Frame, budget: Budget): Attempt | null => {
  const tree = parse(grammar, before + piece.text + after, budget);
  const faults = tree === null ? GIVEN_UP : faultsOf(grammar, tree);
  budget.faults -= faults;
  return tree === null ? null : { tree, faults, rowsBefore: before.split('\n').length - 1 };
};

/** The one with fewer faults, the first if both have as many; the other is let go. */
const better = (first: Attempt | null, second: Attempt | null): Attempt | null => {
  if (first === null || second === null) return first ?? second;
  const [kept, lost] = second.faults < first.faults ? [second, first] : [first, second];
  lost.tree.delete();
  return kept;
};

/**
 * Parses a piece in the frame that leaves the fewest faults. Where it reads as well with its start in a comment or a
 * string as without, there are two trees, lest code pass for text. None if the budget is spent or no frame could be
 * parsed. Throws only if the grammar's program gave up.
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
  for (const frame of framesFor(piece.text, language, piece.functionName)) {
    if (frame.isQuoted !== true && plain?.faults === 0) continue;
    tried += 1;
    const next = attempt(grammar, piece, frame, budget);
    if (frame.isQuoted) quoted = better(quoted, next);
    else plain = better(plain, next);
    if (tried === MOST_FRAMES || isSpent(budget) || (plain?.faults === 0 && quoted?.faults === 0)) break;
  }
  if (plain === null || quoted === null || plain.faults === quoted.faults) {
    return [plain, quoted].filter((one) => one !== null);
  }
  const best = better(plain, quoted);
  return best === null ? [] : [best];
};
