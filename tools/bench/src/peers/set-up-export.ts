/**
 * Makes the Python environment that exports are tested with: `npm run setup:python`. Needs Python 3.10 or later.
 *
 * @module
 */
import { exportEnvironment, makeEnvironment } from './python-environment.ts';

makeEnvironment(exportEnvironment);
