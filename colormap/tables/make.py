"""Writes the colour tables beside this file: one rrggbb colour a line.

    pip install matplotlib==3.11.2 seaborn==0.13.2 && python colormap/tables/make.py

Every table is what matplotlib gives for cmap(np.arange(256), bytes=True), that is
its floating-point table times 255, truncated. A reversed table is written only where
matplotlib's own `_r` map is not the exact mirror (RdBu: three entries differ by one
level, since both directions are interpolated from their own anchor colours).
"""
import pathlib

import matplotlib
import numpy as np
import seaborn  # registers rocket, mako, icefire and vlag

assert (matplotlib.__version__, seaborn.__version__) == ("3.11.2", "0.13.2")

NAMES = "viridis magma inferno plasma cividis rocket mako icefire vlag RdBu coolwarm Greys"
HERE = pathlib.Path(__file__).parent


def table(name):
    return matplotlib.colormaps[name](np.arange(256), bytes=True)[:, :3]


def write(name, rgb):
    text = "".join("%02x%02x%02x\n" % tuple(row) for row in rgb)
    (HERE / (name + ".hex")).write_text(text)


for name in NAMES.split():
    forward, backward = table(name), table(name + "_r")
    write(name, forward)
    if (forward[::-1] != backward).any():
        write(name + "_r", backward)
