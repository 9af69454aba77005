"""Where the content is: a folder of module folders, found as an installed package."""

from pathlib import Path

import content

CONTENT = Path(content.__file__).parent


def module_folder_list(names: list[str] | None = None) -> list[Path]:
    """The folders of the named modules, or of all, by name.

    A module goes by its folder (`module7`) or its address (`module-7`). Raises `LookupError`
    naming the first that is not there.
    """
    folders = {path.parent.name: path.parent for path in sorted(CONTENT.glob("*/module.md"))}
    if not names:
        return list(folders.values())
    chosen = []
    for name in names:
        folder = folders.get(name) or folders.get(name.replace("module-", "module"))
        if folder is None:
            raise LookupError(name)
        chosen.append(folder)
    return chosen
