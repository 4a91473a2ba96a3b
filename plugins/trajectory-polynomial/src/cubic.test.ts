import { goldenWeightsContract, interpolantContract } from '@highorder/testkit';
import { golden } from './cubic.golden.ts';
import cubic from './cubic.ts';

interpolantContract(cubic);
goldenWeightsContract(cubic.make(), golden, { relative: 1e-12, absolute: 1e-14 });
