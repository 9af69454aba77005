"""Pages of the toolkit, the pictures they show, and the upstream edition they were loaded from."""

from modules.models.pages import HomePage, LessonPage, ModuleIndexPage, ModulePage
from modules.models.pictures import Picture, PictureRendition
from modules.models.upstream import UpstreamEdition

__all__ = [
    "HomePage",
    "LessonPage",
    "ModuleIndexPage",
    "ModulePage",
    "Picture",
    "PictureRendition",
    "UpstreamEdition",
]
