"""Writes tables.bin, the colours of all maps, and ../named.go, the list of them.

    pip install matplotlib==3.11.2 seaborn==0.13.2 numpy==2.4.6 \
        plotly==7.1.0 cmcrameri==1.10 cmocean==4.0.3
    python colormap/tables/make.py && gofmt -w colormap/named.go

Every table is what its project gives as bytes: for those that matplotlib knows,
cmap(np.arange(cmap.N), bytes=True), that is the floating-point table times 255,
truncated; for Plotly's scales plotly.colors.sample_colorscale at i/255, rounded half to
even; for lists of colours the list. testdata/oracle/colormaps.py records the same by
itself, as hashes.

The code of a table, planar (all red, all green, all blue): each channel has a byte of
order<<4|k, then Rice codes of parameter k of its zigzag differences: of first order, of
second order, or (order 0) none, the bytes themselves. A channel starts on a new byte. A
reversed table is coded, behind its own, only where it is not the exact mirror, as the
difference from the mirror. Equal tables share their code.
"""
import pathlib

import matplotlib
import numpy as np
import plotly
import plotly.colors as pc
import seaborn
import cmcrameri.cm as cmc
import cmocean

HERE = pathlib.Path(__file__).parent
PINNED = {matplotlib: "3.11.2", seaborn: "0.13.2", plotly: "7.1.0"}
for module, version in PINNED.items():
    assert module.__version__ == version, (module, module.__version__)

# (family, section, kind, source, perceptual, names). The sections are those of the
# projects' own documentation.
SECTIONS = []


def section(family, title, kind, names, source, perceptual=False):
    SECTIONS.append((family, title, kind, names.split() if isinstance(names, str) else names, source, perceptual))


M = "Matplotlib"
section(M, "Perceptual", "Sequential", "viridis plasma inferno magma", "sourceSmith", True)
section(M, "Perceptual", "Sequential", "cividis", "sourceNunez", True)
BREWER = "Greys Purples Blues Greens Oranges Reds YlOrBr YlOrRd OrRd PuRd RdPu BuPu GnBu PuBu YlGnBu PuBuGn BuGn YlGn"
section(M, "Sequential", "Sequential", BREWER + " Grays", "sourceBrewer")
for names, source in [
    ("binary", M), ("gist_yarg gist_yerg gist_gray gist_grey", "Yorick"), ("gray grey bone pink spring summer autumn winter cool", M),
    ("Wistia", "Wistia"), ("hot afmhot", M), ("gist_heat", "Yorick"), ("copper", M),
]:
    section(M, "Sequential 2", "Sequential", names, "source" + source)
section(M, "Diverging", "Diverging", "PiYG PRGn BrBG PuOr RdGy RdBu RdYlBu RdYlGn Spectral", "sourceBrewer")
section(M, "Diverging", "Diverging", "coolwarm", "sourceMoreland")
section(M, "Diverging", "Diverging", "bwr seismic", "sourceMatplotlib")
section(M, "Diverging", "Diverging", "berlin managua vanimo", "sourceCrameri", True)
section(M, "Cyclic", "Cyclic", "twilight twilight_shifted", "sourceBechtold", True)
section(M, "Cyclic", "Cyclic", "hsv", "sourceMatplotlib")
section(M, "Qualitative", "Qualitative", "Pastel1 Pastel2 Paired Accent Dark2 Set1 Set2 Set3", "sourceBrewer")
section(M, "Qualitative", "Qualitative", "tab10 tab20 tab20b tab20c", "sourceVega")
section(M, "Qualitative", "Qualitative", "okabe_ito", "sourceOkabe")
for names, source in [
    ("flag prism ocean", M), ("gist_earth", "Yorick"), ("terrain", M), ("gist_stern", "Yorick"), ("gnuplot gnuplot2", "Gnuplot"),
    ("CMRmap", "Rappaport"), ("cubehelix", "Green"), ("brg", M), ("gist_rainbow", "Yorick"), ("rainbow jet", M), ("turbo", "Google"),
    ("nipy_spectral", M), ("gist_ncar", "Yorick"),
]:
    section(M, "Miscellaneous", "Misc", names, "source" + source)

S = "Seaborn"
section(S, "Sequential", "Sequential", "rocket mako flare crest", "sourceWaskom", True)
section(S, "Diverging", "Diverging", "vlag icefire", "sourceWaskom", True)
PALETTES = "deep muted bright pastel dark colorblind"
section(S, "Qualitative", "Qualitative", PALETTES + " " + " ".join(n + "6" for n in PALETTES.split()), "sourceWaskom")

C = "Crameri"
MULTI = "bukavu fes oleron"
DIVERGING = "bam berlin broc cork lisbon managua roma tofino vanimo vik"
crameri = [n for n in cmc.cmaps if not n.endswith("_r")]
cyclic = [n for n in crameri if n.endswith("O")]
discrete = [n for n in crameri if n.endswith("S")]
rest = set(cyclic + discrete + DIVERGING.split() + MULTI.split())
section(C, "Sequential", "Sequential", [n for n in crameri if n not in rest], "sourceCrameri", True)
section(C, "Diverging", "Diverging", DIVERGING, "sourceCrameri", True)
section(C, "Multi-sequential", "Misc", MULTI, "sourceCrameri", True)
section(C, "Cyclic", "Cyclic", cyclic, "sourceCrameri", True)
section(C, "Qualitative", "Qualitative", discrete, "sourceCrameri")

O = "CMOcean"
section(O, "Sequential", "Sequential", "thermal haline solar ice gray deep dense algae matter turbid speed amp tempo rain", "sourceThyng", True)
section(O, "Diverging", "Diverging", "balance delta curl diff tarn", "sourceThyng", True)
section(O, "Cyclic", "Cyclic", "phase", "sourceThyng", True)
section(O, "Several ranges", "Misc", "oxy topo", "sourceThyng", True)

P = "Plotly"
PLOTLY = {}


def lists(module):
    return {n: v for n, v in vars(module).items() if isinstance(v, list) and not n.startswith("_") and not n.endswith("_r")}


def source_of(name, colors):
    for module, source in ((pc.colorbrewer, "Brewer"), (pc.carto, "Carto"), (pc.cmocean, "Thyng")):
        if getattr(module, name, None) == colors:
            return "sourcePlotly" + source
    return "sourcePlotlyKovesi" if name in ("mrybm", "mygbm") else "sourcePlotly"


for module, kind in ((pc.sequential, "Sequential"), (pc.diverging, "Diverging"), (pc.cyclical, "Cyclic"), (pc.qualitative, "Qualitative")):
    for name, colors in sorted(lists(module).items(), key=lambda item: item[0].lower()):
        # RdBu stands among the sequential ones as well, with the same colours.
        if name == "RdBu" and module is pc.sequential:
            assert colors == pc.diverging.RdBu
            continue
        if name in PLOTLY:
            raise SystemExit("two scales of Plotly are called " + name)
        PLOTLY[name] = module
        section(P, kind, kind, [name], source_of(name, colors))


def plotly_table(name, module):
    if module is pc.qualitative:
        return [[int(round(255 * v)) for v in c] for c in pc.validate_colors(getattr(module, name), "tuple")]
    sampled = pc.sample_colorscale(getattr(module, name), [i / 255 for i in range(256)])
    return [[int(v) for v in c[4:-1].split(",")] for c in sampled]


def table(family, name):
    """The bytes of a map, reversed where name ends in _r."""
    base = name.removesuffix("_r")
    if family == P:
        module = PLOTLY[base]
        rgb = plotly_table(name, module) if hasattr(module, name) else plotly_table(base, module)[::-1]
    elif family == S and base in seaborn.palettes.SEABORN_PALETTES:
        rgb = [[int(h[i : i + 2], 16) for i in (1, 3, 5)] for h in seaborn.palettes.SEABORN_PALETTES[base]]
        rgb = rgb[:: -1 if name != base else 1]
    elif family == O:
        # The maps registered as cmo.… are others: two have 512 entries, not 256.
        cmap = getattr(cmocean.cm, name)
        rgb = cmap(np.arange(cmap.N), bytes=True)[:, :3]
    else:
        prefix = "cmc." if family == C else ""
        # Crameri's lists of colours have no reversed ones of their own.
        known = prefix + name in matplotlib.colormaps
        cmap = matplotlib.colormaps[prefix + (name if known else base)]
        rgb = cmap(np.arange(cmap.N), bytes=True)[:: 1 if known else -1, :3]
    return np.array(rgb, dtype=int)


def rice(values, k):
    bits = []
    for v in values:
        u = 2 * v if v >= 0 else -2 * v - 1
        bits += [1] * (u >> k) + [0] + [u >> i & 1 for i in reversed(range(k))]
    return bits


def code_channel(v):
    first = np.diff(v, prepend=0)
    orders = [v, first, np.diff(first, prepend=0)]
    best = min(((len(b := rice(o, k)), n, k, b) for n, o in enumerate(orders) for k in range(8)), key=lambda t: t[:3])
    bits = best[3] + [0] * (-len(best[3]) % 8)
    return bytes([best[1] << 4 | best[2]]) + np.packbits(bits).tobytes()


def code(rgb):
    return b"".join(code_channel([int(x) for x in rgb[:, c]]) for c in range(3))


blob, known, rows, taken = b"", {}, [], set()
for family, title, kind, names, source, perceptual in SECTIONS:
    for name in names:
        forward, backward = table(family, name), table(family, name + "_r")
        coded = code(forward)
        mirrored = (forward[::-1] == backward).all()
        if not mirrored:
            coded += code(backward - forward[::-1])
        if coded not in known:
            known[coded] = len(blob)
            blob += coded
        flags = [f for f, on in (("perceptual", perceptual), ("uneven", not mirrored), ("shadowed", name.lower() in taken)) if on]
        taken.add(name.lower())
        rows.append((family, title, kind, source, name, len(forward), known[coded], "|".join(flags) or "0"))

(HERE / "tables.bin").write_bytes(blob)
titles = list(dict.fromkeys((r[0], r[1]) for r in rows))
out = ["// Code generated by tables/make.py; DO NOT EDIT.", "", "package colormap", "", "var named = [...]entry{"]
last = None
for family, title, kind, source, name, n, at, flags in rows:
    if (family, title) != last:
        last = (family, title)
        out += ["", f"\t// {family}: {title}."]
    full = f"{family.lower()}:{name}_r"
    out.append(f'\t{{"{full}", {family}, "{title}", {kind}, {source}, {n}, {at}, {flags}}},')
out += ["}", ""]
(HERE.parent / "named.go").write_text("\n".join(out))
print(len(rows), "maps,", len(blob), "bytes,", sum("uneven" in r[7] for r in rows), "with an uneven mirror")
