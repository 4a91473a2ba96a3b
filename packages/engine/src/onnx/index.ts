export { type OnnxModel, onnxModel } from './onnx-model.ts';
