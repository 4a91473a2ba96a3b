import type { Answer } from './page/answer.ts';
import type { Studies } from './studies.ts';

/** Finds an answer. */
export type Question = (studies: Studies) => Promise<Answer>;
