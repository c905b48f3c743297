#!/usr/bin/env bash
# The first step of action.yml. Inputs are in variables; reports go where GitHub's runner looks for them.
set -euo pipefail

flags=()
while IFS= read -r line; do
  if [ -n "$line" ]; then flags+=("$line"); fi
done <<<"$ARGUMENTS"
from=()
if [ -n "$FROM" ]; then from=(--from "$FROM"); fi

scaffold() {
  npx --yes "operator-scaffold@$VERSION" "$@" ${flags[@]+"${flags[@]}"}
}

chart() {
  scaffold chart ${SOURCE:+"$SOURCE"} ${OUTPUT:+--output "$OUTPUT"} "$@"
}

# A report, in a file and in the summary of the run.
report() {
  echo "report=$1" >>"$GITHUB_OUTPUT"
  case $1 in *.md) cat "$1" >>"$GITHUB_STEP_SUMMARY" ;; esac
}

case $COMMAND in
chart)
  chart
  ;;
check)
  chart --check --format github
  ;;
diff)
  file=$RUNNER_TEMP/scaffold-diff.md
  scaffold diff ${from[@]+"${from[@]}"} --to "$TO" --project . --format markdown >"$file"
  report "$file"
  ;;
audit)
  file=$RUNNER_TEMP/audit.sarif
  scaffold audit . --format sarif --quiet >"$file" || [ $? -eq 1 ]
  report "$file"
  scaffold audit . --format github
  ;;
upgrade)
  file=$RUNNER_TEMP/upgrade.md
  scaffold upgrade . ${from[@]+"${from[@]}"} --to "$TO" --dry-run --format markdown >"$file" || [ $? -eq 1 ]
  report "$file"
  scaffold upgrade . ${from[@]+"${from[@]}"} --to "$TO" || {
    [ $? -eq 1 ]
    echo "::warning::The upgrade leaves something for a person; the report lists it."
  }
  ;;
*)
  echo "::error::command is chart, check, diff, audit or upgrade, not $COMMAND" >&2
  exit 2
  ;;
esac
