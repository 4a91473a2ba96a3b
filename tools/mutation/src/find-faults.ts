import typescript from 'typescript';
import { callFaults } from './faults/calls.ts';
import { constantFaults } from './faults/constants.ts';
import type { Edit, Fault, Rule } from './faults/fault.ts';
import { fieldFaults } from './faults/fields.ts';
import { nameFaults } from './faults/names.ts';
import { binaryFaults, statementFaults, unaryFaults } from './faults/operators.ts';
import { listFaults } from './faults/lists.ts';
import { rowFaults } from './faults/rows.ts';

const rules: readonly Rule[] = [
  binaryFaults,
  unaryFaults,
  statementFaults,
  constantFaults,
  callFaults,
  nameFaults,
  fieldFaults,
  listFaults,
  rowFaults,
];

/** Properties that hold words for people. */
const words: ReadonlySet<string> = new Set([
  ...['summary', 'cite', 'message', 'where', 'found', 'expected', 'nearest', 'fix'],
]);

/**
 * Every fault that the rules make in a source: in code alone, never in types, imports, texts and errors.
 *
 * @param file Path from the root, which the faults carry.
 */
export function findFaults(file: string, text: string): readonly Fault[] {
  const source = typescript.createSourceFile(file, text, typescript.ScriptTarget.ESNext, true);
  const lines = text.split('\n');
  const faults: Fault[] = [];
  const visit = (node: typescript.Node, within: boolean): void => {
    if (typescript.isTemplateExpression(node)) {
      // Texts are for people, but for the scripts of a shell, whose words are quoted.
      const quoted = node.templateSpans.filter(({ expression }) => /\bquoted\b/.test(expression.getText()));
      for (const { expression } of quoted) visit(expression, within);
    }
    if (isForPeople(node) || isForTypes(node)) return;
    const inOptions = within || isSchema(node);
    for (const edit of rules.flatMap((rule) => rule(node))) {
      const line = source.getLineAndCharacterOfPosition(edit.from).line;
      const change = `${short(text.slice(edit.from, edit.to))} -> ${short(edit.text)}`;
      const place = { file, line: line + 1, source: (lines[line] ?? '').trim() };
      faults.push({ ...edit, ...place, change, inOptions });
    }
    typescript.forEachChild(node, (child) => visit(child, inOptions));
  };
  visit(source, false);
  return faults;
}

/** The source with the fault in it. */
export function withFault(text: string, { from, to, text: other }: Edit): string {
  return text.slice(0, from) + other + text.slice(to);
}

/** Texts, what they are made of, and what is thrown. */
function isForPeople(node: typescript.Node): boolean {
  if (typescript.isTemplateExpression(node) || typescript.isThrowStatement(node)) return true;
  if (typescript.isNewExpression(node)) return node.expression.getText().endsWith('Error');
  if (typescript.isPropertyAssignment(node)) return words.has(node.name.getText());
  // Texts that are put together over several lines.
  if (typescript.isBinaryExpression(node))
    return [node.left, node.right].some(typescript.isStringLiteralLike);
  return typescript.isStringLiteralLike(node);
}

/** A schema of zod: `z.int().min(1)`. */
function isSchema(node: typescript.Node): boolean {
  if (!typescript.isCallExpression(node)) return false;
  let root: typescript.Expression = node.expression;
  while (typescript.isPropertyAccessExpression(root) || typescript.isCallExpression(root))
    root = root.expression;
  return root.getText() === 'z';
}

function isForTypes(node: typescript.Node): boolean {
  return (
    typescript.isTypeNode(node) ||
    typescript.isTypeAliasDeclaration(node) ||
    typescript.isInterfaceDeclaration(node) ||
    typescript.isImportDeclaration(node) ||
    typescript.isExportDeclaration(node)
  );
}

/** On one line, and not too long for a table. */
function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
