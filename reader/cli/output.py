"""What every command prints with: exit statuses, complaints, JSON."""

from __future__ import annotations

import json
import sys

OK, FAILED = 0, 1


def complain(message: str) -> None:
    """Write one line to stderr."""
    print(f"docbao: {' '.join(message.split())}", file=sys.stderr)


def print_json(value: object) -> None:
    """Write a value to stdout as JSON, its letters as they are."""
    print(json.dumps(value, ensure_ascii=False, indent=1))
