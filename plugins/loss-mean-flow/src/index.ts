import meanFlow from './mean-flow.ts';

export default [meanFlow];
