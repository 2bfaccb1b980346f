"""Prints the known answers of RandomStreamTests.

Written from the algorithms' definitions. Checks itself first against the published vectors: SplitMix64 from 1234567, and
xoshiro256++ from the state (1, 2, 3, 4), made with the authors' C code.
"""

MASK = (1 << 64) - 1


def rotate(x, k):
    return ((x << k) | (x >> (64 - k))) & MASK


def split_mix(seed):
    while True:
        seed = (seed + 0x9E3779B97F4A7C15) & MASK
        z = seed
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        yield z ^ (z >> 31)


def xoshiro(state):
    s = list(state)
    while True:
        yield (rotate((s[0] + s[3]) & MASK, 23) + s[0]) & MASK
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotate(s[3], 45)


def first(stream, n):
    return [next(stream) for _ in range(n)]


assert first(split_mix(1234567), 3) == [6457827717110365317, 3203168211198807973, 9817491932198370423]
assert first(xoshiro((1, 2, 3, 4)), 5) == [
    41943041, 58720359, 3588806011781223, 3591011842654386, 9228616714210784205]

for key in (0, 1234567):
    print(key, [hex(x) for x in first(xoshiro(first(split_mix(key), 4)), 6)])
