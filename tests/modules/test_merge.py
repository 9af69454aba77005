"""Upstream and editors may both change a module; nothing that an editor did is ever lost."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from modules.document import Lesson, Reference, Slide
from modules.merge import merge_module
from tests.modules.samples import sample_module, small_modules

BASE = sample_module(
    Lesson("one", "One", tuple(Slide(one, one.upper()) for one in "abc")),
    Lesson("two", "Two", tuple(Slide(one, one.upper()) for one in "de")),
)


def changed(module, **slides):
    """The module with slides replaced (a Slide) or dropped (None), by id."""
    lessons = []
    for one in module.lessons:
        kept = [slides.get(slide.id, slide) for slide in one.slides]
        lessons.append(replace(one, slides=tuple(slide for slide in kept if slide)))
    return replace(module, lessons=tuple(lessons))


def ids(module):
    return ["".join(slide.id for slide in lesson.slides) for lesson in module.lessons]


def ordered(module, *orders):
    by_id = {slide.id: slide for slide in module.slides}
    lessons = [
        replace(lesson, slides=tuple(by_id.get(one, Slide(one, one.upper())) for one in order))
        for lesson, order in zip(module.lessons, orders, strict=True)
    ]
    return replace(module, lessons=tuple(lessons))


def test_what_only_upstream_changed_is_taken():
    theirs = replace(changed(BASE, a=Slide("a", "Better"), e=None), goal="A better goal.")

    merge = merge_module(BASE, BASE, theirs)

    assert merge.module == theirs
    assert merge.conflicts == ()


def test_what_only_editors_changed_is_left():
    ours = replace(changed(BASE, a=Slide("a", "Local")), goal="A local goal.")

    assert merge_module(BASE, ours, BASE).module == ours


def test_changes_of_different_slides_are_both_kept():
    ours, theirs = changed(BASE, a=Slide("a", "Local")), changed(BASE, b=Slide("b", "Better"))

    merge = merge_module(BASE, ours, theirs)

    assert [slide.title for slide in merge.module.slides] == ["Local", "Better", "C", "D", "E"]
    assert merge.conflicts == ()


def test_a_slide_changed_on_both_sides_stays_local_and_is_reported():
    ours, theirs = changed(BASE, a=Slide("a", "Local")), changed(BASE, a=Slide("a", "Better"))

    merge = merge_module(BASE, ours, theirs)

    assert merge.module == ours
    assert merge.conflicts == ("Slide 'a' was changed here and upstream; kept as it is here.",)


def test_the_same_change_on_both_sides_is_no_conflict():
    both = changed(BASE, a=Slide("a", "Better"))

    assert merge_module(BASE, both, both).conflicts == ()


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        pytest.param(("axbc", "de"), ("abc", "de"), ["axbc", "de"], id="added here"),
        pytest.param(("abc", "de"), ("abyc", "de"), ["abyc", "de"], id="added upstream"),
        pytest.param(("axbc", "de"), ("aybc", "de"), ["axybc", "de"], id="both added"),
        pytest.param(("xabc", "de"), ("abc", "ed"), ["xabc", "ed"], id="added, and moved upstream"),
        pytest.param(("cab", "de"), ("abc", "de"), ["cab", "de"], id="moved here"),
        pytest.param(("abc", "de"), ("cab", "de"), ["cab", "de"], id="moved upstream"),
        pytest.param(("cab", "de"), ("abyc", "de"), ["caby", "de"], id="moved, and added upstream"),
        pytest.param(("ac", "de"), ("abc", "de"), ["ac", "de"], id="deleted here"),
        pytest.param(("abc", "de"), ("ac", "de"), ["ac", "de"], id="deleted upstream"),
        pytest.param(("abc", "de"), ("ab", "dce"), ["ab", "dce"], id="to another lesson upstream"),
        pytest.param(("ab", "dce"), ("abc", "de"), ["ab", "dce"], id="to another lesson here"),
        pytest.param(("ab", "de"), ("ab", "dce"), ["ab", "de"], id="deleted here, moved upstream"),
    ],
)
def test_slides_added_moved_and_deleted_on_either_side(ours, theirs, expected):
    merge = merge_module(BASE, ordered(BASE, *ours), ordered(BASE, *theirs))

    assert ids(merge.module) == expected


def test_a_slide_deleted_upstream_stays_where_an_editor_changed_it():
    merge = merge_module(BASE, changed(BASE, b=Slide("b", "Local")), changed(BASE, b=None))

    assert ids(merge.module) == ["abc", "de"]
    assert merge.conflicts == ("Slide 'b' was changed here and removed upstream; kept.",)


def test_a_slide_deleted_here_stays_deleted_where_upstream_changed_it():
    merge = merge_module(BASE, changed(BASE, b=None), changed(BASE, b=Slide("b", "Better")))

    assert ids(merge.module) == ["ac", "de"]
    assert merge.conflicts == ("Slide 'b' was deleted here and changed upstream; left out.",)


def test_a_lesson_dropped_upstream_stays_while_an_editors_slide_is_in_it():
    ours = changed(BASE, d=Slide("d", "Local"))
    theirs = replace(BASE, lessons=BASE.lessons[:1])

    assert ids(merge_module(BASE, BASE, theirs).module) == ["abc"]
    assert ids(merge_module(BASE, ours, theirs).module) == ["abc", "d"]


def test_references_added_on_both_sides_are_all_kept():
    here = replace(BASE, references=(*BASE.references, Reference("local", "L")))
    there = replace(BASE, references=(Reference("new", "N"), *BASE.references))

    keys = [one.key for one in merge_module(BASE, here, there).module.references]

    assert keys == ["new", "source-1", "local"]


@given(small_modules(), small_modules())
@settings(max_examples=150, deadline=None)
def test_an_untouched_module_always_becomes_the_new_edition(base, theirs):
    assert merge_module(base, base, theirs).module.slides == theirs.slides


@given(small_modules(), small_modules())
@settings(max_examples=150, deadline=None)
def test_an_unchanged_edition_always_leaves_the_module_alone(base, ours):
    merge = merge_module(base, ours, base)

    assert merge.module.slides == ours.slides
    assert merge.conflicts == ()


@given(small_modules(), small_modules(), small_modules())
@settings(max_examples=300, deadline=None)
def test_no_slide_that_an_editor_made_or_changed_is_lost_or_doubled(base, ours, theirs):
    before = {slide.id: slide for slide in base.slides}

    merged = merge_module(base, ours, theirs).module
    found = {slide.id: slide for slide in merged.slides}

    assert len(found) == len(merged.slides)
    for slide in ours.slides:
        if before.get(slide.id) != slide:
            assert found[slide.id] == slide
    for slide in before.keys() - {slide.id for slide in ours.slides}:
        assert slide not in found
    again = merge_module(theirs, merged, theirs)
    assert again.module.slides == merged.slides
