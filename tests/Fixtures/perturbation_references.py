"""Prints the reference values of the perturbation tests (Debian 12: NumPy 1.24, SciPy 1.10, scikit-image 0.19, Pillow 9.4,
OpenCV 4.6); with "effects FOLDER", what the original's elastic transform does to the pictures of a folder, as JSON.

The formulas are those of Hendrycks and Dietterich 2019, written after hendrycks/robustness (ImageNet-C's corruptions.py,
create_c/make_cifar_c.py). PSNR is taken between the 8-bit picture and the result cut down to 8 bits, and averaged over
draws.
"""

import io
import json
import pathlib
import sys

import cv2
import numpy as np
from PIL import Image
from scipy.ndimage import gaussian_filter, map_coordinates, zoom
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
    "speckle-noise": ([.15, .2, .35, .45, .6], [.06, .1, .12, .16, .2]),
    "defocus-blur": ([(3, .1), (4, .5), (6, .5), (8, .5), (10, .5)], [(.3, .4), (.4, .5), (.5, .6), (1, .2), (1.5, .1)]),
    "glass-blur": (
        [(.7, 1, 2), (.9, 2, 1), (1, 2, 3), (1.1, 3, 2), (1.5, 4, 2)],
        [(.05, 1, 1), (.25, 1, 1), (.4, 1, 1), (.25, 1, 2), (.4, 1, 2)]),
    "motion-blur": ([(10, 3), (15, 5), (15, 8), (15, 12), (20, 15)], [(6, 1), (6, 1.5), (6, 2), (8, 2), (9, 2.5)]),
    "zoom-blur": ([(1.11, .01), (1.16, .01), (1.21, .02), (1.26, .02), (1.31, .03)], [(x, .01) for x in (1.06, 1.11, 1.16, 1.21, 1.26)]),
    "snow": (
        [(.1, .3, 3, .5, 10, 4, .8), (.2, .3, 2, .5, 12, 4, .7), (.55, .3, 4, .9, 12, 8, .7), (.55, .3, 4.5, .85, 12, 8, .65),
         (.55, .3, 2.5, .85, 12, 12, .55)],
        [(.1, .2, 1, .6, 8, 3, .95), (.1, .2, 1, .5, 10, 4, .9), (.15, .3, 1.75, .55, 10, 4, .9), (.25, .3, 2.25, .6, 12, 6, .85),
         (.3, .3, 1.25, .65, 14, 12, .8)]),
    "fog": ([(1.5, 2), (2, 2), (2.5, 1.7), (2.5, 1.5), (3, 1.4)], [(.2, 3), (.5, 3), (.75, 2.5), (1, 2), (1.5, 1.75)]),
    "elastic-transform": (
        [tuple(x * SIDE * 244 / 224 for x in c) for c in ((2, .7, .1), (2, .08, .2), (.05, .01, .02), (.07, .01, .02), (.12, .01, .02))],
        [tuple(x * SIDE for x in c) for c in ((0, 0, .08), (.05, .2, .07), (.08, .06, .06), (.1, .04, .05), (.1, .03, .03))]),
    "spatter": (
        [(.65, .3, 4, .69, .6, 0), (.65, .3, 3, .68, .6, 0), (.65, .3, 2, .68, .5, 0), (.65, .3, 1, .65, 1.5, 1), (.67, .4, 1, .65, 1.5, 1)],
        [(.62, .1, .7, .7, .5, 0), (.65, .1, .8, .7, .5, 0), (.65, .3, 1, .69, .5, 0), (.65, .1, .7, .69, .6, 1), (.65, .1, .5, .68, .6, 1)]),
    "saturate": ([(.3, 0), (.1, 0), (2, 0), (5, .1), (20, .2)], [(.3, 0), (.1, 0), (1.5, 0), (2, .1), (2.5, .2)]),
}
DETERMINISTIC = ("gaussian-blur", "brightness", "contrast", "pixelate", "jpeg", "defocus-blur", "zoom-blur", "saturate")


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


def zoomed(part, factor):
    """The middle of a square, enlarged to its size."""
    side = part.shape[0]
    few = int(np.ceil(side / factor))
    start = (side - few) // 2
    big = zoom(part[start:start + few, start:start + few], (factor, factor, 1), order=1)
    start = (big.shape[0] - side) // 2
    return big[start:start + side, start:start + side]


def moved(planes, radius, deviation, degrees):
    """ImageMagick's motion blur: half a Gaussian along a line, the border repeated."""
    steps = np.arange(2 * radius + 1)
    weights = np.exp(-steps ** 2 / (2 * deviation ** 2))
    weights /= weights.sum()
    down = np.ceil(steps * np.sin(np.deg2rad(degrees)) - .5).astype(int)
    right = np.ceil(steps * np.cos(np.deg2rad(degrees)) - .5).astype(int)
    rows, columns = np.arange(planes.shape[0]), np.arange(planes.shape[1])
    return sum(
        w * planes[np.clip(rows + dy, 0, len(rows) - 1)][:, np.clip(columns + dx, 0, len(columns) - 1)]
        for w, dy, dx in zip(weights, down, right))


def plasma(side, decay, rng):
    heights = np.zeros((side, side))
    step, wobble = side, 1.0
    while step >= 2:
        half, few = step // 2, side // step
        noise = lambda: wobble * rng.uniform(-1, 1, (few, few))
        corners = heights[::step, ::step].copy()
        right, below = np.roll(corners, -1, 1), np.roll(corners, -1, 0)
        middles = (corners + right + below + np.roll(right, -1, 0)) / 4 + noise()
        heights[half::step, half::step] = middles
        heights[::step, half::step] = (middles + np.roll(middles, 1, 0) + corners + right) / 4 + noise()
        heights[half::step, ::step] = (middles + np.roll(middles, 1, 1) + corners + below) / 4 + noise()
        step, wobble = half, wobble / decay ** 2
    heights -= heights.min()
    return heights / heights.max()


def disk(radius, softness):
    reach = 8 if radius <= 8 else radius
    x, y = np.meshgrid(np.arange(-reach, reach + 1), np.arange(-reach, reach + 1))
    kernel = (x ** 2 + y ** 2 <= radius ** 2).astype(np.float32)
    size = 3 if radius <= 8 else 5
    return cv2.GaussianBlur(kernel / kernel.sum(), (size, size), softness)


def glass(x, c, rng):
    levels = np.uint8(gaussian(x, sigma=c[0], channel_axis=2) * 255)
    height, width = levels.shape[:2]
    for _ in range(c[2]):
        for h in range(height - c[1], c[1], -1):
            offsets = rng.integers(-c[1], c[1], (width, 2))
            for w in range(width - c[1], c[1], -1):
                levels[h, w] = levels[h + offsets[w - 1, 0], w + offsets[w - 1, 1]]
    return gaussian(levels / 255, sigma=c[0], channel_axis=2)


def luma(x):
    return (x @ [.299, .587, .114])[..., None]


def snow(x, c, rng):
    layer = zoomed(rng.normal(c[0], c[1], x.shape[:2])[..., None], c[2])
    layer = np.uint8(np.clip(np.where(layer < c[3], 0, layer), 0, 1) * 255).astype(float)
    layer = np.round(moved(layer, c[4], c[5], rng.uniform(-135, -45))) / 255
    return c[6] * x + (1 - c[6]) * np.maximum(x, luma(x) * 1.5 + .5) + layer + np.rot90(layer, 2)


def elastic(x, c, rng):
    amount, smoothing, affine = c
    side = x.shape[0]
    centre, third = side // 2, side // 3
    before = np.float32([[centre + third, centre + third], [centre + third, centre - third], [centre - third, centre - third]])
    after = before + rng.uniform(-affine, affine, (3, 2)).astype(np.float32)
    x = cv2.warpAffine(np.float32(x), cv2.getAffineTransform(before, after), (side, side), borderMode=cv2.BORDER_REFLECT_101)
    rows, columns = np.meshgrid(np.arange(side), np.arange(side), indexing="ij")
    if amount:
        rows, columns = (
            places + amount * gaussian_filter(rng.uniform(-1, 1, (side, side)), smoothing, mode="reflect", truncate=3)
            for places in (rows, columns))
    return np.stack([map_coordinates(x[..., k], (rows, columns), order=1, mode="reflect") for k in range(3)], 2)


def spatter(x, c, rng):
    liquid = gaussian(rng.normal(c[0], c[1], x.shape[:2]), sigma=c[2])
    if c[5]:
        mud = gaussian((liquid > c[3]).astype(float), sigma=c[4])[..., None]
        mud[mud < .8] = 0
        return x * (1 - mud) + mud * np.array([63, 42, 20]) / 255
    liquid = np.uint8(np.where(liquid < c[3], 0, liquid) * 255)
    distance = cv2.distanceTransform(255 - cv2.Canny(liquid, 50, 150), cv2.DIST_L2, 5)
    rims = cv2.equalizeHist(np.uint8(cv2.blur(np.minimum(distance, 20), (3, 3))))
    rims = cv2.blur(cv2.filter2D(rims, cv2.CV_8U, np.array([[-2, -1, 0], [-1, 1, 1], [0, 1, 2]])), (3, 3))
    shine = liquid * rims.astype(np.float32)
    return x + c[4] * (shine / max(shine.max(), 1e-9))[..., None] * np.array([175, 238, 238]) / 255


def perturb(kind, levels, c, rng, cut=np.uint8):
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
    elif kind == "speckle-noise":
        result = x + x * rng.normal(size=x.shape, scale=c)
    elif kind == "defocus-blur":
        result = cv2.filter2D(x, -1, disk(*c))
    elif kind == "glass-blur":
        result = glass(x, c, rng)
    elif kind == "motion-blur":
        result = moved(x, *c, rng.uniform(-45, 45))
    elif kind == "zoom-blur":
        factors = np.arange(1, *c)
        result = (x + sum(zoomed(x, factor) for factor in factors)) / (len(factors) + 1)
    elif kind == "snow":
        result = snow(x, c, rng)
    elif kind == "fog":
        result = (x + c[0] * plasma(SIDE, c[1], rng)[..., None]) * x.max() / (x.max() + c[0])
    elif kind == "elastic-transform":
        result = elastic(x, c, rng)
    elif kind == "spatter":
        result = spatter(x, c, rng)
    elif kind == "saturate":
        hsv = rgb2hsv(x)
        hsv[:, :, 1] = np.clip(hsv[:, :, 1] * c[0] + c[1], 0, 1)
        result = hsv2rgb(hsv)
    else:
        stream = io.BytesIO()
        Image.fromarray(levels).save(stream, "JPEG", quality=c)
        return np.asarray(Image.open(stream))
    return cut(np.clip(result, 0, 1) * 255)


def psnr(clean, other):
    return 10 * np.log10(255 ** 2 / np.mean((clean.astype(float) - other.astype(float)) ** 2))


def print_psnr(only):
    clean = picture()
    rng = np.random.default_rng(0)
    for kind, sets in CONSTANTS.items():
        if only and kind not in only:
            continue
        for name, constants in zip(("ImageNetC", "CifarC"), sets):
            draws = 1 if kind in DETERMINISTIC else 20 if kind == "glass-blur" else DRAWS
            means = [np.mean([psnr(clean, perturb(kind, clean, c, rng)) for _ in range(draws)]) for c in constants]
            print(f'    [InlineData("{kind}", ConstantSet.{name}, {", ".join(f"{m:.3f}" for m in means)})]')


def print_moments():
    """Mean shift and standard deviation ratio at severity 3 of what is random in the large, each with its standard error,
    before results are cut down to 8 bits."""
    clean = picture()
    rng = np.random.default_rng(1)
    for kind in ("glass-blur", "motion-blur", "snow", "fog", "elastic-transform", "spatter"):
        for name, constants in zip(("ImageNetC", "CifarC"), CONSTANTS[kind]):
            draws = 20 if kind == "glass-blur" else DRAWS
            results = [perturb(kind, clean, constants[2], rng, cut=np.asarray) for _ in range(draws)]
            found = np.array([(r.mean() - clean.mean(), r.std() / clean.std()) for r in results])
            pairs = zip(found.mean(0), found.std(0, ddof=1) / draws ** .5)
            print(f'    [InlineData("{kind}", ConstantSet.{name}, {", ".join(f"{m:.4f}, {e:.4f}" for m, e in pairs)})]')


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


def print_edges():
    """The rims and distances of the tests of liquids."""
    levels = np.zeros((12, 14), np.uint8)
    for y in range(12):
        for x in range(14):
            if (x - 5) ** 2 + (y - 5) ** 2 < 14 or (y > 8 and x > 9):
                levels[y, x] = 176 + (x * 7 + y * 11) % 40
    edges = cv2.Canny(levels, 50, 150)
    print("\n".join("".join("#" if e else "." for e in row) for row in edges))
    distance = np.minimum(cv2.distanceTransform(255 - edges, cv2.DIST_L2, 5), 20)
    print(", ".join(f"{d:.4f}f" for d in distance[0]))
    print(", ".join(f"{d:.4f}f" for d in distance[5]))


def print_effects(folder, draws=120):
    """PSNR, mean shift and contrast ratio over square pictures, for tests/EvalKit.Benchmarks -- psnr."""
    pictures = [np.asarray(Image.open(f).convert("RGB")) for f in sorted(pathlib.Path(folder).iterdir())]
    rng = np.random.default_rng(0)
    rows = []
    for c in CONSTANTS["elastic-transform"][0]:
        found = []
        for clean in pictures:
            scaled = tuple(value / SIDE * clean.shape[0] for value in c)
            for _ in range(draws):
                other = perturb("elastic-transform", clean, scaled, rng)
                found.append((psnr(clean, other), other.mean() - clean.mean(), other.std() / clean.std()))
        mean = np.mean(found, axis=0)
        rows.append({"draws": draws, "psnr": round(mean[0], 3), "dmean": round(mean[1], 3), "std_ratio": round(mean[2], 4)})
    print('{\n "elastic_transform": [\n  ' + ",\n  ".join(map(json.dumps, rows)) + "\n ]\n}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["effects"]:
        print_effects(sys.argv[2])
    else:
        print_edges()
        print_blur()
        print_pixelate()
        print_grey_jpeg()
        print_moments()
        print_psnr(sys.argv[1:])
