"""Fill the library with the articles that ship with Docbao, if there is no library yet."""

from __future__ import annotations

import subprocess
import sys

from reader.paths import folders, shipped


def main() -> int:
    """Import corpus/articles through the command line, as a reader would."""
    if folders().database.exists():
        return 0
    print("docbao: importing the sample articles", file=sys.stderr)
    command = [sys.executable, "-m", "reader", "import", str(shipped("corpus", "articles"))]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    if done.returncode:
        print("docbao: some sample articles could not be imported", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
