#!/usr/bin/python3
"""Attributions of EvalKit beside Captum's own code, same weights, same pictures, same quadrature (Debian 12: PyTorch 1.13).

    captum_agreement.py compare CAPTUM CHECKPOINTS EVALKIT...   a table: Spearman and relative L2 over 16 pictures
    captum_agreement.py numbers CAPTUM CHECKPOINTS              Captum's numbers that the tests have typed in
    captum_agreement.py serve CAPTUM CHECKPOINTS                answers each line "NAME BATCH" with the seconds of processor time of
                                                                integrated gradients, 50 steps, on 16 pictures, one thread

CAPTUM is a folder with Captum's package, CHECKPOINTS that of models/training/fashion.py, EVALKIT the command that starts it.

Captum explains the pictures from 0 to 1: the models' normalisation is a layer of the network here, as it is part of the function
in EvalKit. LRP alone starts behind it. It runs in 64 bit, the rounding of 32 bit beside it. Its own code needs modules where the
networks call functions (relu, +), and batch normalisations folded as they are in the files.
"""

import contextlib
import io
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

import numpy as np
import torch
from torch import nn

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "models" / "training"))

import data  # noqa: E402
import networks  # noqa: E402
import recipes  # noqa: E402

PICTURES, STEPS = 16, 50
IMAGES = ROOT / "eval-configs/data/fashion/t10k-images-idx3-ubyte.gz"
SMOOTH = {"linear", "vit"}
LAST_MAP = {"cnn-28-s0": "5", "cnn-8-s0": "5", "resnet": "4.last"}
SETTINGS = ["integrated-gradients.residual=1", f"integrated-gradients.steps={STEPS}", "lrp.convolutions=epsilon", "lrp.epsilon=1e-9"]


class Normalise(nn.Module):
    """The preprocessing of the bundled models, from pictures of 0 to 1."""

    def forward(self, x):
        return data.normalise(x)


class Residual(nn.Module):
    """networks.Residual in modules that Captum can hook, batch normalisations folded."""

    def __init__(self, block, addition):
        super().__init__()
        self.first, self.second, self.shortcut = (fold(part) for part in (block.first, block.second, block.shortcut))
        self.inner, self.sum, self.last = nn.ReLU(), addition(), nn.ReLU()

    def forward(self, x):
        return self.last(self.sum(self.second(self.inner(self.first(x))), self.shortcut(x)))


def fold(pair):
    """A convolution with its batch normalisation folded in."""
    return nn.utils.fusion.fuse_conv_bn_eval(pair[0], pair[1])


def network(name, checkpoints, addition):
    """A bundled network in evaluation mode, in modules that Captum can hook."""
    recipe = next(recipe for recipe in recipes.all_recipes() if recipe.name == name)
    made = recipe.build().eval()
    made.load_state_dict(torch.load(checkpoints / f"{name}.pt"))
    if not isinstance(made, nn.Sequential):
        return made
    parts = []
    for part in made:
        if isinstance(part, networks.Residual):
            parts.append(Residual(part, addition))
        elif isinstance(part, nn.Sequential):
            parts.append(fold(part))
        else:
            parts.append(part)
    return nn.Sequential(*parts).eval()


def attributions(name, checkpoints, pictures, double):
    """All methods of Captum on pictures [n, 1, 28, 28] of 0 to 1, of the classes predicted: name -> [n, 28, 28]."""
    from captum import attr
    from captum.attr._utils.custom_modules import Addition_Module

    plain = network(name, checkpoints, Addition_Module)
    if double:
        plain, pictures = plain.double(), pictures.double()
    whole = nn.Sequential(Normalise(), plain).eval()
    target = plain(data.normalise(pictures)).argmax(1)
    black = torch.zeros_like(pictures)
    found = {
        "saliency": attr.Saliency(whole).attribute(pictures.clone().requires_grad_(), target),
        "input-x-gradient": attr.InputXGradient(whole).attribute(pictures.clone().requires_grad_(), target),
        "integrated-gradients": attr.IntegratedGradients(whole).attribute(pictures, black, target, n_steps=STEPS),
    }
    if name != "vit":
        found["guided-backpropagation"] = attr.GuidedBackprop(whole).attribute(pictures.clone().requires_grad_(), target).abs()
        found["deeplift"] = attr.DeepLift(whole, eps=1e-7).attribute(pictures, black, target)
        found["lrp"] = relevance(attr, plain, data.normalise(pictures), target)
    if name in LAST_MAP:
        layer = dict(plain.named_modules())[LAST_MAP[name]]
        cam = attr.LayerGradCam(plain, layer).attribute(data.normalise(pictures), target, relu_attributions=True)
        found["grad-cam"] = attr.LayerAttribution.interpolate(cam, (28, 28), interpolate_mode="bilinear")
    return {kind: values.detach().numpy()[:, 0] for kind, values in found.items()}


def relevance(attr, plain, inputs, target):
    """LRP with Captum's default rule, the epsilon rule of 1e-9; by it too, flattening and dropout pass relevance on."""
    from captum.attr._utils.lrp_rules import EpsilonRule
    for part in plain.modules():
        if isinstance(part, (nn.Flatten, nn.Dropout, nn.Identity)):
            part.rule = EpsilonRule()
    return attr.LRP(plain).attribute(inputs.clone(), target)


def ours(name, evalkit, kinds, folder):
    """The arrays that evalkit explain writes: kind -> [n, 28, 28]."""
    inputs = [f"{IMAGES}#{i}" for i in range(PICTURES)]
    kept = [setting for setting in SETTINGS if setting.split(".")[0] in kinds]
    subprocess.run([*evalkit, "explain", str(ROOT / f"models/fashion/{name}.onnx"), "--input", *inputs, "--method", *kinds,
                    "--metric", "sparseness", "--set", *kept, "--out", str(folder)], check=True, stdout=subprocess.DEVNULL)
    return {kind: np.stack([np.load(folder / f"t10k-images-idx3-ubyte-{i}" / f"{kind}.npy") for i in range(PICTURES)])
            for kind in kinds}


def agreement(a, b):
    """Over pictures: the least Spearman correlation, and the largest relative L2; constant maps must both be constant."""
    spearman, distance, constant = [], [], 0
    for one, other in zip(a.reshape(len(a), -1).astype(float), b.reshape(len(b), -1).astype(float)):
        if np.ptp(one) == 0 or np.ptp(other) == 0:
            constant += 1
            if np.ptp(one) != np.ptp(other):
                return 0.0, float("inf"), constant
            continue
        spearman.append(np.corrcoef(ranks(one), ranks(other))[0, 1])
        distance.append(np.linalg.norm(one - other) / np.linalg.norm(other))
    return min(spearman), max(distance), constant


def ranks(values):
    """Ranks, ties at their mean; values within rounding of each other are ties."""
    rounded = np.round(values / np.abs(values).max(), 6)
    _, place, count = np.unique(rounded, return_inverse=True, return_counts=True)
    return (np.cumsum(count) - (count - 1) / 2)[place]


def compare(checkpoints, evalkit):
    print("| model | method | Spearman, least of 16 | relative L2, largest of 16 | Captum in 32 bit: Spearman | relative L2 |")
    print("| --- | --- | --: | --: | --: | --: |")
    pictures = data.load(IMAGES.parent, "t10k")[0][:PICTURES].unsqueeze(1).float() / 255
    for name in ("linear", "mlp", "cnn-8-s0", "cnn-28-s0", "resnet", "vit"):
        exact, single = (attributions(name, checkpoints, pictures, double) for double in (True, False))
        with tempfile.TemporaryDirectory() as folder:
            arrays = ours(name, evalkit, list(exact), Path(folder))
        for kind, values in exact.items():
            (spearman, distance, constant), (other, rounding, _) = agreement(arrays[kind], values), agreement(single[kind], values)
            note = f" ({constant} constant in both)" if constant else ""
            print(f"| {name} | {kind}{note} | {spearman:.6f} | {distance:.1e} | {other:.6f} | {rounding:.1e} |", flush=True)


def numbers(checkpoints):
    pictures = data.load(IMAGES.parent, "t10k")[0][:1].unsqueeze(1).float() / 255
    for name in ("mlp", "cnn-8-s0", "resnet"):
        for kind, values in attributions(name, checkpoints, pictures, True).items():
            picked = [values[0, row, column] for row, column in ((7, 20), (14, 14), (20, 5), (18, 22))]
            print(name, kind, ", ".join(f"{value:.6g}" for value in picked))


def serve(checkpoints):
    from captum import attr
    from captum.attr._utils.custom_modules import Addition_Module
    pictures = data.load(IMAGES.parent, "t10k")[0][:PICTURES].unsqueeze(1).float() / 255
    models = {}
    for line in sys.stdin:
        name, batch = line.split()
        if name not in models:
            whole = nn.Sequential(Normalise(), network(name, checkpoints, Addition_Module)).eval()
            models[name] = attr.IntegratedGradients(whole), whole(pictures).argmax(1)
        method, target = models[name]
        start = time.process_time()
        method.attribute(pictures, torch.zeros_like(pictures), target, n_steps=STEPS, internal_batch_size=int(batch))
        print(time.process_time() - start, flush=True)


def main():
    warnings.filterwarnings("ignore")
    mode, captum, checkpoints, *evalkit = sys.argv[1:]
    sys.path.insert(0, captum)
    torch.set_num_threads(1)
    if mode == "compare":
        compare(Path(checkpoints), evalkit)
    elif mode == "numbers":
        numbers(Path(checkpoints))
    else:
        serve(Path(checkpoints))


if __name__ == "__main__":
    main()
