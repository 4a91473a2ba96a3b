import auto from './auto.ts';
import onnx from './onnx.ts';

export default [auto, onnx];
