import typescript from 'typescript';
import { type Edit, replace, type Rule } from './fault.ts';

/**
 * Two neighbors of what is taken out of an object, each under the name of the other: `{ generated, reference }` as
 * `{ generated: reference, reference: generated }`. Where their types differ the type checker drops it.
 */
export const fieldFaults: Rule = (node) => {
  if (!typescript.isObjectBindingPattern(node)) return [];
  return node.elements.slice(1).flatMap((second, index): readonly Edit[] => {
    const first = node.elements[index];
    if (first === undefined || !isPlain(first) || !isPlain(second)) return [];
    const [one, other] = [first.name.getText(), second.name.getText()];
    const text = node.getText();
    const start = node.getStart();
    const before = text.slice(0, first.getStart() - start);
    const between = text.slice(first.end - start, second.getStart() - start);
    const swapped = `${before}${one}: ${other}${between}${other}: ${one}${text.slice(second.end - start)}`;
    return [replace(node, 'swapped', swapped)];
  });
};

function isPlain({ propertyName, initializer, dotDotDotToken, name }: typescript.BindingElement): boolean {
  return (
    propertyName === undefined &&
    initializer === undefined &&
    dotDotDotToken === undefined &&
    typescript.isIdentifier(name)
  );
}
