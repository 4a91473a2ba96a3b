import type { Question } from './question.ts';

/** The questions, each loaded when it is asked. */
export const questions = {
  gap: () => import('./questions/gap.ts'),
  'gap-3': () => import('./questions/gap-3.ts'),
  material: () => import('./questions/material.ts'),
  redundancy: () => import('./questions/redundancy.ts'),
  clock: () => import('./questions/clock.ts'),
  steps: () => import('./questions/steps.ts'),
} satisfies Readonly<Record<string, () => Promise<{ readonly default: Question }>>>;

export type QuestionName = keyof typeof questions;

export const questionNames: readonly QuestionName[] = [
  'gap',
  'gap-3',
  'material',
  'redundancy',
  'clock',
  'steps',
];

export function isQuestion(name: string): name is QuestionName {
  return Object.hasOwn(questions, name);
}
