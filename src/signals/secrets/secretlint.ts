import { type AddedLine, type Passage, passages } from '../text/added-text.ts';

/** What secretlint reports about a passage: its rule's short name and the stretch of the passage's text. */
export interface LintReport {
  readonly passage: Passage;
  readonly rule: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The file name and ending that secretlint's rules are told. They choose rules by it, and one of them opens the file
 * itself for `.p12`, so nothing of a path under review is handed on.
 */
interface Disguise {
  readonly filePath: string;
  readonly ext: string;
}
const TEXT: Disguise = { filePath: 'added.txt', ext: '.txt' };

const disguiseOf = (path: string): Disguise => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === '.npmrc') return { filePath: name, ext: '' };
  if (name === 'package.json' || name === 'package-lock.json') return { filePath: name, ext: '.json' };
  return name.endsWith('.json') ? { filePath: 'added.json', ext: '.json' } : TEXT;
};

const PREFIX = '@secretlint/secretlint-rule-';

/** Without the rule that obeys `secretlint-disable` comments: the author of a secret may not excuse it. */
const load = async () => {
  const [{ lintSource }, { rules }] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
  ]);
  const config = {
    rules: rules
      .filter((rule) => rule.meta.id !== `${PREFIX}filter-comments`)
      .map((rule) => ({ id: rule.meta.id, rule, options: {} })),
  };
  return (content: string, disguise: Disguise) =>
    lintSource({
      source: { ...disguise, content, contentType: 'text' },
      options: { config, noPhysicFilePath: true },
    });
};

let loaded: ReturnType<typeof load> | undefined;

/** Files read as plain text go together, since each call costs a third of a millisecond; others go one by one. */
const sourcesOf = (
  lines: readonly AddedLine[],
): Iterable<{ readonly disguise: Disguise; readonly lines: AddedLine[] }> => {
  const sources = new Map<string, { readonly disguise: Disguise; readonly lines: AddedLine[] }>();
  for (const line of lines) {
    const disguise = disguiseOf(line.file);
    const key = disguise === TEXT ? '' : line.file;
    const source = sources.get(key);
    if (source === undefined) sources.set(key, { disguise, lines: [line] });
    else source.lines.push(line);
  }
  return sources.values();
};

/** Runs secretlint's recommended rules over the added lines. Loads the package (about 40 ms) when first needed. */
export async function* lint(lines: readonly AddedLine[]): AsyncGenerator<LintReport> {
  for (const source of sourcesOf(lines)) {
    for (const passage of passages(source.lines)) {
      loaded ??= load();
      const { messages } = await (await loaded)(passage.text, source.disguise);
      for (const { range, ruleId } of messages) {
        const [start, end] = range;
        if (start < passage.ownedFrom || start >= passage.ownedTo) continue;
        yield { passage, rule: ruleId.replace(PREFIX, 'secretlint-'), start, end };
      }
    }
  }
}
