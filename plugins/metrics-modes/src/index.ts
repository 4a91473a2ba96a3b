import modeCoverage from './mode-coverage.ts';
import modeDistance from './mode-distance.ts';

export default [modeCoverage, modeDistance];
