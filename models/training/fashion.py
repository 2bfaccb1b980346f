#!/usr/bin/python3
"""Trains and exports the bundled Fashion-MNIST models, and writes the manifest and README table.

    python3 models/training/fashion.py --all                 everything
    python3 models/training/fashion.py --only mlp cnn-8-s0   these models

Checkpoints are kept (--checkpoints) and used again, so that an export can be repeated cheaply.
Delete them to train anew.
"""

import os

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"  # one thread: the order of sums is fixed

import argparse
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True

import onnx
import torch

import data
import export
import manifest
import quantise
import recipes
import reference
import training

ROOT = Path(__file__).resolve().parent.parent
VARIANTS = {
    "fp16": ("float16", "weights, input and output in float16"),
    "int8": ("int8", f"QDQ int8: weights per output channel in 7 bits (-64..63, so that processors without VNNI "
                     f"do not saturate), uint8 activations per tensor, int32 biases, calibrated at percentile "
                     f"{quantise.PERCENTILE} on {quantise.CALIBRATION_PICTURES:,} training pictures drawn with "
                     f"seed {quantise.CALIBRATION_SEED}"),
}


def trained(recipe, options):
    """The network of a recipe: from its checkpoint, or trained now."""
    path = options.checkpoints / f"{recipe.name}.pt"
    if path.exists():
        network = recipe.build().eval()
        network.load_state_dict(torch.load(path))
        return network
    network = training.train(recipe, *data.load(options.data, "train"),
                             log=lambda line: print(line, flush=True))
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), path)
    return network


def save(model, name):
    """Writes a model file and returns its path."""
    path = ROOT / "fashion" / f"{name}.onnx"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(model.SerializeToString())
    return path


def make(recipe, options):
    """Trains (or loads), exports and measures one network; returns its manifest entry."""
    network = trained(recipe, options)
    model = export.export(network, f"Fashion-MNIST classifier {recipe.name}. {recipe.made_by()} Licence: MIT.")
    correct, loss = training.score(training.logits_of(network, options.test[0]), options.test[1])
    print(f"{recipe.name}: {correct} of 10000, log loss {loss:.6f}", flush=True)
    return manifest.entry(save(model, recipe.name), ROOT, recipe, "float32", export.parameters(model),
                          network.macs, export.OPSET, recipe.made_by(), correct, loss)


def make_variant(recipe, kind, options):
    """Makes a variant of an exported network and measures it with the NumPy reference."""
    parent = onnx.load(str(ROOT / "fashion" / f"{recipe.name}.onnx"))
    name = f"cnn-{recipe.width}-{kind}"
    precision, how = VARIANTS[kind]
    made_by = f"Made from {recipe.name} by models/training/fashion.py: {how}."
    description = f"Fashion-MNIST classifier {name}. {made_by} Licence: MIT."
    if kind == "fp16":
        model = quantise.half(parent, description)
    else:
        model = quantise.int8(parent, data.load(options.data, "train")[0], description)
    logits = reference.logits(model, data.to_input(options.test[0]).numpy())
    predictions = ROOT / "reference" / f"{name}.predictions.u8"
    predictions.parent.mkdir(exist_ok=True)
    predictions.write_bytes(logits.argmax(1).astype("u1").tobytes())
    correct, loss = training.score(logits, options.test[1])
    print(f"{name}: {correct} of 10000, log loss {loss:.6f}", flush=True)
    return manifest.entry(save(model, name), ROOT, recipe, precision, export.parameters(parent),
                          recipe.build().macs, export.OPSET, made_by, correct, loss, predictions)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME")
    parser.add_argument("--train-only", action="store_true", help="make checkpoints, export nothing")
    parser.add_argument("--data", type=Path, default=data.DEBIAN_FOLDER, help="folder of the four IDX files")
    parser.add_argument("--checkpoints", type=Path,
                        default=Path(tempfile.gettempdir()) / "fashion-checkpoints")
    options = parser.parse_args()
    torch.set_num_threads(1)
    options.test = data.load(options.data, "t10k")
    jobs = {recipe.name: lambda recipe=recipe: make(recipe, options) for recipe in recipes.all_recipes()}
    source = next(r for r in recipes.all_recipes() if r.name == f"cnn-{recipes.QUANTISED_WIDTH}-s0")
    for kind in VARIANTS:
        jobs[f"cnn-{source.width}-{kind}"] = lambda kind=kind: make_variant(source, kind, options)
    unknown = set(options.only) - set(jobs)
    if unknown or not (options.all or options.only):
        parser.error(f"give --all, or --only with names among {', '.join(jobs)}")
    wanted = [name for name in jobs if options.all or name in options.only]
    if options.train_only:
        for recipe in recipes.all_recipes():
            if recipe.name in wanted:
                trained(recipe, options)
        return
    models = manifest.merge(ROOT / "manifest.json", [jobs[name]() for name in wanted])
    manifest.write_table(ROOT / "README.md", models)


if __name__ == "__main__":
    main()
