"""Prints the reference values of the perturbation tests (Debian 12: NumPy 1.24, SciPy 1.10, scikit-image 0.19, Pillow 9.4).

The formulas are those of Hendrycks and Dietterich 2019, written after hendrycks/robustness (ImageNet-C's corruptions.py,
create_c/make_cifar_c.py). PSNR is taken between the 8-bit picture and the result cut down to 8 bits, and averaged over
draws.
"""

import io

import numpy as np
from PIL import Image
from skimage.color import hsv2rgb, rgb2hsv
from skimage.filters import gaussian
from skimage.util import random_noise

DRAWS = 400
SIDE = 128

CONSTANTS = {
    "gaussian-noise": ([.08, .12, .18, .26, .38], [.04, .06, .08, .09, .10]),
    "shot-noise": ([60, 25, 12, 5, 3], [500, 250, 100, 75, 50]),
    "impulse-noise": ([.03, .06, .09, .17, .27], [.01, .02, .03, .05, .07]),
    "gaussian-blur": ([1, 2, 3, 4, 6], [.4, .6, .7, .8, 1]),
    "brightness": ([.1, .2, .3, .4, .5], [.05, .1, .15, .2, .3]),
    "contrast": ([.4, .3, .2, .1, .05], [.75, .5, .4, .3, .15]),
    "pixelate": ([.6, .5, .4, .3, .25], [.95, .9, .85, .75, .65]),
    "jpeg": ([25, 18, 15, 10, 7], [80, 65, 58, 50, 40]),
}


def picture():
    """Gradients, an edge, a zone plate and fine texture, by whole numbers only; TestPicture.cs draws the same."""
    levels = np.zeros((SIDE, SIDE, 3), np.uint8)
    for y in range(SIDE):
        for x in range(SIDE):
            pixel = (2 * x, 2 * y, 254 - x - y)
            if x >= 64 and y >= 64:
                pixel = (30 + (x * x + y * y) // 37 % 2 * 180, 200 - x, 40 + y)
            elif x >= 64:
                pixel = (60 + (x * 73 + y * 151 + x * y * 17) % 97, 90 + (x * 31 + y * 57) % 61, 120)
            elif (x - 30) ** 2 + (y - 50) ** 2 < 500:
                pixel = (230, 40, 60)
            levels[y, x] = pixel
    return levels


def resized(levels, height, width):
    return np.asarray(Image.fromarray(levels).resize((width, height), Image.BOX))


def perturb(kind, levels, c, rng):
    x = levels / 255.0
    height, width = levels.shape[:2]
    if kind == "gaussian-noise":
        result = x + rng.normal(size=x.shape, scale=c)
    elif kind == "shot-noise":
        result = rng.poisson(x * c) / c
    elif kind == "impulse-noise":
        result = random_noise(x, mode="s&p", amount=c, seed=int(rng.integers(2 ** 31)))
    elif kind == "gaussian-blur":
        result = gaussian(x, sigma=c, channel_axis=2)
    elif kind == "brightness":
        hsv = rgb2hsv(x)
        hsv[:, :, 2] = np.clip(hsv[:, :, 2] + c, 0, 1)
        result = hsv2rgb(hsv)
    elif kind == "contrast":
        means = x.mean(axis=(0, 1), keepdims=True)
        result = (x - means) * c + means
    elif kind == "pixelate":
        return resized(resized(levels, int(height * c), int(width * c)), height, width)
    else:
        stream = io.BytesIO()
        Image.fromarray(levels).save(stream, "JPEG", quality=c)
        return np.asarray(Image.open(stream))
    return np.uint8(np.clip(result, 0, 1) * 255)


def psnr(clean, other):
    return 10 * np.log10(255 ** 2 / np.mean((clean.astype(float) - other.astype(float)) ** 2))


def print_psnr():
    clean = picture()
    rng = np.random.default_rng(0)
    for kind, sets in CONSTANTS.items():
        for name, constants in zip(("ImageNetC", "CifarC"), sets):
            draws = DRAWS if kind.endswith("noise") else 1
            means = [np.mean([psnr(clean, perturb(kind, clean, c, rng)) for _ in range(draws)]) for c in constants]
            print(f'    [InlineData("{kind}", ConstantSet.{name}, {", ".join(f"{m:.3f}" for m in means)})]')


def print_blur():
    values = np.arange(35).reshape(5, 7) * 7 % 11 / 10.0
    for deviation in (0.4, 1, 2):
        print(deviation, ", ".join(f"{v:.7f}f" for v in gaussian(values, sigma=deviation).ravel()))


def print_pixelate():
    levels = (np.arange(63).reshape(7, 9) * 37 % 256).astype(np.uint8)
    result = resized(resized(levels, int(7 * .6), int(9 * .6)), 7, 9)
    print(", ".join(map(str, result.ravel())))


def print_grey_jpeg():
    green = picture()[:, :, 1]
    found = []
    for quality in CONSTANTS["jpeg"][1]:
        stream = io.BytesIO()
        Image.fromarray(green).save(stream, "JPEG", quality=quality)
        found.append(psnr(green, np.asarray(Image.open(stream))))
    print("grey jpeg", ", ".join(f"{f:.3f}" for f in found))


if __name__ == "__main__":
    print_blur()
    print_pixelate()
    print_grey_jpeg()
    print_psnr()
