import { join } from 'node:path';
import typescript from 'typescript';
import { expect, test } from 'vitest';
import { root } from '../root.ts';

/**
 * All that `@highorder/core` exports. A plugin author reads this list, and an application breaks where a name goes: to add one or
 * to take one away is a decision.
 */
const names = `
  AffineMap BoundHead Callback CallbackPlace Clock
  Column Columns Comparison CompiledFunction ComponentForm ComponentInput
  ComponentReference ComponentSlot Components Coupling CouplingInputs Derivatives
  Distribution DrawScheme DrawnRows Engine EngineArray EngineArrays
  EngineDescription ErrorParts EvaluationRow ExactQuestion ExactValues Flow
  FlowAnswers FlowLine FlowParts FlowPath FlowPoint FlowQuestions
  GaussianComponent GaussianMixture HeadAnswer HeadInputName HeadInputs HeadLayout
  HeadQuestion HighOrderError InputError Integrator Interpolant Interval
  Jet JobEnd Kind KindDefinition LaunchJob LaunchRequest
  Launcher LearningRate LossTerm MeasuringRecord Metric NetworkView
  Optimizer OptimizerResult OptimizerState OptimizerStep OptimizerUpdate OrderHead
  PairSource Pairs PairsAtTimes ParameterSpec Parameters PathContext
  PathQuestion PathStart PathWeights PerfectComparison Plugin PluginDefinition
  Points Preconditioning PreconditioningInputs Problem RandomStream RowGroup
  Scalar Scaling ScalingInputs ServiceName Services StepRecord
  StopSignal StreamName Tensor Tensor1D Tensor2D TensorRecord
  TextFiles TimeRequest TimeSampler Times TrainingStep WatchedRun
  apiVersion beginsAtSource builtInKinds choleskyFactor component contains
  covarianceRoot createFlow defineKind definePlugin equalMixture factorial
  firstRows fromUnits guardedCallback highestOrder identityClock independentDraws
  isotropic joinRows mixtureDistribution normalParameter notFiniteRows oneLine
  pathDerivative pathStart permutation points printable randomStream
  required selectRank selectRows sizeOf slotOf squaredDistances
  startingPoints stopGradient stopGradientKernel tf timeGrid toUnits
  typicalSize uniformParameter unitInterval withSeenStep writePoint zeroParameter
`;

test('core exports these names, and no others', () => {
  const index = join(root, 'packages/core/src/index.ts');
  const program = typescript.createProgram([index], { noEmit: true, allowImportingTsExtensions: true });
  const source = program.getSourceFile(index);
  const symbol = source && program.getTypeChecker().getSymbolAtLocation(source);
  const found = symbol ? program.getTypeChecker().getExportsOfModule(symbol) : [];
  expect(found.map(({ name }) => name).sort()).toEqual(names.trim().split(/\s+/));
});
