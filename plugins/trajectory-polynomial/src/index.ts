import cubic from './cubic.ts';
import polynomial from './polynomial.ts';

export default [cubic, polynomial];
