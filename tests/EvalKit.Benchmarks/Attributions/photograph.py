#!/usr/bin/python3
"""Makes the model and the picture of the guide's 224 x 224 example: photograph.py FOLDER

photograph.onnx is the bundled ResNet behind a layer that makes 28 x 28 grey values of a 224 x 224 colour picture (weights of
ITU-R BT.601, the mean of each 8 x 8 block). photograph.png is a crop of NASA's portrait of Eileen Collins (public domain), as
scikit-image carries it.
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from skimage import data as pictures
from skimage.io import imsave
from skimage.transform import resize

ROOT = Path(__file__).resolve().parents[3]
MEAN, STD = 0.2860, 0.3530


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    model = onnx.load(str(ROOT / "models/fashion/resnet.onnx"))
    graph = model.graph
    inner = graph.input[0].name
    grey = np.array([0.299, 0.587, 0.114], np.float32).reshape(1, 3, 1, 1)
    weights = np.broadcast_to(grey / 64, (1, 3, 8, 8)) / STD
    graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(weights, np.float32), "shrink.weight"))
    graph.initializer.append(numpy_helper.from_array(np.array([-MEAN / STD], np.float32), "shrink.bias"))
    graph.node.insert(0, helper.make_node("Conv", ["picture", "shrink.weight", "shrink.bias"], [inner], "shrink", strides=[8, 8]))
    del graph.input[:]
    graph.input.append(helper.make_tensor_value_info("picture", TensorProto.FLOAT, ["N", 3, 224, 224]))
    for entry in model.metadata_props:
        if entry.key == "evalkit.input":
            entry.value = json.dumps({"layout": "nchw", "scale": 1 / 255, "mean": [0], "std": [1]})
    onnx.checker.check_model(model, full_check=True)
    (folder / "photograph.onnx").write_bytes(model.SerializeToString())
    portrait = pictures.astronaut()[40:488, 20:468]
    imsave(str(folder / "photograph.png"), (resize(portrait, (224, 224), anti_aliasing=True) * 255).round().astype(np.uint8))


if __name__ == "__main__":
    main()
