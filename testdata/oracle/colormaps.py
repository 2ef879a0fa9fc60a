"""Records matplotlib's and seaborn's colour maps as colormaps.json.

    pip install matplotlib==3.11.2 seaborn==0.13.2 numpy==2.4.6
    python testdata/oracle/colormaps.py

maps:  name -> 256 colours as hex, cmap(np.arange(256), bytes=True)
index: t -> the entry that the look-up of a float takes; -1 under, 256 over, -2 bad
css:   the CSS names and their colours; grey: matplotlib's grey strings as bytes
"""
import json
import pathlib

import matplotlib
import matplotlib.colors as mc
import numpy as np
import seaborn

NAMES = "viridis magma inferno plasma cividis rocket mako icefire vlag RdBu coolwarm Greys"
OUT = pathlib.Path(__file__).with_suffix(".json")


def hexed(name):
    return matplotlib.colormaps[name](np.arange(256), bytes=True)[:, :3].tobytes().hex()


def index(t):
    # Entry i is the grey (i + .5)/255, so that the truncated byte is i itself.
    cm = mc.ListedColormap([((i + 0.5) / 255,) * 3 for i in range(255)] + [(1, 1, 1)])
    cm = cm.with_extremes(under="#ff0000", over="#00ff00", bad="#0000ff")
    r, g, b, _ = (int(x) for x in cm(t, bytes=True))
    special = {(255, 0, 0): -1, (0, 255, 0): 256, (0, 0, 255): -2}
    return special.get((r, g, b), r)


ts = [0.0, -0.0, 1.0, 0.5, 0.25, 1e-300, 5e-324, -5e-324, -1e-9, 1 - 2**-53, 1 + 2**-52, 2.0, -3.0]
ts += [i / 256 for i in range(0, 256, 17)] + [np.nextafter(i / 256, 0) for i in range(1, 257, 15)]
ts += [float(x) for x in np.random.default_rng(1).uniform(-0.1, 1.1, 60)]
json.dump(
    {
        "made_by": "testdata/oracle/colormaps.py",
        "versions": {"matplotlib": matplotlib.__version__, "seaborn": seaborn.__version__, "numpy": np.__version__},
        "maps": {n + r: hexed(n + r) for n in NAMES.split() for r in ("", "_r")},
        "index": [[float(t), index(float(t))] for t in ts],
        "index_nan": index(float("nan")),
        "css": dict(sorted(mc.CSS4_COLORS.items())),
        "grey": {s: mc.to_hex(s) for s in ("0", "0.1", "0.3", "0.5", ".75", "1", "1.0", "0.333")},
    },
    OUT.open("w"),
    indent=0,
)
