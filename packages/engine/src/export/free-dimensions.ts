import { create } from '@bufbuild/protobuf';
import {
  type TensorShapeProto_Dimension,
  TensorShapeProto_DimensionSchema,
  type ValueInfoProto,
} from 'onnx-buf';

/** Gives the axes in which two descriptions of the same tensors differ a name in place of a length. */
export function freeDimensions(
  tensors: readonly ValueInfoProto[],
  others: readonly ValueInfoProto[],
  axis: string,
): void {
  tensors.forEach((tensor, index) => {
    const lengths = dimensionsOf(others[index]);
    dimensionsOf(tensor).forEach((dimension, place) => {
      if (dimension.value.value === lengths[place]?.value.value) return;
      dimension.value = create(TensorShapeProto_DimensionSchema, {
        value: { case: 'dimParam', value: axis },
      }).value;
    });
  });
}

function dimensionsOf(tensor: ValueInfoProto | undefined): readonly TensorShapeProto_Dimension[] {
  const type = tensor?.type?.value;
  return type?.case === 'tensorType' ? (type.value.shape?.dim ?? []) : [];
}
