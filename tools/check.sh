#!/usr/bin/env bash
# Every check and test, the quick ones first. All are run; what failed is named at the end.
set -uo pipefail
cd "$(dirname "$0")/.."
export QT_QPA_PLATFORM=offscreen

failed=
check() {
    local name=$1
    shift
    printf '== %s\n' "$name"
    "$@" || failed+="$name, "
}

bin=.venv/bin
check "style" "$bin/python" -m ruff check
check "format" "$bin/python" -m ruff format --check
check "types" "$bin/python" -m mypy
check "layers" "$bin/lint-imports"
check "translations" "$bin/python" tools/i18n.py check
check "tests" "$bin/python" -m pytest

if [ -n "$failed" ]; then
    printf '\ndocbao: failed: %s\n' "${failed%, }" >&2
    exit 1
fi
printf '\ndocbao: all checks and tests passed\n'
