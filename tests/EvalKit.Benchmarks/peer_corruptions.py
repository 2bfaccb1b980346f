"""Times the Python package imagecorruptions for PeerSpeed.cs: python3 peer_corruptions.py PACKAGE_FOLDER PICTURE.

Says the names of its corruptions, one a line, then an empty line. For each line "NAME SEVERITY SECONDS" that it is given
it answers with the seconds that one call took, the lowest of as many calls as fit in those seconds, at least one.
"""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[name] = "1"

import sys
import time
import warnings

warnings.simplefilter("ignore")
sys.path.insert(0, sys.argv[1])

import cv2
import numpy
from PIL import Image
from imagecorruptions import corrupt, get_corruption_names

cv2.setNumThreads(1)


def lowest_time(picture, name, severity, seconds):
    lowest, end = float("inf"), time.perf_counter() + seconds
    while True:
        start = time.perf_counter()
        corrupt(picture, corruption_name=name, severity=severity)
        now = time.perf_counter()
        lowest = min(lowest, now - start)
        if now >= end:
            return lowest


if __name__ == "__main__":
    clean = numpy.asarray(Image.open(sys.argv[2]).convert("RGB"))
    print("\n".join(get_corruption_names("all")), "\n", flush=True)
    for line in sys.stdin:
        corruption, level, budget = line.split()
        print(lowest_time(clean, corruption, int(level), float(budget)), flush=True)
