#!/usr/bin/env python
"""Run a Django command from a checkout, where `site/` is not on the path yet."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))

from toolkit.cli import main

if __name__ == "__main__":
    main()
