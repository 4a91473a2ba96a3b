import classifierTest from './classifier-test.ts';
import precisionRecall from './precision-recall.ts';

export default [classifierTest, precisionRecall];
