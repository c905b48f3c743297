#!/usr/bin/env bash
# The second step of action.yml: the report as a comment of the pull request, which the next run replaces.
set -euo pipefail

# The mark, which nobody sees, tells this comment from those of other workflows.
mark='<!-- operator-scaffold diff -->'
body=$(mktemp)
{ echo "$mark"; cat "$REPORT"; } >"$body"
comments="repos/$GITHUB_REPOSITORY/issues/$PULL/comments"
ours=".[] | select(.user.type == \"Bot\" and (.body | startswith(\"$mark\"))) | .id"
id=$(gh api --paginate "$comments" --jq "$ours" | head -n 1)
if [ -n "$id" ]; then
  gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" -F "body=@$body"
else
  gh api --silent --method POST "$comments" -F "body=@$body"
fi
