"""The networks, each with a hand formula of its multiply-accumulates per picture."""

import math

import torch
from torch import nn


def conv_bn(inputs, outputs, stride=1, size=3):
    """A convolution without bias and its batch normalisation (folded on export)."""
    return nn.Sequential(nn.Conv2d(inputs, outputs, size, stride, size // 2, bias=False),
                         nn.BatchNorm2d(outputs))


class Linear(nn.Sequential):
    """Softmax regression on the pixels."""

    def __init__(self):
        super().__init__(nn.Flatten(), nn.Linear(784, 10))
        self.macs = 784 * 10


class Mlp(nn.Sequential):
    """Two hidden layers."""

    def __init__(self):
        super().__init__(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Dropout(0.2),
                         nn.Linear(256, 128), nn.ReLU(), nn.Dropout(0.2), nn.Linear(128, 10))
        self.macs = 784 * 256 + 256 * 128 + 128 * 10


class PlainCnn(nn.Sequential):
    """Three strided convolutions and a dense head; only the width differs in the family."""

    def __init__(self, width):
        w = width
        super().__init__(conv_bn(1, w, 2), nn.ReLU(), conv_bn(w, 2 * w, 2), nn.ReLU(),
                         conv_bn(2 * w, 2 * w, 2), nn.ReLU(), nn.Flatten(),
                         nn.Linear(32 * w, 6 * w), nn.ReLU(),
                         nn.Dropout(0.25 if w >= 18 else 0.0), nn.Linear(6 * w, 10))
        self.macs = (9 * w * 14 * 14 + 9 * w * 2 * w * 7 * 7 + 9 * 2 * w * 2 * w * 4 * 4
                     + 32 * w * 6 * w + 6 * w * 10)


class Residual(nn.Module):
    """A block of two convolutions that halves the picture, with a 1 x 1 shortcut."""

    def __init__(self, inputs, outputs):
        super().__init__()
        self.first = conv_bn(inputs, outputs, 2)
        self.second = conv_bn(outputs, outputs)
        self.shortcut = conv_bn(inputs, outputs, 2, size=1)

    def forward(self, x):
        return torch.relu(self.second(torch.relu(self.first(x))) + self.shortcut(x))


class ResNet(nn.Sequential):
    """A stem at full size and three residual blocks (14 x 14, 7 x 7, 4 x 4)."""

    def __init__(self, widths=(16, 24, 48, 96)):
        a, b, c, d = widths
        super().__init__(conv_bn(1, a), nn.ReLU(), Residual(a, b), Residual(b, c), Residual(c, d),
                         nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0.1), nn.Linear(d, 10))
        self.macs = 9 * a * 28 * 28 + d * 10
        for i, o, side in ((a, b, 14), (b, c, 7), (c, d, 4)):
            self.macs += (9 * i * o + 9 * o * o + i * o) * side * side


class Attention(nn.Module):
    """Multi-head self-attention written as MatMul and Softmax, which exports plainly."""

    def __init__(self, size, heads):
        super().__init__()
        self.heads, self.part = heads, size // heads
        self.query, self.key = nn.Linear(size, size), nn.Linear(size, size)
        self.value, self.out = nn.Linear(size, size), nn.Linear(size, size)

    def split(self, x):
        return x.reshape(-1, 49, self.heads, self.part)

    def forward(self, x):
        query = self.split(self.query(x)).permute(0, 2, 1, 3)
        key = self.split(self.key(x)).permute(0, 2, 3, 1)
        value = self.split(self.value(x)).permute(0, 2, 1, 3)
        weights = torch.softmax(query @ key * (1 / math.sqrt(self.part)), -1)
        mixed = (weights @ value).permute(0, 2, 1, 3)
        return self.out(mixed.reshape(-1, 49, self.heads * self.part))


class Block(nn.Module):
    """A pre-norm transformer block."""

    def __init__(self, size, heads, hidden):
        super().__init__()
        self.attention = nn.Sequential(nn.LayerNorm(size), Attention(size, heads))
        self.dense = nn.Sequential(nn.LayerNorm(size), nn.Linear(size, hidden), nn.GELU(),
                                   nn.Linear(hidden, size))

    def forward(self, x):
        x = x + self.attention(x)
        return x + self.dense(x)


class Vit(nn.Module):
    """A vision transformer on 49 patches of 4 x 4 pixels, read out by their mean."""

    def __init__(self, size=64, heads=4, hidden=128, depth=3):
        super().__init__()
        self.size = size
        self.patches = nn.Conv2d(1, size, 4, 4)
        self.position = nn.Parameter(torch.randn(1, 49, size) * 0.02)
        self.blocks = nn.Sequential(*(Block(size, heads, hidden) for _ in range(depth)))
        self.norm = nn.LayerNorm(size)
        self.head = nn.Linear(size, 10)
        dense, mixing = 4 * size * size + 2 * size * hidden, 2 * 49 * 49 * size
        self.macs = 49 * 16 * size + depth * (49 * dense + mixing) + size * 10

    def forward(self, x):
        tokens = self.patches(x).reshape(-1, self.size, 49).permute(0, 2, 1) + self.position
        return self.head(self.norm(self.blocks(tokens)).mean(1))
