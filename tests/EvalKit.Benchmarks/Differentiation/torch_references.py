"""PyTorch's side of the comparison of gradients (Debian 12: PyTorch 1.13, torchvision 0.14, onnx 1.12, libopenblas0-pthread).

    export FOLDER [NAME ...]   writes each network with random weights as NAME.onnx, the bytes of an input (NAME.input) and of
                               the 64-bit gradient of one score (NAME.gradient), and all facts about them as NAME.json
    time FOLDER                reads lines "NAME BATCH" and answers each with the milliseconds of processor time of one
                               forward pass with the gradient, after an unmeasured one; one thread
"""

import json
import os
import sys
import time

import onnx
import torch
import torchvision
from torch import nn

SMOOTH = {"efficientnet_b0", "vit_b_16", "swin_t", "convnext_tiny", "small_bert"}
NAMES = [
    "resnet18", "resnet50", "mobilenet_v2", "mobilenet_v3_small", "squeezenet1_1", "efficientnet_b0", "densenet121",
    "vit_b_16", "swin_t", "convnext_tiny", "small_bert"]


class SmallBert(nn.Module):
    """Four layers of an encoder after Devlin et al. 2019, with a classifier on the first token."""

    def __init__(self, words=1000, width=128, heads=4, layers=4, length=32, classes=10):
        super().__init__()
        self.words = nn.Embedding(words, width)
        self.places = nn.Parameter(torch.randn(length, width) * 0.02)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, heads) for _ in range(layers))
        self.pool = nn.Linear(width, width)
        self.classify = nn.Linear(width, classes)

    def encode(self, embedded):
        x = self.norm(embedded + self.places)
        for layer in self.layers:
            x = layer(x)
        return self.classify(torch.tanh(self.pool(x[:, 0])))

    def forward(self, tokens):
        return self.encode(self.words(tokens))


class Layer(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.wide, self.narrow = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.first, self.second = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)

    def forward(self, x):
        batch, length, width = x.shape

        def split(y):
            return y.reshape(batch, length, self.heads, width // self.heads).transpose(1, 2)

        query, key, value = split(self.query(x)), split(self.key(x)), split(self.value(x))
        weights = torch.softmax(query @ key.transpose(2, 3) / (width // self.heads) ** 0.5, -1)
        x = self.first(x + self.out((weights @ value).transpose(1, 2).reshape(batch, length, width)))
        return self.second(x + self.narrow(nn.functional.gelu(self.wide(x))))


def make(name):
    torch.manual_seed(0)
    if name == "small_bert":
        return SmallBert().eval()
    model = getattr(torchvision.models, name)(weights=None)
    for weight in model.parameters():
        # A vision transformer begins with a classifier of zeros, whose gradient is zero.
        if weight.dim() > 1 and not weight.any():
            nn.init.normal_(weight, std=0.02)
    norms = [module for module in model.modules() if isinstance(module, nn.BatchNorm2d)]
    if norms:
        # With the statistics of a new network the scores of deep ones vanish or explode: take those of some pictures.
        for norm in norms:
            norm.momentum = None
        with torch.no_grad():
            model.train()(torch.randn(8, 3, 224, 224))
    return model.eval()


def make_input(name, batch=1):
    generator = torch.Generator().manual_seed(1)
    if name == "small_bert":
        return torch.randint(0, 1000, (batch, 32), generator=generator)
    return torch.randn(batch, 3, 224, 224, generator=generator)


def gradient(model, x, target):
    """The gradient of one score, by the input or by the words' embeddings, and the scores."""
    if isinstance(model, SmallBert):
        at = model.words(x).detach().requires_grad_(True)
        scores = model.encode(at)
    else:
        at = x.clone().requires_grad_(True)
        scores = model(at)
    return torch.autograd.grad(scores[:, target].sum(), at)[0], scores.detach()


def export(folder, names):
    os.makedirs(folder, exist_ok=True)
    for name in names:
        model, x = make(name), make_input(name)
        path = os.path.join(folder, name)
        torch.onnx.export(
            model, x, path + ".onnx", opset_version=17, input_names=["input"], output_names=["scores"],
            dynamic_axes={"input": {0: "batch"}, "scores": {0: "batch"}})
        graph = onnx.load(path + ".onnx").graph
        wrt = next((node.output[0] for node in graph.node if node.input and node.input[0] == "words.weight"), "input")
        target = int(model(x).argmax())
        single, _ = gradient(model, x, target)
        double, scores = gradient(model.double(), x if name == "small_bert" else x.double(), target)
        x.numpy().tofile(path + ".input")
        double.numpy().tofile(path + ".gradient")
        error = float((single - double).norm() / double.norm())
        with open(path + ".json", "w") as file:
            json.dump({"name": name, "smooth": name in SMOOTH, "class": target, "wrt": wrt, "shape": list(x.shape), "score": float(scores[0, target]),
                       "torch32RelativeL2": error}, file)
        print(f"{name}: class {target}, 32-bit against 64-bit {error:.1e}", flush=True)


def answer(folder):
    torch.set_num_threads(1)
    models = {}
    for line in sys.stdin:
        name, batch = line.split()[0], int(line.split()[1])
        first = (name, batch) not in models
        if first:
            models = {(name, batch): (make(name), make_input(name, batch))}
        model, x = models[name, batch]
        if first:
            gradient(model, x, 0)
        start = time.process_time()
        gradient(model, x, 0)
        print(f"{(time.process_time() - start) * 1000:.3f}", flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "export":
        export(sys.argv[2], sys.argv[3:] or NAMES)
    else:
        answer(sys.argv[2])
