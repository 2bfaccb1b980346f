"""Fashion-MNIST: reading the IDX files, normalising, and augmenting on whole batches."""

import gzip
import math
import struct
from pathlib import Path

import numpy as np
import torch

CLASSES = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat",
           "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"]
MEAN, STD = 0.2860, 0.3530
DEBIAN_FOLDER = Path("/usr/share/datasets/fashion-mnist")
PAD = 2  # room around every training picture for the random shift


def read_idx(path):
    """Reads one gzipped IDX file of unsigned bytes into a NumPy array."""
    with gzip.open(path, "rb") as file:
        zero, kind, rank = struct.unpack(">HBB", file.read(4))
        if zero != 0 or kind != 8:
            raise ValueError(f"{path}: not an IDX file of unsigned bytes")
        shape = struct.unpack(f">{rank}I", file.read(4 * rank))
        return np.frombuffer(file.read(), dtype=np.uint8).reshape(shape)


def load(folder, part):
    """Returns (pictures uint8 [N,28,28], labels int64 [N]) of part 'train' or 't10k'."""
    folder = Path(folder)
    pictures = read_idx(folder / f"{part}-images-idx3-ubyte.gz")
    labels = read_idx(folder / f"{part}-labels-idx1-ubyte.gz")
    return torch.from_numpy(pictures.copy()), torch.from_numpy(labels.astype(np.int64))


def normalise(pixels):
    """Maps pixels in 0..1 to what every bundled model takes."""
    return (pixels - MEAN) / STD


def to_input(pictures):
    """Turns uint8 [N,28,28] into the normalised float32 [N,1,28,28]."""
    return normalise(pictures.unsqueeze(1).float() / 255)


def pad(pictures):
    """Adds a black margin, so that augmentation can shift by indexing."""
    return torch.nn.functional.pad(pictures, (PAD, PAD, PAD, PAD))


def draw(padded, index, flip=True, shift=1):
    """Takes the pictures at index, each flipped and shifted at random; floats in 0..1."""
    count = len(index)
    offsets = torch.randint(-shift, shift + 1, (2, count, 1)) + PAD
    line = torch.arange(28)
    columns = line.expand(count, 28)
    if flip:
        columns = torch.where(torch.rand(count, 1) < 0.5, line.flip(0), line)
    rows, columns = line + offsets[0], columns + offsets[1]
    picked = padded[index[:, None, None], rows[:, :, None], columns[:, None, :]]
    return picked.unsqueeze(1).float() / 255


def blur(pixels, sigma):
    """Gaussian blur of [N,1,28,28] with one sigma per picture (kernel of 7 x 7, edges repeated)."""
    radius = 3
    steps = torch.arange(-radius, radius + 1)
    kernel = torch.exp(-0.5 * (steps / sigma.clamp(min=0.05)[:, None]) ** 2)
    kernel = (kernel / kernel.sum(1, keepdim=True)).t()[:, :, None, None, None]
    padded = torch.nn.functional.pad(pixels, (radius,) * 4, mode="replicate")
    across = sum(k * padded[..., i:i + 28] for i, k in enumerate(kernel))
    return sum(k * across[..., i:i + 28, :] for i, k in enumerate(kernel))


def corrupt(pixels):
    """The robust recipe: half the pictures stay clean, the others get one corruption each.

    Of those others, a half get Gaussian noise (sigma uniform in 0..0.3), three in twenty get
    salt and pepper (share of pixels uniform in 0..0.15), the rest Gaussian blur (sigma
    uniform in 0..1.2).
    """
    kind = torch.rand(len(pixels)) * 2
    noisy, salted, blurred = kind < 0.5, (kind >= 0.5) & (kind < 0.65), (kind >= 0.65) & (kind < 1)
    out = pixels.clone()
    sigma = torch.rand(int(noisy.sum()), 1, 1, 1) * 0.3
    out[noisy] = (pixels[noisy] + sigma * torch.randn_like(pixels[noisy])).clamp(0, 1)
    share = torch.rand(int(salted.sum()), 1, 1, 1) * 0.15
    hit = torch.rand_like(pixels[salted])
    out[salted] = torch.where(hit < share, (hit < share / 2).float(), pixels[salted])
    out[blurred] = blur(pixels[blurred], torch.rand(int(blurred.sum())) * 1.2)
    return out


def batches(count, size):
    """Number of batches in an epoch over count pictures."""
    return math.ceil(count / size)
