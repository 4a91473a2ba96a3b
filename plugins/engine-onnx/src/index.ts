import onnx from './onnx.ts';

export default [onnx];
