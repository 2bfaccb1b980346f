"""The float16 and int8 (QDQ) variants of an exported plain CNN, made by hand on the ONNX graph."""

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

import data
import export
import reference

CALIBRATION_PICTURES = 2000
CALIBRATION_SEED = 7
PERCENTILE = 99.99
WEIGHT_MIN, WEIGHT_MAX = -64, 63  # seven bits, see int8()


def half(model, description):
    """Casts weights, input and output to float16; every node then computes in float16."""
    out = onnx.ModelProto()
    out.CopyFrom(model)
    for weight in out.graph.initializer:
        array = numpy_helper.to_array(weight).astype(np.float16)
        weight.CopyFrom(numpy_helper.from_array(array, weight.name))
    for value in list(out.graph.input) + list(out.graph.output):
        value.type.tensor_type.elem_type = TensorProto.FLOAT16
    del out.graph.value_info[:]
    return export.finish(out, description)


def calibrate(model, pictures):
    """The upper end of every ReLU's output on a seeded sample of training pictures."""
    order = torch.randperm(len(pictures), generator=torch.Generator().manual_seed(CALIBRATION_SEED))
    sample = data.to_input(pictures[order[:CALIBRATION_PICTURES]]).numpy()
    values = reference.run(model, sample)
    return {node.output[0]: float(np.percentile(values[node.output[0]], PERCENTILE))
            for node in model.graph.node if node.op_type == "Relu"}


class Builder:
    """Collects the nodes and initialisers of the quantised graph."""

    def __init__(self):
        self.nodes, self.weights = [], []

    def constant(self, name, array):
        self.weights.append(numpy_helper.from_array(array, name))
        return name

    def node(self, kind, inputs, output, **attributes):
        self.nodes.append(helper.make_node(kind, inputs, [output], name=f"{output}.{kind.lower()}", **attributes))
        return output

    def pair(self, value, scale, zero):
        """Quantises and dequantises an activation; returns the dequantised value's name."""
        quantised = self.node("QuantizeLinear", [value, scale, zero], f"{value}.quantised")
        return self.node("DequantizeLinear", [quantised, scale, zero], f"{value}.dequantised")

    def stored(self, name, integers, scales, axis):
        """An integer initialiser with its DequantizeLinear, one scale per output channel."""
        zero = self.constant(f"{name}.zero", np.zeros(len(scales), integers.dtype))
        scale = self.constant(f"{name}.scale", scales.astype(np.float32))
        return self.node("DequantizeLinear", [self.constant(f"{name}.quantised", integers), scale, zero],
                         f"{name}.dequantised", axis=axis)


def int8(model, pictures, description):
    """QDQ: uint8 activations per tensor, int8 weights per output channel, int32 biases.

    Weights keep to seven bits (-64..63): on x86 processors without VNNI the products of a uint8
    and an int8 are added in pairs in 16 bits, where eight-bit weights can saturate; with seven
    bits every processor gives the same sums. Activations after a ReLU have zero point 0, so the
    ReLU is folded by the quantisation itself. The logits are left in float32.
    """
    upper = calibrate(model, pictures)
    weights = {weight.name: numpy_helper.to_array(weight) for weight in model.graph.initializer}
    build, scales, names = Builder(), {}, {}

    def activation(value, scale, zero):
        scale_name = build.constant(f"{value}.scale", np.float32(scale))
        zero_name = build.constant(f"{value}.zero", np.uint8(zero))
        names[value] = (build.pair(value, scale_name, zero_name), scale_name, zero_name)
        scales[value] = np.float32(scale)

    # The input's range is that of pixels 0..1, so a quantised input is the pixel itself.
    activation("input", 1 / (255 * data.STD), round(255 * data.MEAN))
    for node in model.graph.node:
        source, target = node.input[0], node.output[0]
        if node.op_type in ("Conv", "Gemm"):
            weight, bias = weights[node.input[1]], weights[node.input[2]]
            step = np.maximum(np.abs(weight.reshape(len(weight), -1)).max(1), 1e-8) / WEIGHT_MAX
            step = step.astype(np.float32)
            shaped = step.reshape((-1,) + (1,) * (weight.ndim - 1))
            integers = np.clip(np.rint(weight / shaped), WEIGHT_MIN, WEIGHT_MAX).astype(np.int8)
            attributes = {a.name: helper.get_attribute_value(a) for a in node.attribute}
            axis = 0
            if node.op_type == "Gemm":  # kept as [in, out], the layout of integer kernels
                integers, axis, attributes = np.ascontiguousarray(integers.T), 1, {}
            bias_step = step * scales[source]
            build.node(node.op_type, [
                names[source][0],
                build.stored(node.input[1], integers, step, axis),
                build.stored(node.input[2], np.rint(bias / bias_step).astype(np.int32), bias_step, 0),
            ], target, **attributes)
        elif node.op_type == "Relu":
            build.node("Relu", [source], target)
            activation(target, upper[target] / 255, 0)
        elif node.op_type == "Flatten":
            _, scale_name, zero_name = names[source]
            build.node("Flatten", [names[source][0]], target, axis=1)
            names[target] = (build.pair(target, scale_name, zero_name), scale_name, zero_name)
            scales[target] = scales[source]
        else:
            raise ValueError(f"no int8 form of {node.op_type}")
    graph = helper.make_graph(build.nodes, "fashion", list(model.graph.input), list(model.graph.output),
                              build.weights)
    out = helper.make_model(graph, opset_imports=[helper.make_opsetid("", export.OPSET)])
    out.ir_version = model.ir_version
    return export.finish(out, description)
