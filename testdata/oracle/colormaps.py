"""Records the colour maps of five projects, and made ones of seaborn, as colormaps.json.

    pip install matplotlib==3.11.2 seaborn==0.13.2 numpy==2.4.6 \
        plotly==7.1.0 cmcrameri==1.10 cmocean==4.0.3
    python testdata/oracle/colormaps.py

maps:   family:name -> [number of colours, SHA-256 of their bytes r g b r g b …]
full:   some of these as hex
made:   heat's text -> the 256 colours of seaborn's palette function with as_cmap=True
fine:   the same where matplotlib's tables have 65536 entries instead of 256
parts:  n -> matplotlib's viridis resampled to n
index:  t -> the entry that the look-up of a float takes; -1 under, 256 over, -2 bad
css:    the CSS names and their colours; grey: matplotlib's grey strings as bytes
"""
import hashlib
import inspect
import json
import pathlib

import matplotlib
import matplotlib.colors as mc
import numpy as np
import plotly
import plotly.colors as pc
import seaborn
import seaborn as sns

# What matplotlib has of its own, before other packages register theirs.
OWN = [n for n in matplotlib.colormaps if not n.startswith(("cmc.", "cmo.")) and not hasattr(sns.cm, n)]

import cmcrameri.cm  # noqa: E402
import cmocean  # noqa: E402

OUT = pathlib.Path(__file__).with_suffix(".json")
FULL = ["matplotlib:viridis", "matplotlib:RdBu", "matplotlib:RdBu_r", "matplotlib:tab10", "plotly:Viridis", "cmocean:phase"]


def of_cmap(cmap):
    return cmap(np.arange(cmap.N), bytes=True)[:, :3].tobytes()


def of_scale(colors):
    sampled = pc.sample_colorscale(colors, [i / 255 for i in range(256)])
    return bytes(int(v) for c in sampled for v in pc.unlabel_rgb(c))


def of_list(colors):
    return bytes(round(255 * v) for c in colors for v in mc.to_rgb(c if c[0] == "#" else [v / 255 for v in pc.unlabel_rgb(c)]))


maps = {}
for n in OWN:
    maps["matplotlib:" + n] = of_cmap(matplotlib.colormaps[n])
for n in ("rocket", "mako", "flare", "crest", "vlag", "icefire"):
    for r in ("", "_r"):
        maps["seaborn:" + n + r] = of_cmap(getattr(sns.cm, n + r))
for n, colors in sns.palettes.SEABORN_PALETTES.items():
    maps["seaborn:" + n] = of_list(colors)
    maps["seaborn:" + n + "_r"] = of_list(colors[::-1])
for n, cmap in cmcrameri.cm.cmaps.items():
    maps["crameri:" + n] = of_cmap(cmap)
    if n.endswith("S"):
        maps["crameri:" + n + "_r"] = of_cmap(mc.ListedColormap(cmap.colors[::-1]))
for n in cmocean.cm.cmapnames:
    for r in ("", "_r"):
        maps["cmocean:" + n + r] = of_cmap(getattr(cmocean.cm, n + r))
for module in (pc.sequential, pc.diverging, pc.cyclical, pc.qualitative):
    record = of_list if module is pc.qualitative else of_scale
    for n, colors in vars(module).items():
        if isinstance(colors, list) and n[0] != "_":
            maps["plotly:" + n] = record(colors)


def made():
    light, dark, blend, div, ch = sns.light_palette, sns.dark_palette, sns.blend_palette, sns.diverging_palette, sns.cubehelix_palette
    calls = {
        "light:seagreen": light("seagreen", as_cmap=True),
        "light:#79C": light("#79C", as_cmap=True),
        "light:red": light("red", as_cmap=True),
        "light:black": light("black", as_cmap=True),
        "light:white": light("white", as_cmap=True),
        "light:seagreen_r": light("seagreen", as_cmap=True, reverse=True),
        "dark:#69d": dark("#69d", as_cmap=True),
        "dark:salmon": dark("salmon", as_cmap=True),
        "dark:yellow_r": dark("yellow", as_cmap=True, reverse=True),
        "blend:#7AB,#EDA": blend(["#7AB", "#EDA"], as_cmap=True),
        "blend:navy,white,crimson,black": blend(["navy", "white", "crimson", "black"], as_cmap=True),
        "diverging:220,20": div(220, 20, as_cmap=True),
        "diverging:145,300,s=60": div(145, 300, s=60, as_cmap=True),
        "diverging:250,30,l=65,center=dark": div(250, 30, l=65, center="dark", as_cmap=True),
        "diverging:240,10,90,30,sep=40": div(240, 10, s=90, l=30, sep=40, as_cmap=True),
        "diverging:12,128,100,50,sep=1": div(12, 128, s=100, l=50, as_cmap=True),
        "cubehelix:": ch(as_cmap=True),
        "cubehelix:start=2,rot=0,dark=0,light=0.95": ch(start=2, rot=0, dark=0, light=0.95, as_cmap=True),
        "ch:s=.25,r=-.25": ch(start=0.25, rot=-0.25, as_cmap=True),
        "ch:.5,-.5,g=2,h=1,l=1,d=0": ch(start=0.5, rot=-0.5, gamma=2, hue=1, light=1, dark=0, as_cmap=True),
        "ch:2.8,.1_r": ch(start=2.8, rot=0.1, as_cmap=True, reverse=True),
    }
    # Of 256 entries or of 65536, these are 256 of them.
    return {text: cmap(np.linspace(0, 1, 256), bytes=True)[:, :3].tobytes().hex() for text, cmap in calls.items()}


def fine():
    """The same as made, with tables of colours so fine that they do not matter."""
    functions = inspect.unwrap(mc.LinearSegmentedColormap.__init__), inspect.unwrap(mc.LinearSegmentedColormap.from_list)
    coarse = [f.__defaults__ for f in functions]
    for f, defaults in zip(functions, coarse):
        assert defaults[0] == 256, defaults
        f.__defaults__ = (65536, *defaults[1:])
    try:
        return made()
    finally:
        for f, defaults in zip(functions, coarse):
            f.__defaults__ = defaults


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
        "versions": {m.__name__: m.__version__ for m in (matplotlib, seaborn, np, plotly)} | {"cmcrameri": "1.10", "cmocean": "4.0.3"},
        "maps": {n: [len(b) // 3, hashlib.sha256(b).hexdigest()] for n, b in maps.items()},
        "full": {n: maps[n].hex() for n in FULL},
        "made": made(),
        "fine": fine(),
        "parts": {n: of_cmap(matplotlib.colormaps["viridis"].resampled(n)).hex() for n in (2, 3, 7, 100, 256)},
        "index": [[float(t), index(float(t))] for t in ts],
        "index_nan": index(float("nan")),
        "css": dict(sorted(mc.CSS4_COLORS.items())),
        "grey": {s: mc.to_hex(s) for s in ("0", "0.1", "0.3", "0.5", ".75", "1", "1.0", "0.333")},
    },
    OUT.open("w"),
    indent=0,
)
print(len(maps), "maps", OUT.stat().st_size)
