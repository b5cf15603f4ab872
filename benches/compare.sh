#!/usr/bin/env bash
# Claimdex against the limit program and SQLite's FTS5, over the same made-up corpus.
#
#   benches/compare.sh [ARTICLES]        10,000 unless told
#
# CLAIMDEX_BENCH_DIR   keeps corpus and indexes there for the next run; else they go at the end
# CLAIMDEX_BIN         measures this program instead of building one
# CARGO_TARGET_DIR     where the programs are built; else target/ of the repository

set -euo pipefail
export LC_ALL=C

readonly articles=${1:-10000}
readonly runs=3
readonly sample=50
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly here
readonly repository=${here%/*}

die() {
    printf 'compare.sh: %s\n' "$*" >&2
    exit 2
}

[[ $articles =~ ^[1-9][0-9]*$ ]] || die "usage: benches/compare.sh [ARTICLES]"
[[ -n ${EPOCHREALTIME-} ]] || die "bash $BASH_VERSION: too old, install bash 5"

# --- numbers: bash counts whole ones only, so times are kept in milliseconds -------------------

# 12.3 -> 12300
thousandths() {
    local whole=${1%.*} part=
    [[ $1 == *.* ]] && part=${1#*.}
    part=${part}000
    echo $((10#$whole * 1000 + 10#${part:0:3}))
}

# 12300 -> 12.300
decimal() { printf '%d.%03d' $(($1 / 1000)) $(($1 % 1000)); }

# 3 2 -> 1.50
ratio() {
    if (($2 == 0)); then
        echo n/a
    else
        printf '%d.%02d' $(($1 / $2)) $(($1 * 100 / $2 % 100))
    fi
}

# The value below which so many of a hundred lie: percentile 50 3 1 2 -> 2
percentile() {
    local percent=$1 sorted
    shift
    mapfile -t sorted < <(printf '%s\n' "$@" | sort -n)
    echo "${sorted[((${#sorted[@]} - 1) * percent + 50) / 100]}"
}

# --- programs ----------------------------------------------------------------------------------

CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$repository/target}
mkdir -p "$CARGO_TARGET_DIR"
CARGO_TARGET_DIR=$(cd "$CARGO_TARGET_DIR" && pwd)
export CARGO_TARGET_DIR
readonly corpus=$CARGO_TARGET_DIR/release/corpus
readonly limit=$CARGO_TARGET_DIR/release/limit
readonly fts5=$CARGO_TARGET_DIR/release/fts5
readonly claimdex=${CLAIMDEX_BIN:-$CARGO_TARGET_DIR/release/claimdex}

build() {
    local program
    for program in corpus limit fts5; do
        cargo build --quiet --release --locked --manifest-path "$here/$program/Cargo.toml"
    done
    if [[ -z ${CLAIMDEX_BIN-} ]]; then
        cargo build --quiet --release --manifest-path "$repository/Cargo.toml" --bin claimdex
    fi
    [[ -x $claimdex ]] || die "$claimdex: no program, set CLAIMDEX_BIN or unset it"
}

# --- measuring ---------------------------------------------------------------------------------

# Runs a command and sets `cpu` and `wall` in milliseconds and `memory` in KB (0: not known).
measure() {
    local code=0 user system seconds
    if [[ $timer == gnu ]]; then
        /usr/bin/time -q -o "$work/time" -f '%U %S %e %M' "$@" >"$work/log" 2>&1 || code=$?
    elif [[ $timer == python ]]; then
        python3 -c "$python_timer" "$work/time" "$@" >"$work/log" 2>&1 || code=$?
    else
        local TIMEFORMAT='%3U %3S %3R 0'
        { time "$@" >"$work/log" 2>&1 || code=$?; } 2>"$work/time"
    fi
    if ((code != 0)); then
        tail -n 20 "$work/log" >&2
        die "$1 $2: ended with $code"
    fi
    read -r user system seconds memory <"$work/time"
    cpu=$(($(thousandths "$user") + $(thousandths "$system")))
    wall=$(thousandths "$seconds")
}

readonly python_timer='
import os, sys, time
start = time.perf_counter()
child = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, used = os.wait4(child, 0)
wall = time.perf_counter() - start
memory = used.ru_maxrss // (1024 if sys.platform == "darwin" else 1)
with open(sys.argv[1], "w") as out:
    print(f"{used.ru_utime:.3f} {used.ru_stime:.3f} {wall:.3f} {memory}", file=out)
sys.exit(os.waitstatus_to_exitcode(status) & 255)
'

choose_timer() {
    if /usr/bin/time -q -f %M true >/dev/null 2>&1; then
        timer=gnu
    elif python3 -c 'import os; os.wait4, os.posix_spawnp' 2>/dev/null; then
        timer=python
    else
        timer=bash
    fi
}

# --- corpus ------------------------------------------------------------------------------------

# Keeps what is there unless the generator is newer.
make_corpus() {
    if [[ ! -f $work/articles.txt || $corpus -nt $work/articles.txt ]]; then
        rm -f "$work/articles.txt"
        "$corpus" claims "$work/claims.jsonl" "$articles" >"$work/claims.txt"
        "$limit" queries "$work/claims.jsonl" "$work/queries.tsv" >/dev/null
        # Last, since its being there says that all is there.
        "$corpus" articles "$work/articles.jsonl" "$articles" >"$work/made.txt"
        mv "$work/made.txt" "$work/articles.txt"
    fi
    read -r summary <"$work/articles.txt"
    text_bytes=${summary##*text_bytes=}
    claims=${summary##*claims=}
    claims=${claims%% *}
    # The queries that come with the repository are those of 10,000 articles.
    queries=$work/queries.tsv
    if ((articles == 10000)); then
        queries=$here/limit/queries.tsv
    fi
    printf 'corpus: %d articles, %d claims, %s MB of article text\n\n' \
        "$articles" "$claims" "$(decimal $((text_bytes / 1000)))"
}

# --- indexing ----------------------------------------------------------------------------------

readonly row='%-9s %-7s %9s %9s %9s %9s %11s\n'
declare -A cpus walls memories sizes

# index_once NAME RUN INDEX COMMAND…
index_once() {
    local name=$1 run=$2 place=$3 size
    shift 3
    rm -rf -- "$place"
    measure "$@"
    size=$(($(du -sk "$place" | cut -f1) * 1024))
    cpus[$name]+=" $cpu" walls[$name]+=" $wall" memories[$name]+=" $memory" sizes[$name]+=" $size"
    print_row "$name" "$run" "$cpu" "$wall" "$memory" "$size"
}

# print_row NAME RUN CPU WALL MEMORY SIZE
print_row() {
    # shellcheck disable=SC2059
    printf "$row" "$1" "$2" "$(decimal "$3")" "$(decimal "$4")" $(($5 / 1000)) $(($6 / 1000000)) \
        "$(ratio "$6" "$text_bytes")"
}

# medians NAME: sets `median` to CPU, wall, memory and size
medians() {
    # The lists are numbers and blanks: splitting them is what is wanted.
    # shellcheck disable=SC2086
    median=("$(percentile 50 ${cpus[$1]})" "$(percentile 50 ${walls[$1]})"
        "$(percentile 50 ${memories[$1]})" "$(percentile 50 ${sizes[$1]})")
}

# print_ratio NAME OURS… THEIRS…: medians of Claimdex by those of another program
print_ratio() {
    # shellcheck disable=SC2059
    printf "$row" "/$1" median "$(ratio "$2" "$6")" "$(ratio "$3" "$7")" "$(ratio "$4" "$8")" \
        "$(ratio "$5" "$9")" ''
}

# Turn by turn, so that a busy moment of the machine falls on all.
compare_indexing() {
    local run name ours
    # shellcheck disable=SC2059
    printf "$row" index run 'cpu s' 'wall s' 'peak MB' 'size MB' 'size/text'
    for ((run = 1; run <= runs; run++)); do
        index_once claimdex "$run" "$work/claimdex-index" \
            "$claimdex" index "$work/articles.jsonl" --index "$work/claimdex-index"
        index_once limit "$run" "$work/limit-index" \
            "$limit" index "$work/claims.jsonl" "$work/limit-index"
        index_once fts5 "$run" "$work/fts5-index" \
            "$fts5" index "$work/claims.jsonl" "$work/fts5-index"
    done
    for name in claimdex limit fts5; do
        medians "$name"
        print_row "$name" median "${median[@]}"
    done
    medians claimdex
    ours=("${median[@]}")
    printf 'claimdex divided by\n'
    for name in limit fts5; do
        medians "$name"
        print_ratio "$name" "${ours[@]}" "${median[@]}"
    done
    echo
    [[ $timer != bash ]] || printf 'peak MB needs GNU time or python3\n\n'
}

# --- searching ---------------------------------------------------------------------------------

# A line of the query file in Claimdex's language; an entity is searched by its name.
translate() {
    local class words entity since before
    IFS=$'\x1f' read -r class words entity since before <<<"${1//$'\t'/$'\x1f'}"
    case $class in
    rare | common | and2) echo "$words" ;;
    or2) echo "${words/ / OR }" ;;
    phrase) echo "\"$words\"" ;;
    entterm) echo "$words \"$entity\"" ;;
    dateterm) echo "$words published:>=${since%T*} published:<${before%T*}" ;;
    esac
}

# Runs a command and sets `micros`, its wall time; a search that finds nothing is no failure.
clock() {
    local code=0 start=${EPOCHREALTIME/./}
    "$@" >"$work/log" 2>&1 || code=$?
    micros=$((${EPOCHREALTIME/./} - start))
    ((code <= 1))
}

# print_times NAME MICROSECONDS…
print_times() {
    local name=$1
    shift
    printf '%-28s %8d %9s %9s\n' "$name" $# "$(decimal "$(percentile 50 "$@")")" \
        "$(decimal "$(percentile 99 "$@")")"
}

search_by_process() {
    local lines line query i micros times=() starts=() failed=0 first=
    mapfile -t lines <"$queries"
    for ((i = 0; i < sample; i++)); do
        line=${lines[i * ${#lines[@]} / sample]}
        query=$(translate "$line")
        if clock "$claimdex" search "$query" --index "$work/claimdex-index" --limit 10; then
            times+=("$micros")
        else
            failed=$((failed + 1))
            first=${first:-$query: $(tail -n 1 "$work/log")}
        fi
        if clock "$claimdex" --version; then starts+=("$micros"); fi
    done
    printf '%-28s %8s %9s %9s\n' 'claimdex, a process each' queries 'p50 ms' 'p99 ms'
    ((${#times[@]} == 0)) || print_times 'search' "${times[@]}"
    ((${#starts[@]} == 0)) || print_times 'start alone (--version)' "${starts[@]}"
    ((failed == 0)) || printf '%d searches failed, the first: %s\n' "$failed" "$first"
}

# print_time_ratio NAME OURS_P50 OURS_P99 THEIRS_P50 THEIRS_P99
print_time_ratio() {
    printf '%-12s %9s %9s\n' "/$1" \
        "$(ratio "$(thousandths "$2")" "$(thousandths "$4")")" \
        "$(ratio "$(thousandths "$3")" "$(thousandths "$5")")"
}

# Of all queries of the seven classes: the last lines of what the programs printed.
compare_times() {
    local name ours_half ours_most half most
    read -r _ _ _ ours_half ours_most _ < <(tail -n 1 "$work/claimdex-times.txt")
    printf '%-12s %9s %9s\n' 'the seven' p50 p99
    for name in limit fts5; do
        read -r _ _ half most _ < <(tail -n 1 "$work/$name-times.txt")
        print_time_ratio "$name" "$ours_half" "$ours_most" "$half" "$most"
    done
    echo
}

compare_searching() {
    printf 'limit, in one process, thread CPU time\n'
    "$limit" query "$work/limit-index" "$queries" | tee "$work/limit-times.txt"
    echo
    printf 'fts5, in one process, thread CPU time\n'
    "$fts5" query "$work/fts5-index" "$queries" | tee "$work/fts5-times.txt"
    echo
    if [[ -f $repository/examples/latency.rs ]]; then
        printf 'claimdex, in one process, wall time\n'
        cargo run --quiet --release --manifest-path "$repository/Cargo.toml" --example latency -- \
            "$work/claimdex-index" "$queries" | tee "$work/claimdex-times.txt"
        echo
        printf 'claimdex divided by\n'
        compare_times
    fi
    search_by_process
}

# -----------------------------------------------------------------------------------------------

if [[ -n ${CLAIMDEX_BENCH_DIR-} ]]; then
    work=$CLAIMDEX_BENCH_DIR/$articles
    mkdir -p "$work"
    work=$(cd "$work" && pwd)
else
    work=$(mktemp -d)
    trap 'rm -rf -- "$work"' EXIT
fi
readonly work

build
choose_timer
make_corpus
compare_indexing
compare_searching
