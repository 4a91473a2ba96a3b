import {
  type EngineArray,
  type FlowAnswers,
  type FlowPath,
  type FlowQuestions,
  type HeadAnswer,
  type HeadQuestion,
  type PathQuestion,
  required,
  type Tensor1D,
  type Tensor2D,
  type TensorRecord,
  toUnits,
} from '@highorder/core';
import { giveTurn } from './give-turn.ts';
import { flowOf, type Model } from './model.ts';
import type { PathMoment, Sampler } from './sampler.ts';

/** A flow that can be asked. */
export interface AskedFlow {
  readonly model: Model;
  readonly sampler: Sampler;
  /** The flow's parameters, as the engine holds them. */
  readonly parameters: EngineArray;
  /** Gives the answers up, with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks the heads and the sampler of a flow. Heads run on the engine of the experiment in its units; answers are in the
 * data's own: with x = center + scale z, every time derivative of x is scale times that of z.
 */
export async function answerQuestions(
  flow: AskedFlow,
  { heads = [], paths = [] }: FlowQuestions,
): Promise<FlowAnswers> {
  return {
    heads: heads.length === 0 ? [] : await askHeads(flow, heads),
    paths: await inTurn(paths, (question) => askPath(flow, question)),
  };
}

async function askHeads(
  { model, parameters, signal }: AskedFlow,
  questions: readonly HeadQuestion[],
): Promise<readonly HeadAnswer[]> {
  const { engine, orders } = model.experiment;
  const evaluate = engine.compile(headValues(model));
  return inTurn(questions, async (question) => {
    await giveTurn(signal);
    const { count, dimension } = question.x;
    const column = (value: number) => engine.upload(new Float32Array(count).fill(value), [count, 1]);
    const x = engine.upload(Float32Array.from(toUnits(model.units, question.x).values), [count, dimension]);
    const [t, d] = [column(question.t), column(question.d)];
    const found = await evaluate({ parameters, x, t, d });
    const values = orders.map((order): readonly [number, Float64Array] => {
      const head = required(found[outputName(order)], `The flow was asked for order ${order}.`);
      return [order, Float64Array.from(head.read(), (value) => model.units.scale * value)];
    });
    for (const used of [x, t, d, ...Object.values(found)]) used.dispose();
    return { ...question, orders: new Map(values) };
  });
}

/** All heads as a function of `parameters`, `x`, `t` and `d`. */
function headValues(model: Model): (inputs: TensorRecord) => TensorRecord {
  return ({ parameters, x, t, d }) => {
    const flow = flowOf(model, parameters as Tensor1D);
    const derivatives = flow.at({ x: x as Tensor2D, t: t as Tensor2D, d: d as Tensor2D });
    return Object.fromEntries(flow.orders.map((order) => [outputName(order), derivatives.order(order)]));
  };
}

function outputName(order: number): string {
  return `order${order}`;
}

async function askPath({ sampler, ...flow }: AskedFlow, { from, steps }: PathQuestion): Promise<FlowPath> {
  const moments: PathMoment[] = [];
  const { parameters, signal } = flow;
  await sampler({ parameters, sources: from, steps, signal, watch: (moment) => moments.push(moment) });
  return {
    times: Float64Array.from(moments, ({ t }) => t),
    moments: moments.map(({ points }) => points),
  };
}

/** One after the other: an engine is asked one thing at a time. */
async function inTurn<Question, Answer>(
  questions: readonly Question[],
  answer: (question: Question) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (const question of questions) answers.push(await answer(question));
  return answers;
}
