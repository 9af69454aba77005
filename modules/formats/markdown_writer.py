"""Writes a module as the folder of Markdown files that `markdown_reader` reads."""

from collections.abc import Callable, Iterator
from typing import Any

import yaml

from modules.document import (
    FLOW_BLOCKS_DOC,
    Block,
)
