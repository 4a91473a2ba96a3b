/**
 * Makes the Python environment of the peers: `npm run bench:peers`. Needs Python 3.10 or later, and room for a few GB.
 *
 * @module
 */
import { makeEnvironment, peersEnvironment } from './python-environment.ts';

makeEnvironment(peersEnvironment);
