"""ES modules as one classic script, and style sheets with their drawings inside."""

import pytest

from facilitator.pack.scripts import ScriptNotUnderstood, classic_script
from facilitator.pack.styles import StyleNotUnderstood, style_with_drawings

MODULES = {
    "base.js": """// Base.
const SECRET = 1;
export const NAMES = ["one"];
export function greet(name) {
  return `hello ${name}`;
}
export class Thing {}
export async function later() {}
""",
    "middle.js": """import { greet } from "./base.js";
const SECRET = 2;
export const twice = (name) => greet(greet(name));
""",
    "top.js": """import {
  greet as hello,
  NAMES,
} from "./base.js";
import { twice } from "./middle.js";
import "./alone.js";

hello(twice(NAMES[0]));
""",
    "alone.js": "window.alone = true;\n",
}


def script(*entries, **changed):
    return classic_script(entries, {**MODULES, **changed}.__getitem__)


def test_each_module_stands_once_after_what_it_imports():
    text = script("middle.js", "top.js")
    places = [text.index(f'packed["{name}"] =') for name in ("base.js", "middle.js", "top.js")]
    assert places == sorted(places)
    assert all(text.count(f'packed["{name}"] = ') == 1 for name in MODULES)


def test_imports_and_exports_become_names():
    text = script("top.js")
    assert 'const { greet: hello, NAMES } = packed["base.js"];' in text
    assert "return { NAMES, greet, Thing, later };" in text
    assert "import" not in text
    assert "export" not in text


@pytest.mark.parametrize(
    "line",
    [
        'import Thing from "./base.js";',
        'import * as base from "./base.js";',
        'import { greet } from "elsewhere";',
        "export default greet;",
        "export { greet };",
        "export let count = 0;",
        'const base = await import("./base.js");',
        "const here = import.meta.url;",
    ],
)
def test_what_is_not_known_is_refused_with_file_and_line(line):
    with pytest.raises(ScriptNotUnderstood) as caught:
        script("odd.js", **{"odd.js": f"const one = 1;\n{line}\n"})
    assert "odd.js" in str(caught.value)
    assert line[-16:] in str(caught.value)


def test_a_circle_is_refused():
    with pytest.raises(ScriptNotUnderstood, match="circle"):
        script("circle.js", **{"circle.js": 'import "./circle.js";\n'})


def test_it_runs_in_a_browser_as_the_modules_would(browser):
    page = browser.new_page()
    entry = 'import { twice } from "./middle.js";\nwindow.said = twice("you");\n'
    page.add_script_tag(content=script("entry.js", "alone.js", **{"entry.js": entry}))
    assert page.evaluate("[window.said, window.alone, typeof SECRET]") == [
        "hello hello you",
        True,
        "undefined",
    ]
    page.close()


def test_drawings_stand_in_the_style_sheet():
    text = style_with_drawings(
        'a { mask: url("icons/note.svg") center; }', {"icons/note.svg": b"<svg/>"}.get
    )
    assert text == 'a { mask: url("data:image/svg+xml;base64,PHN2Zy8+") center; }'


@pytest.mark.parametrize("address", ["https://example.org/a.svg", "/a.svg", "font.woff2"])
def test_other_addresses_in_a_style_sheet_are_refused(address):
    with pytest.raises(StyleNotUnderstood):
        style_with_drawings(f'a {{ mask: url("{address}"); }}', {address: b""}.get)
