"""Rate limits live in the cache, which outlives a test: each test here starts with none used up."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _fresh_rate_limits() -> None:
    cache.clear()
