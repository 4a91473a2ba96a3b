import {
  heunNumbers,
  type PointStep,
  rungeKutta4Numbers,
  rungeKuttaStep,
  taylorStep,
  toldNoStep,
} from '@highorder/oracle';
import type { Experiment } from '@highorder/runtime';

/** An integrator in float64 on the host. */
export interface HostIntegrator {
  readonly name: string;
  readonly step: PointStep;
  /** Derivatives that it asks for: 1 ... K. */
  readonly derivatives: number;
  /** Whether it tells the flow the step that it makes; the others ask for instantaneous velocities. */
  readonly tellsStep: boolean;
}

/** The same integrator on the host, or undefined where it is not known here. */
export function hostIntegrator({ integrator }: Pick<Experiment, 'integrator'>): HostIntegrator | undefined {
  return hostStep(integrator.use, integrator.component.derivatives);
}

/** An integrator on the host by its name and the derivatives that it asks for, or undefined where it is not known here. */
export function hostStep(name: string, derivatives: number): HostIntegrator | undefined {
  switch (name) {
    case 'taylor':
    case 'euler':
      return { name, derivatives, tellsStep: true, step: taylorStep(derivatives) };
    case 'as-published-instantaneous': {
      const step = taylorStep(derivatives);
      return { name, derivatives, tellsStep: false, step: (flow, from) => step(toldNoStep(flow), from) };
    }
    case 'heun':
      return { name, derivatives, tellsStep: false, step: rungeKuttaStep(heunNumbers) };
    case 'runge-kutta-4':
      return { name, derivatives, tellsStep: false, step: rungeKuttaStep(rungeKutta4Numbers) };
    default:
      return undefined;
  }
}
