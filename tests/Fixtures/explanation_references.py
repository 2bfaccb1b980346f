"""Computes explanation metrics with the code of Quantus and of the authors of infidelity, on the maps that `evalkit explain` wrote,
and prints them beside EvalKit's own as a table (Debian 12: PyTorch 1.13, onnx 1.12; Quantus 0.6.0 and chihkuanyeh/saliency_evaluation
checked out beside).

    explanation_references.py MODEL.onnx IMAGES.idx.gz EXPLAINED.json QUANTUS SALIENCY_EVALUATION

EXPLAINED.json is what this prints (the maps lie where it says, relative to the working folder):

    evalkit explain MODEL.onnx --input IMAGES.idx.gz#0 ... --method saliency integrated-gradients --output logit --substrate mean
        --metric sparseness entropy faithfulness-correlation max-sensitivity infidelity
        --set faithfulness-correlation.runs=20000 max-sensitivity.draws=200 infidelity.draws=10000 infidelity.perturbation=squares
        --format json
"""

import gzip
import json
import sys

import numpy as np
import onnx
import torch
from onnx import numpy_helper

MODEL, IMAGES, EXPLAINED, QUANTUS, AUTHORS = sys.argv[1:]
sys.path[:0] = [QUANTUS, AUTHORS]
torch.Tensor.cuda = lambda self, *_, **__: self  # the authors' code runs on a GPU only

import infid_sen_utils as authors  # noqa: E402
import quantus  # noqa: E402


class Network(torch.nn.Module):
    """A plain network of an ONNX file on pixels from 0 to 1, standardised as its metadata says."""

    def __init__(self, path):
        super().__init__()
        model = onnx.load(path)
        self.nodes = list(model.graph.node)
        self.stored = {t.name: torch.tensor(numpy_helper.to_array(t)) for t in model.graph.initializer}
        self.input, self.output = model.graph.input[0].name, model.graph.output[0].name
        facts = json.loads(next(p.value for p in model.metadata_props if p.key == "evalkit.input"))
        self.mean, self.std = facts["mean"][0], facts["std"][0]

    def forward(self, x):
        values = {**self.stored, self.input: (x - self.mean) / self.std}
        for node in self.nodes:
            a = [values[name] for name in node.input]
            given = {one.name: onnx.helper.get_attribute_value(one) for one in node.attribute}
            if node.op_type == "Conv":
                result = torch.nn.functional.conv2d(a[0], a[1], a[2], given.get("strides", 1), given["pads"][:2] if "pads" in given else 0)
            elif node.op_type == "Gemm":
                result = a[0] @ (a[1].T if given.get("transB") else a[1]) + a[2]
            else:
                result = {"Relu": torch.relu, "Flatten": lambda x: x.flatten(1)}[node.op_type](a[0])
            values[node.output[0]] = result
        return values[self.output]


def saliency(model, inputs, targets, **_):
    x = torch.tensor(inputs, dtype=torch.float32).requires_grad_(True)
    scores = model(x)
    scores[torch.arange(len(x)), torch.tensor(targets)].sum().backward()
    return x.grad.abs().amax(1, keepdim=True).numpy()


def correlation(a, b, **_):
    """Pearson's, row by row; that of Quantus needs a newer SciPy than Debian's."""
    return np.array([np.corrcoef(x, y)[0, 1] for x, y in zip(a, b)])


def main():
    model = Network(MODEL).eval()
    document = json.load(open(EXPLAINED))
    pixels = np.frombuffer(gzip.open(IMAGES).read()[16:], np.uint8).reshape(-1, 1, 28, 28) / np.float32(255)
    explained = document["explanations"]
    x = np.stack([pixels[int(one["input"].split("#")[1])] for one in explained])
    y = np.array([one["class"] for one in explained])
    plain = {"normalise": False, "abs": False, "disable_warnings": True, "return_aggregate": False}
    rows = []
    for place, method in enumerate(one["name"] for one in explained[0]["methods"]):
        maps = np.stack([np.load(one["methods"][place]["array"])[None] for one in explained])
        magnitudes = np.abs(maps)
        np.random.seed(0)
        theirs = {
            "sparseness": (quantus.Sparseness(**plain)(model, x, y, magnitudes), "Quantus"),
            "entropy": (np.array(quantus.Complexity(**plain)(model, x, y, magnitudes)) / np.log(784), "Quantus, divided by ln n"),
            "faithfulness-correlation": (quantus.FaithfulnessCorrelation(
                similarity_func=correlation, nr_runs=20000, subset_size=28, perturb_baseline="mean", **plain)(model, x, y, maps), "Quantus"),
        }
        if method == "saliency":
            theirs["max-sensitivity"] = (quantus.MaxSensitivity(
                nr_samples=200, lower_bound=0.02, **plain)(model, x, y, maps, explain_func=saliency), "Quantus")
        else:
            theirs |= {
                "infidelity/scaled": ([float(authors.get_exp_infid(
                    torch.tensor(x[i:i + 1]), model, maps[i], y[i], model(torch.tensor(x[i:i + 1]))[:, y[i]].detach().numpy(), True, "Square"))
                    for i in range(len(x))], "the authors"),
                "infidelity": (quantus.Infidelity(perturb_baseline="black", n_perturb_samples=1, perturb_patch_sizes=[1, 2, 4, 7], **plain)(
                    model, x, y, maps), "Quantus (another definition)"),
            }
        for metric, (values, source) in theirs.items():
            ours = np.array([one["methods"][place]["figures"][metric] for one in explained])
            values = np.array(values, dtype=float)
            rows.append((metric, method, ours.mean(), values.mean(), np.abs(ours - values).max(), np.corrcoef(ours, values)[0, 1], source))
    print("| metric | method | EvalKit | theirs | largest difference | correlation over pictures | code |\n| --- | --- | --: | --: | --: | --: | --- |")
    for metric, method, ours, value, largest, together, source in sorted(rows):
        print(f"| {metric} | {method} | {ours:.4g} | {value:.4g} | {largest:.2g} | {together:.5f} | {source} |")


main()
