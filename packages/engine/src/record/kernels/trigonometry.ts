import type { Value } from '../../graph/graph.ts';
import type { GraphOperations } from '../../graph/operations.ts';
import type { KernelCall, KernelTable } from '../kernel-call.ts';

/** Inverse trigonometric and hyperbolic functions, by identities that keep their digits near 0. */
export const trigonometryKernels: KernelTable = {
  // sin and cos of the angle are the legs of a right triangle of hypotenuse 1.
  Asin: ({ graph, input }) => graph.binary('atan2', input('x'), otherLeg(graph, input('x'))),
  Acos: ({ graph, input }) => graph.binary('atan2', otherLeg(graph, input('x')), input('x')),
  Atan: ({ graph, input }) => graph.binary('atan2', input('x'), graph.scalar(1)),
  // sinh x = (e^x - 1 + 1 - e^-x) / 2
  Sinh: (call) => half(call.graph, exponentials(call, 'expm1', 'subtract')),
  Cosh: (call) => half(call.graph, exponentials(call, 'exp', 'add')),
  // atanh x = (log(1 + x) - log(1 - x)) / 2
  Atanh: (call) => half(call.graph, exponentials(call, 'log1p', 'subtract')),
  Acosh: ({ graph, input }) => {
    const root = graph.unary(
      'sqrt',
      graph.binary('subtract', graph.unary('square', input('x')), graph.scalar(1)),
    );
    return graph.unary('log', graph.binary('add', input('x'), root));
  },
  Asinh: ({ graph, input }) => arsinh(graph, input('x')),
};

/** f(x) joined with f(-x). */
function exponentials(
  { graph, input }: KernelCall,
  name: 'exp' | 'expm1' | 'log1p',
  join: 'add' | 'subtract',
): Value {
  return graph.binary(join, graph.unary(name, input('x')), graph.unary(name, graph.unary('neg', input('x'))));
}

function half(graph: GraphOperations, x: Value): Value {
  return graph.binary('multiply', x, graph.scalar(0.5));
}

/** sqrt(1 - x^2) = sqrt((1 - x)(1 + x)) */
function otherLeg(graph: GraphOperations, x: Value): Value {
  const one = graph.scalar(1);
  return graph.unary(
    'sqrt',
    graph.binary('multiply', graph.binary('subtract', one, x), graph.binary('add', one, x)),
  );
}

/** sign(x) log(1 + |x| + x^2 / (1 + sqrt(1 + x^2))) */
function arsinh(graph: GraphOperations, x: Value): Value {
  const one = graph.scalar(1);
  const square = graph.unary('square', x);
  const root = graph.unary('sqrt', graph.binary('add', square, one));
  const above = graph.binary('divide', square, graph.binary('add', root, one));
  const size = graph.unary('log1p', graph.binary('add', graph.unary('abs', x), above));
  return graph.binary('multiply', graph.unary('sign', x), size);
}
