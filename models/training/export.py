"""Export to ONNX: dynamic batch, folded batch normalisation, preprocessing in the metadata."""

import io
import json

import numpy as np
import onnx
import torch
from onnx import TensorProto, numpy_helper

import data

OPSET = 13
PREPROCESSING = {"layout": "nchw", "scale": 1 / 255, "mean": [data.MEAN], "std": [data.STD]}


def export(network, description):
    """Returns the ONNX model of a network in evaluation mode."""
    buffer = io.BytesIO()
    torch.onnx.export(network.eval(), torch.zeros(2, 1, 28, 28), buffer, opset_version=OPSET,
                      input_names=["input"], output_names=["logits"],
                      dynamic_axes={"input": {0: "N"}, "logits": {0: "N"}},
                      do_constant_folding=True)
    model = onnx.load_model_from_string(buffer.getvalue())
    rename(model.graph)
    return finish(model, description)


def rename(graph):
    """Numbers the nodes by kind (conv1, relu1, ...), and names results and weights after them.

    The exporter's own names hold its counters and module paths; weights of element-wise nodes
    (biases of the transformer, LayerNorm, positions) keep the name that they have in PyTorch.
    """
    weights = {weight.name for weight in graph.initializer}
    names, counts = {}, {}
    for node in graph.node:
        kind = node.op_type.lower()
        counts[kind] = counts.get(kind, 0) + 1
        node.name = f"{kind}{counts[kind]}"
        if node.op_type in ("Conv", "Gemm", "MatMul"):
            for old, part in zip(node.input[1:], ("weight", "bias")):
                if old in weights:
                    names[old] = f"{node.name}.{part}"
        names.update({old: f"{node.name}.out" for old in node.output if old != "logits"})
    for weight in graph.initializer:
        weight.name = names.get(weight.name, weight.name)
    for node in graph.node:
        node.input[:] = [names.get(old, old) for old in node.input]
        node.output[:] = [names.get(old, old) for old in node.output]


def finish(model, description):
    """Sets what a reader of the file sees, and checks the model."""
    model.producer_name = "models/training/fashion.py"
    model.producer_version = "1"
    model.doc_string = description
    model.graph.name = "fashion"
    del model.metadata_props[:]
    onnx.helper.set_model_props(model, {
        "evalkit.input": json.dumps(PREPROCESSING, separators=(",", ":")),
        "evalkit.classes": json.dumps(data.CLASSES, separators=(",", ":")),
    })
    kinds = {node.op_type for node in model.graph.node}
    if kinds & {"BatchNormalization", "Dropout", "Identity"}:
        raise ValueError(f"not a clean inference graph: {sorted(kinds)}")
    onnx.checker.check_model(model, full_check=True)
    return model


def parameters(model):
    """Count of numbers in the floating-point initialisers: the weights and biases."""
    kinds = (TensorProto.FLOAT, TensorProto.FLOAT16)
    return sum(int(np.prod(numpy_helper.to_array(weight).shape))
               for weight in model.graph.initializer if weight.data_type in kinds)
