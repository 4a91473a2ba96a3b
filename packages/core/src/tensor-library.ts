/** TensorFlow.js, loaded at once: what a browser takes, and what the types of `tf` are. */
export * as tf from '@tensorflow/tfjs';
