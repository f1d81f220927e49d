#!/bin/sh
# One megabyte of one emoji must cost no more instructions than one megabyte of text: counted by callgrind, not timed.
# What starting the program and loading the lexicon cost is taken off by a run on an empty comment.
#   tests/bench/emoji_instructions.sh path/to/verbatim
set -eu
program=${1:?usage: emoji_instructions.sh PROGRAM}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A file of one row: a header and one quoted cell of about BYTES bytes, made of UNIT over and over.
one_row() {
  awk -v unit="$2" -v bytes="$3" 'BEGIN {
    printf "comment\n\""; for (n = 0; n < bytes; n += width) { printf "%s", unit; width = length(unit) } printf "\"\n"
  }' > "$work/$1.csv"
}

count() {
  # A run that a thread waits in forever must not look like a result: no comments.csv, no figure.
  timeout 300 valgrind --fair-sched=yes --tool=callgrind --callgrind-out-file=/dev/null "$program" analyze "$work/$1.csv" --text comment \
    --threads 1 --quiet --out "$work/$1" > /dev/null 2> "$work/$1.log" || true
  test -f "$work/$1/comments.csv" || { cat "$work/$1.log" >&2; exit 1; }
  sed -n 's/.*Collected : //p' "$work/$1.log"
}

export LC_ALL=C
one_row nothing 'ok ' 3
one_row emoji "$(printf '\360\237\230\202')" 1000000
one_row text 'I waited 45 minutes on hold and the agent was lovely, but nobody called me back about the refund. ' 1000000
start=$(count nothing)
emoji=$(($(count emoji) - start))
text=$(($(count text) - start))
echo "instructions to start:          $start"
echo "for 1 MB of one emoji:          $emoji"
echo "for 1 MB of text:               $text"
awk -v e="$emoji" -v t="$text" 'BEGIN { printf "emoji / text:                   %.3f\n", e / t; exit e > t }'
