"""A small NumPy interpreter of the plain CNNs' ONNX graphs, independent of any runtime.

It follows the ONNX definitions of the few operators that these graphs have:
- float32 graphs: computed in float32;
- float16 graphs: every node computes in float32 and rounds its result to float16;
- QDQ graphs: fake quantisation as ONNX defines it (round half to even, saturate), with the
  convolutions and products between in float64, so that the sums of integers are exact.
"""

import numpy as np
from onnx import helper, numpy_helper


def conv(x, weight, bias, strides, pads):
    """Convolution without dilation or groups, as one matrix product over unfolded patches."""
    outputs, _, high, wide = weight.shape
    x = np.pad(x, ((0, 0), (0, 0), (pads[0], pads[2]), (pads[1], pads[3])))
    patches = np.lib.stride_tricks.sliding_window_view(x, (high, wide), axis=(2, 3))
    patches = patches[:, :, ::strides[0], ::strides[1]].transpose(0, 2, 3, 1, 4, 5)
    count, rows, columns = patches.shape[:3]
    product = patches.reshape(count * rows * columns, -1) @ weight.reshape(outputs, -1).T + bias
    return product.reshape(count, rows, columns, outputs).transpose(0, 3, 1, 2)


def along(values, rank, axis):
    """Shapes one value per channel so that it lies along an axis."""
    values = np.asarray(values)
    return values if values.ndim == 0 else values.reshape([-1 if i == axis else 1 for i in range(rank)])


def quantize(x, scale, zero):
    limits = np.iinfo(zero.dtype)
    return np.clip(np.rint(x / np.float64(scale)) + zero, limits.min, limits.max).astype(zero.dtype)


def dequantize(x, scale, zero, axis):
    scale, zero = along(scale, x.ndim, axis), along(zero, x.ndim, axis)
    return (x.astype(np.int64) - zero.astype(np.int64)) * scale.astype(np.float64)


def compute(node, inputs):
    """The result of one node."""
    kind = node.op_type
    attributes = {a.name: helper.get_attribute_value(a) for a in node.attribute}
    if kind == "Conv":
        return conv(*inputs, attributes["strides"], attributes["pads"])
    if kind == "Gemm":
        x, weight, bias = inputs
        return x @ (weight.T if attributes.get("transB", 0) else weight) + bias
    if kind == "Relu":
        return np.maximum(inputs[0], 0)
    if kind == "Flatten":
        return inputs[0].reshape(len(inputs[0]), -1)
    if kind == "QuantizeLinear":
        return quantize(*inputs)
    if kind == "DequantizeLinear":
        return dequantize(*inputs, attributes.get("axis", 1))
    raise ValueError(f"the reference does not know {kind}")


def run(model, pictures):
    """All values of the graph, by name, for a batch of normalised float32 pictures."""
    weights = {w.name: numpy_helper.to_array(w) for w in model.graph.initializer}
    halved = any(w.dtype == np.float16 for w in weights.values())
    values = {**weights, "input": pictures.astype(np.float16) if halved else pictures}
    for node in model.graph.node:
        inputs = [values[name] for name in node.input]
        if halved:
            result = compute(node, [x.astype(np.float32) for x in inputs]).astype(np.float16)
        else:
            result = compute(node, inputs)
        values[node.output[0]] = result
    return values


def logits(model, pictures, batch=1000):
    """The logits of normalised pictures, batch by batch, as float64."""
    parts = [run(model, pictures[at:at + batch])["logits"] for at in range(0, len(pictures), batch)]
    return np.concatenate(parts).astype(np.float64)
