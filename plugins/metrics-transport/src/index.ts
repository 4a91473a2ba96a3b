import slicedW2 from './sliced-w2.ts';
import w2 from './w2.ts';
import w2Stratified from './w2-stratified.ts';

export default [slicedW2, w2, w2Stratified];
