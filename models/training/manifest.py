"""models/manifest.json, and the table in models/README.md that is drawn from it."""

import hashlib
import json

import data

TABLE = ("<!-- table: written by models/training/fashion.py -->", "<!-- end of table -->")


def entry(path, root, recipe, precision, parameters, macs, opset, made_by, correct, loss, reference=None):
    """The manifest's entry of one model file."""
    content = path.read_bytes()
    out = {
        "name": path.stem,
        "path": path.relative_to(root).as_posix(),
        "sha256": hashlib.sha256(content).hexdigest(),
        "family": recipe.family,
        "width": recipe.width,
        "seed": recipe.seed,
        "precision": precision,
        "parameters": parameters,
        "macs": macs,
        "opset": opset,
        "bytes": len(content),
        "madeBy": made_by,
        "licence": "MIT",
        "accuracy": correct / 10000,
        "correct": correct,
        "logLoss": round(loss, 8),
    }
    if reference:
        out["referencePredictions"] = reference.relative_to(root).as_posix()
    return out


def merge(path, entries):
    """Writes the manifest: new entries replace those of the same name."""
    models = {}
    if path.exists():
        models = {model["name"]: model for model in json.loads(path.read_text())["models"]}
    models.update({model["name"]: model for model in entries})
    manifest = {
        "schema": 1,
        "data": {
            "name": "Fashion-MNIST",
            "trainedOn": "the 60,000 training pictures",
            "evaluatedOn": "all 10,000 test pictures",
            "source": "Debian package dataset-fashion-mnist, https://github.com/zalandoresearch/fashion-mnist",
            "licence": "MIT",
            "classes": data.CLASSES,
            "input": "pixels / 255, minus mean, over std",
            "mean": data.MEAN,
            "std": data.STD,
        },
        "evaluation": "accuracy, correct and logLoss (nats, mean over the test set, log-softmax in float64) come "
                      "from PyTorch in float32, evaluation mode with batch normalisation not folded, batch 1000; "
                      "of equal largest logits the first counts. For precision float16 and int8 they come from "
                      "the NumPy reference models/training/reference.py, whose predictions are in "
                      "referencePredictions: one byte per test picture, the class.",
        "models": [models[name] for name in sorted(models)],
    }
    path.write_text(json.dumps(manifest, indent=2) + "\n", newline="\n")
    return manifest["models"]


def table(models):
    """The models as a Markdown table, smallest first."""
    lines = ["| Model | Parameters | MACs | Bytes | Accuracy | Log loss |",
             "|---|--:|--:|--:|--:|--:|"]
    for m in sorted(models, key=lambda m: (m["parameters"], m["name"])):
        lines.append(f"| {m['name']} | {m['parameters']:,} | {m['macs']:,} | {m['bytes']:,} "
                     f"| {100 * m['accuracy']:.2f} % | {m['logLoss']:.4f} |")
    return "\n".join(lines)


def write_table(path, models):
    """Puts the table between its two marks in the README."""
    text = path.read_text()
    before, after = text.split(TABLE[0])[0], text.split(TABLE[1])[1]
    path.write_text(f"{before}{TABLE[0]}\n\n{table(models)}\n\n{TABLE[1]}{after}", newline="\n")
