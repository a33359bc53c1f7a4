/** What a reviewer is told besides the prompts, in the course of a long review. Part of the prompts' hash. */
export const WORDS = {
  reminder: 'That was no tool call. Answer with one call of a tool; without `submit_review` the review is lost.',
  oneCall: 'not done: call one tool a turn',
  unknownTool: 'not done: there is no such tool',
  lastTurn: 'This is the last turn: call `submit_review` now.',
  turnsLeft: (left: number): string => `${left} turns are left. Call \`submit_review\` in good time.`,
  noRoom: 'not done: there is no room left to read that much; ask for less, or call `submit_review`',
} as const;
