"""How the content editor asks who may write local material: it asks `access`."""

from django.db.models import QuerySet

from jurisdictions.access import Action, Person, jurisdictions_for
from jurisdictions.models import LocalMaterial
from jurisdictions.policies import WritingPolicy


class LocalMaterialPolicy(WritingPolicy):
    """Editors and administrators write what belongs to their own jurisdictions."""

    permission_cache_name = "_writes_local_material"

    def written_by(self, user: Person) -> QuerySet[LocalMaterial]:
        places = jurisdictions_for(user, Action.EDIT_CONTENT)
        return LocalMaterial.objects.filter(jurisdiction__in=places).select_related("jurisdiction")
