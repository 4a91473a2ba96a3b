/**
 * Many runs as one experiment.
 *
 * @module
 */
export {};
