/**
 * Pages of docs/results from stored values.
 *
 * @module
 */
export { escaped, tableText } from './paper/markdown.ts';
export { digits } from './paper/honest-table.ts';
export { samplesCaption } from './paper/paper-page.ts';
export { type PaperTable, tables } from './paper/tables.ts';
export { importSweep, usualMargin } from './store/import-sweep.ts';
export { readRunFacts } from './store/run-facts.ts';
export { readStored, type StoredFacts, type StoredTable, writeStored } from './store/stored-table.ts';
export { storeIn, writePage } from './write-page.ts';
