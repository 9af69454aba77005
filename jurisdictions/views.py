"""Sign-in beyond what the library brings: the CMS door, the fresh session, demo links."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account_views
from allauth.account.adapter import get_adapter
from allauth.mfa.webauthn import views as passkey_views
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from jurisdictions.accounts import passkeys_work, signed_in_recently
from jurisdictions.demo import link_use
from jurisdictions.errors import NotAllowed

View = Callable[..., HttpResponseBase]


def fresh_sign_in_required(view: View) -> View:
    """Guard what changes how a person signs in: an unattended screen must not be enough.

    Visitors go to sign-in; people who signed in a while ago are asked to do so again.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if signed_in_recently(request):
            return view(request, *args, **kwargs)
        back = urlencode({"next": request.path})
        context = {"sign_in_url": f"{reverse('account_login')}?{back}"}
        return render(request, "account/sign_in_again.html", context)

    return guarded


def passkeys_page(view: View) -> View:
    """Guard a page about passkeys: where browsers refuse them, say so instead."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not passkeys_work(request):
            raise Http404(_("Passkeys need an encrypted address (https)."))
        return view(request, *args, **kwargs)

    return guarded


class SignInView(account_views.LoginView):
    """Asks for the address; offers a passkey where the browser will take one."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["passkeys_work"] = passkeys_work(self.request)
        context["sign_up_is_open"] = settings.TOOLKIT_OPEN_SIGN_UP
        return context


class AddressesView(account_views.EmailView):
    """Shows one's addresses to anybody signed in; changes them in a fresh session only."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["passkeys_work"] = passkeys_work(self.request)
        return context


sign_in = SignInView.as_view()
addresses = AddressesView.as_view()


def account_addresses(request: HttpRequest) -> HttpResponseBase:
    """One's e-mail addresses: reading is for anybody signed in, changing needs a fresh session."""
    view = addresses if request.method in {"GET", "HEAD"} else fresh_sign_in_required(addresses)
    return view(request)


passkey_list = passkeys_page(passkey_views.list_webauthn)
passkey_add = passkeys_page(fresh_sign_in_required(passkey_views.add_webauthn))
passkey_rename = passkeys_page(fresh_sign_in_required(passkey_views.edit_webauthn))
passkey_remove = passkeys_page(fresh_sign_in_required(passkey_views.remove_webauthn))
passkey_sign_in = passkeys_page(passkey_views.login_webauthn)


@require_safe
@never_cache
def cms_sign_in(request: HttpRequest) -> HttpResponse:
    """The door of the CMS: visitors go to the one sign-in, others in or to a clear refusal.

    Raises `NotAllowed` for signed-in people who are neither editor nor administrator.
    """
    home = reverse("wagtailadmin_home")
    if not request.user.is_authenticated:
        return redirect_to_login(request.GET.get("next") or home)
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise NotAllowed(_("The content editor is for editors and administrators."))
    return redirect(home)


@require_GET
@never_cache
def demo_sign_in(request: HttpRequest, key: str) -> HttpResponse:
    """Sign a demonstration person in, once a link; no such page outside development."""
    if not settings.TOOLKIT_DEMO_SIGN_IN:
        raise Http404
    user = link_use(key=key)
    if user is None:
        return render(request, "account/demo_link_spent.html", status=410)
    get_adapter(request).login(request, user)
    return redirect(settings.LOGIN_REDIRECT_URL)


def gone(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """No page: what the content editor brings for passwords, which nobody has here."""
    raise Http404
