"""What is trained and how: one recipe per network, from which names and prose follow."""

from dataclasses import dataclass
from typing import Optional

import networks

WIDTHS = (2, 3, 5, 8, 12, 18, 28, 48)
ROBUST_WIDTHS = (18, 28)
QUANTISED_WIDTH = 28


@dataclass(frozen=True)
class Recipe:
    """One training run."""

    name: str
    family: str
    width: Optional[int] = None
    seed: int = 0
    epochs: int = 16
    rate: float = 3e-3
    decay: float = 0.02
    augment: bool = True
    robust: bool = False
    batch: int = 128

    def build(self):
        """A fresh network of this recipe."""
        if self.family == "cnn":
            return networks.PlainCnn(self.width)
        return {"linear": networks.Linear, "mlp": networks.Mlp,
                "resnet": networks.ResNet, "vit": networks.Vit}[self.family]()

    def made_by(self):
        """One sentence on the training, for the manifest."""
        augmentation = "no augmentation"
        if self.augment:
            augmentation = "random horizontal flips and shifts of up to 1 pixel"
        if self.robust:
            augmentation += ", and Gaussian noise, salt and pepper, or Gaussian blur on half the pictures"
        return (f"Trained by models/training/fashion.py on all 60,000 training pictures: {self.epochs} epochs, "
                f"AdamW with a one-cycle schedule (peak rate {self.rate:g}, weight decay {self.decay:g}), "
                f"batch {self.batch}, cross-entropy, {augmentation}, seed {self.seed}.")


def all_recipes():
    """Every training run; seed 0 of everything first, then the other seeds."""
    recipes = [Recipe("linear", "linear", rate=2e-3, decay=0.0, augment=False),
               Recipe("mlp", "mlp", epochs=15, rate=1e-3)]
    recipes += [Recipe(f"cnn-{w}-s0", "cnn", w) for w in WIDTHS]
    recipes += [Recipe("resnet", "resnet"), Recipe("vit", "vit", epochs=20, rate=2e-3, decay=0.05)]
    recipes += [Recipe(f"cnn-{w}-robust", "cnn", w, robust=True) for w in ROBUST_WIDTHS]
    recipes += [Recipe(f"cnn-{w}-s{seed}", "cnn", w, seed) for seed in (1, 2) for w in WIDTHS]
    return recipes
