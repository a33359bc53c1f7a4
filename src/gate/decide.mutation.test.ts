import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import type { decide as Decide } from './decide.ts';
import { DEFAULT_POLICY } from './policy.ts';
import { BASE, TABLE } from './table.testing.ts';

const source = readFileSync(join(import.meta.dirname, 'decide.ts'), 'utf8');

/** The functions that decide; the others are words. */
const DECIDING = ['decide', 'dangersOf', 'holdsOf', 'trustHolds'];

/** Each operator with those that could stand in its place by mistake. */
const SWAPS: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>', '>='],
  '<=': ['<', '>', '>='],
  '>': ['>=', '<', '<='],
  '>=': ['>', '<', '<='],
  '===': ['!=='],
  '!==': ['==='],
  '&&': ['||'],
  '||': ['&&'],
};

interface Mutant {
  readonly what: string;
  readonly text: string;
}

/** What only chooses words: a template, and a choice between two texts. */
const isWording = (node: ts.Node): boolean =>
  ts.isTemplateExpression(node) ||
  (ts.isConditionalExpression(node) && (ts.isStringLiteral(node.whenTrue) || ts.isTemplateExpression(node.whenFalse)));

const mutantsOf = (text: string): readonly Mutant[] => {
  const file = ts.createSourceFile('decide.ts', text, ts.ScriptTarget.Latest, true);
  const mutants: Mutant[] = [];
  const swap = (node: ts.Node, instead: string): void => {
    const [start, end] = [node.getStart(file), node.getEnd()];
    const { line } = file.getLineAndCharacterOfPosition(start);
    mutants.push({
      what: `line ${line + 1}: ${node.getText(file)} → ${instead}`,
      text: text.slice(0, start) + instead + text.slice(end),
    });
  };
  const visit = (node: ts.Node): void => {
    if (isWording(node)) return;
    if (ts.isBinaryExpression(node))
      for (const other of SWAPS[node.operatorToken.getText(file)] ?? []) swap(node.operatorToken, other);
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
      swap(node, node.operand.getText(file));
    if (ts.isNumericLiteral(node)) for (const other of [Number(node.text) + 1, -1]) swap(node, `(${other})`);
    // What is told apart by a text: a tier, a severity, a lane, a row.
    if (ts.isStringLiteral(node) && !/\s/.test(node.text)) swap(node, "'something else'");
    ts.forEachChild(node, visit);
  };
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const declaration of statement.declarationList.declarations) {
      if (DECIDING.includes(declaration.name.getText(file))) visit(declaration);
    }
  }
  return mutants;
};

/** The gate as that text has it. It imports nothing but types, so it stands alone. */
const gateOf = async (text: string): Promise<typeof Decide> => {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { target: ts.ScriptTarget.ES2024, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true },
  });
  return (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(outputText)}`)).decide;
};

/** The rows of the table that a gate gets wrong; throwing is wrong as well. */
const wrongRows = (gate: typeof Decide): readonly string[] =>
  TABLE.flatMap(([name, change, expected, policy]) => {
    try {
      const { lane, rule } = gate({ ...BASE, ...change }, { ...DEFAULT_POLICY, ...policy });
      return `${lane} by ${rule.number}` === expected ? [] : [name];
    } catch {
      return [name];
    }
  });

it('the table notices every operator and constant of the gate that is another', async () => {
  expect(wrongRows(await gateOf(source))).toEqual([]);
  const mutants = mutantsOf(source);
  expect(mutants.length).toBeGreaterThan(30);
  const survivors: string[] = [];
  for (const { what, text } of mutants) if (wrongRows(await gateOf(text)).length === 0) survivors.push(what);
  expect(survivors).toEqual([]);
});
