#!/usr/bin/env python3
"""Draws docs/latency.svg and docs/indexing.svg from docs/performance.tsv.

A line of the table is `latency CLASS CLAIMDEX LIMIT` (microseconds, the 99th in a hundred) or
`indexing ARTICLES CLAIMDEX LIMIT` (wall seconds), with tabs between. Needs nothing but Python 3.
"""

import math
import pathlib

DOCS = pathlib.Path(__file__).resolve().parent.parent / "docs"
COLOURS = {"Claimdex": "#1f6f8b", "plain tantivy": "#b0b7bd"}
WIDTH, LEFT, ROW = 720, 170, 34


def head(height, title):
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{height}" fill="white"/>',
        f'<text x="12" y="22" font-size="14" font-weight="bold">{title}</text>',
    ]


def legend(out, y):
    for place, (name, colour) in enumerate(COLOURS.items()):
        x = LEFT + 150 * place
        out.append(f'<rect x="{x}" y="{y}" width="12" height="12" fill="{colour}"/>')
        out.append(f'<text x="{x + 18}" y="{y + 10}">{name}</text>')


def latency(rows):
    height = 76 + ROW * len(rows)
    out = head(height, "The slowest search in a hundred, by class (microseconds, logarithmic)")
    legend(out, 34)
    most = max(max(values) for _, values in rows)
    scale = (WIDTH - LEFT - 80) / math.log10(most / 10)
    for row, (name, values) in enumerate(rows):
        y = 62 + ROW * row
        out.append(f'<text x="{LEFT - 8}" y="{y + 16}" text-anchor="end">{name}</text>')
        for place, (value, colour) in enumerate(zip(values, COLOURS.values())):
            if value > 0:
                length = scale * math.log10(value / 10)
                top = y + 13 * place
                out.append(f'<rect x="{LEFT}" y="{top}" width="{length:.0f}" height="11" fill="{colour}"/>')
                out.append(f'<text x="{LEFT + length + 5:.0f}" y="{top + 10}" font-size="10">{value:,.0f}</text>')
    return out + ["</svg>", ""]


def indexing(rows):
    height, bottom = 320, 270
    out = head(height, "Wall seconds of indexing against articles (both logarithmic)")
    legend(out, 34)
    sizes = [math.log10(float(size)) for size, _ in rows]
    times = [math.log10(value) for _, values in rows for value in values if value > 0]
    low, high = math.floor(min(times)), math.ceil(max(times))
    span = (sizes[-1] - sizes[0]) or 1

    def x(size):
        return 70 + (WIDTH - 130) * (size - sizes[0]) / span

    def y(value):
        return bottom - (bottom - 70) * (math.log10(value) - low) / (high - low)

    for power in range(low, high + 1):
        line = y(10**power)
        out.append(f'<line x1="60" x2="{WIDTH - 40}" y1="{line:.0f}" y2="{line:.0f}" stroke="#e3e6e8"/>')
        out.append(f'<text x="52" y="{line + 4:.0f}" text-anchor="end">{10.0**power:g} s</text>')
    for (size, _), at in zip(rows, sizes):
        out.append(f'<text x="{x(at):.0f}" y="{bottom + 20}" text-anchor="middle">{int(size):,}</text>')
    for place, colour in enumerate(COLOURS.values()):
        points = [(x(at), y(values[place])) for (_, values), at in zip(rows, sizes) if values[place] > 0]
        path = " ".join(f"{px:.0f},{py:.0f}" for px, py in points)
        out.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out.extend(f'<circle cx="{px:.0f}" cy="{py:.0f}" r="4" fill="{colour}"/>' for px, py in points)
    return out + ["</svg>", ""]


def main():
    tables = {"latency": [], "indexing": []}
    for line in (DOCS / "performance.tsv").read_text().splitlines():
        kind, name, *values = line.split("\t")
        tables[kind].append((name, [float(value or 0) for value in values]))
    (DOCS / "latency.svg").write_text("\n".join(latency(tables["latency"])))
    (DOCS / "indexing.svg").write_text("\n".join(indexing(tables["indexing"])))


if __name__ == "__main__":
    main()
