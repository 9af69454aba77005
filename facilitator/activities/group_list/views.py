"""What rooms have covered and missed, list by list, over the sessions of one's places."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from facilitator.activities.group_list.selectors import list_pictures, places_with_lists
from facilitator.results import facilitator, for_facilitators
from jurisdictions.access import Action, require


@require_safe
@for_facilitators
def room_lists(request: HttpRequest) -> HttpResponse:
    """Each list with how many rooms covered each of its points; those of one place on request."""
    user = facilitator(request)
    require(user, Action.PRESENT)
    places = places_with_lists(user)
    asked = request.GET.get("place", "")
    place = next((one for one in places if one.slug == asked), None)
    context = {"pictures": list_pictures(user, place), "places": places, "place": place}
    return render(request, "facilitator/activities/group_list/over_sessions.html", context)
