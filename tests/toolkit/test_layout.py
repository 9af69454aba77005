"""What the shape of the tree has to hold."""

import site
from pathlib import Path

import pytest

from tools.check_migrations import problems_of

ROOT = Path(__file__).resolve().parents[2]


def test_site_is_a_plain_folder_and_python_s_own_module_is_found():
    assert not (ROOT / "site" / "__init__.py").exists()
    assert hasattr(site, "getsitepackages")


@pytest.mark.parametrize(
    "app", ["jurisdictions", "modules", "quizzes", "facilitator", "cvi_survey", "learners"]
)
def test_every_app_with_more_than_its_name_has_tests(app):
    code = [
        path
        for path in (ROOT / app).rglob("*.py")
        if path.name not in {"__init__.py", "apps.py"} and "migrations" not in path.parts
    ]
    tests = list((ROOT / "tests" / app).glob("test_*.py"))
    assert tests or not code


def test_no_file_is_called_utils_and_none_is_too_long():
    for folder in ("site/toolkit", "jurisdictions", "modules", "facilitator", "tests", "tools"):
        for path in (ROOT / folder).rglob("*.py"):
            if "migrations" in path.parts:
                continue
            assert path.stem not in {"utils", "helpers", "misc", "common"}, path
            assert len(path.read_text(encoding="utf-8").splitlines()) <= 400, path


def migration(operations, *, name="0002_next", dependencies=(("app", "0001_initial"),), **fields):
    from django.db.migrations import Migration

    attributes = {"operations": operations, "dependencies": list(dependencies), **fields}
    return type("Migration", (Migration,), attributes)(name, "app")


def test_migrations_are_held_to_the_policy():
    from django.db import migrations

    removal = migrations.RemoveField("thing", "name")
    one_way = migrations.RunPython(lambda apps, editor: None)
    both_ways = migrations.RunPython(lambda apps, editor: None, migrations.RunPython.noop)
    assert list(problems_of(migration([both_ways]))) == []
    assert "cannot be undone" in next(problems_of(migration([one_way])))
    assert "risk_accepted" in next(problems_of(migration([removal])))
    assert list(problems_of(migration([removal], risk_accepted="Never filled."))) == []
    assert list(problems_of(migration([removal], dependencies=()))) == []
    two = (("app", "0002_one"), ("app", "0002_other"))
    assert "linear" in next(problems_of(migration([], dependencies=two)))
