import { type AddedLine, type Passage, passages } from '../text/added-text.ts';
import { silenceProfiler } from './profiler.ts';

/** What secretlint reports about a passage: its rule's short name and the stretch of the passage's text. */
export interface LintReport {
  readonly passage: Passage;
  readonly rule: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The name and ending that secretlint's rules are told of every file. They choose rules by it, and one of them opens the
 * file itself for `.p12`, so nothing of a path under review is handed on. What they would look for in `.npmrc`,
 * `package.json` and keys of Google's service accounts is among our own shapes.
 */
const NAME = { filePath: 'added.txt', ext: '.txt' };

const PREFIX = '@secretlint/secretlint-rule-';

/** Without the rule that obeys `secretlint-disable` comments: the author of a secret may not excuse it. */
const load = async () => {
  const [{ lintSource }, { rules }] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
    silenceProfiler(),
  ]);
  const config = {
    rules: rules
      .filter((rule) => rule.meta.id !== `${PREFIX}filter-comments`)
      .map((rule) => ({ id: rule.meta.id, rule, options: {} })),
  };
  return (content: string) =>
    lintSource({ source: { ...NAME, content, contentType: 'text' }, options: { config, noPhysicFilePath: true } });
};

let loaded: ReturnType<typeof load> | undefined;

/**
 * Runs secretlint's recommended rules over the lines, all files together, since each call costs a third of a
 * millisecond. Loads the package (about 40 ms) when first needed.
 */
export async function* lint(lines: readonly AddedLine[]): AsyncGenerator<LintReport> {
  for (const passage of passages(lines)) {
    loaded ??= load();
    const { messages } = await (await loaded)(passage.text);
    for (const { range, ruleId } of messages) {
      const [start, end] = range;
      if (start < passage.ownedFrom || start >= passage.ownedTo) continue;
      yield { passage, rule: ruleId.replace(PREFIX, 'secretlint-'), start, end };
    }
  }
}
