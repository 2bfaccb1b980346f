"""Times the Python package imagecorruptions for PeerSpeed.cs: python3 peer_corruptions.py PACKAGE_FOLDER PICTURE.

Says the names of its corruptions, one a line, then an empty line. For each line "NAME SEVERITY SECONDS" that it is given
it answers with the seconds of processor time of one call, averaged over as many calls as fit in those seconds, at least one.
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


def mean_time(picture, name, severity, seconds):
    calls, start = 0, time.process_time()
    while True:
        corrupt(picture, corruption_name=name, severity=severity)
        calls += 1
        elapsed = time.process_time() - start
        if elapsed >= seconds:
            return elapsed / calls


if __name__ == "__main__":
    clean = numpy.asarray(Image.open(sys.argv[2]).convert("RGB"))
    print("\n".join(get_corruption_names("all")), "\n", flush=True)
    for line in sys.stdin:
        corruption, level, budget = line.split()
        print(mean_time(clean, corruption, int(level), float(budget)), flush=True)
