import { Document, isCollection, isMap, isSeq, visit } from 'yaml';

/** Plain data as YAML: components and lists without nesting stand on one line where they fit. */
export function writeYaml(values: unknown): string {
  const document = new Document(values);
  visit(document, {
    Collection: (_key, node) => {
      if (isFlat(node.items) && (isSeq(node) || node.has('use') || node.items.length === 0)) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 110, flowCollectionPadding: true });
}

/** Whether nothing inside is a map, or a list of lists. */
function isFlat(items: readonly unknown[]): boolean {
  return items.every((item) => {
    const value = typeof item === 'object' && item !== null && 'value' in item ? item.value : item;
    if (isMap(value)) return false;
    return !isSeq(value) || value.items.every((inner) => !isCollection(inner));
  });
}
