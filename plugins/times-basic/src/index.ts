import logitNormal from './logit-normal.ts';
import shortcutLadder from './shortcut-ladder.ts';
import twoTimes from './two-times.ts';
import uniform from './uniform.ts';

export default [logitNormal, shortcutLadder, twoTimes, uniform];
