"""Signing up, in and out over HTTP, with nothing but forms and the e-mail that was sent."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import mail
from django.http import HttpResponse
from django.test import Client, override_settings

from jurisdictions.accounts import FRESH_SECONDS, SIGNED_IN_AT
from jurisdictions.models import User
from jurisdictions.services import user_create
from tests.factories import UserFactory
from tests.people import client_of

pytestmark = pytest.mark.django_db


def code_in(message: mail.EmailMessage) -> str:
    found = re.search(r"^\s+(\d{6})$", str(message.body), re.MULTILINE)
    assert found, message.body
    return found[1]


def ask_for_code(client: Client, email: str, **extra: str) -> HttpResponse:
    return client.post("/accounts/login/", {"login": email, **extra})


def enter(client: Client, code: str, **extra: str) -> HttpResponse:
    return client.post("/accounts/login/code/confirm/", {"code": code, **extra})


def who(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_a_person_signs_in_with_the_code_that_was_mailed(client: Client) -> None:
    user = user_create(email="ana@example.org", name="Ana Ruiz")
    assert "no password" in client.get("/accounts/login/").content.decode()
    asked = ask_for_code(client, " Ana@Example.org ", next="/modules/")
    assert asked["Location"] == "/accounts/login/code/confirm/?next=%2Fmodules%2F"
    page = client.get(asked["Location"]).content.decode()
    assert "ana@example.org" in page
    assert 'name="next" value="/modules/"' in page
    [message] = mail.outbox
    assert message.to == ["ana@example.org"]
    assert message.subject == f"{code_in(message)} is your sign-in code"
    assert settings.WAGTAIL_SITE_NAME in message.body
    before = client.session.session_key
    entered = enter(client, code_in(message), next="/modules/")
    assert entered["Location"] == "/modules/"
    assert who(client) == str(user.pk)
    assert client.session.session_key != before
    assert EmailAddress.objects.get(user=user).verified


def test_a_wrong_code_does_not_sign_in_and_three_end_it(client: Client) -> None:
    user_create(email="ana@example.org")
    ask_for_code(client, "ana@example.org")
    right = code_in(mail.outbox[0])
    wrong = "000000" if right != "000000" else "111111"
    for _try in range(2):
        again = enter(client, wrong)
        assert "not the code we sent" in again.content.decode()
    assert enter(client, wrong)["Location"] == "/accounts/login/code/"
    assert "Too many tries" in client.get("/accounts/login/").content.decode()
    assert who(client) is None
    assert enter(client, right).status_code == 302
    assert who(client) is None


def test_a_code_works_once(client: Client) -> None:
    user_create(email="ana@example.org")
    ask_for_code(client, "ana@example.org")
    code = code_in(mail.outbox[0])
    enter(client, code)
    assert who(client)
    other = Client()
    enter(other, code)
    assert who(other) is None


def test_a_new_code_can_be_asked_for(client: Client) -> None:
    user = user_create(email="ana@example.org")
    ask_for_code(client, "ana@example.org")
    assert client.post("/accounts/login/code/confirm/", {"action": "resend"}).status_code == 302
    assert len(mail.outbox) == 2
    enter(client, code_in(mail.outbox[1]))
    assert who(client) == str(user.pk)


def test_another_address_can_be_used_instead(client: Client) -> None:
    user_create(email="ana@example.org")
    ask_for_code(client, "wrong@example.org")
    assert client.get("/accounts/login/")["Location"] == "/accounts/login/code/confirm/"
    left = client.post("/accounts/logout/", {"next": "/accounts/login/"})
    assert left["Location"] == "/accounts/login/"
    assert client.get("/accounts/login/").status_code == 200


def test_an_unknown_address_gets_the_same_page_and_a_helpful_mail(client: Client) -> None:
    user_create(email="ana@example.org")
    known, unknown = Client(), Client()
    answers = [ask_for_code(known, "ana@example.org"), ask_for_code(unknown, "eve@example.org")]
    assert len({(answer.status_code, answer["Location"]) for answer in answers}) == 1
    pages = [
        re.sub(r'value="[^"]{64}"', "", browser.get(answers[0]["Location"]).content.decode())
        for browser in (known, unknown)
    ]
    assert pages[0] == pages[1].replace("eve@", "ana@")
    assert "no account" in mail.outbox[1].subject
    assert "http://testserver/accounts/signup/" in mail.outbox[1].body


def test_people_who_were_shut_out_cannot_sign_in(client: Client) -> None:
    UserFactory(email="ana@example.org", inactive=True, confirmed=True)
    ask_for_code(client, "ana@example.org")
    assert not [message for message in mail.outbox if "sign-in code" in message.subject]
    assert who(client) is None


def test_signing_in_leads_to_this_site_only(client: Client) -> None:
    user_create(email="ana@example.org")
    ask_for_code(client, "ana@example.org", next="https://evil.example/")
    entered = enter(client, code_in(mail.outbox[0]), next="https://evil.example/")
    assert entered["Location"] == "/"


def test_the_sixth_code_for_one_address_is_refused_for_a_while(client: Client) -> None:
    user_create(email="ana@example.org")
    for _time in range(5):
        ask_for_code(Client(), "ana@example.org")
    assert len(mail.outbox) == 5
    refused = ask_for_code(Client(), "ana@example.org")
    assert refused.status_code == 200
    assert "Please wait a few minutes" in refused.content.decode()
    assert len(mail.outbox) == 5


def test_a_room_full_of_people_can_sign_in_from_one_address(client: Client) -> None:
    for number in range(40):
        user_create(email=f"person{number}@example.org")
        answer = ask_for_code(Client(), f"person{number}@example.org")
        assert answer.status_code == 302
    assert len(mail.outbox) == 40


@override_settings(ACCOUNT_RATE_LIMITS={"login": "2/m/ip"})
def test_a_flood_from_one_place_gets_a_page_that_asks_to_wait(client: Client) -> None:
    for _time in range(2):
        assert ask_for_code(Client(), "ana@example.org").status_code == 302
    refused = ask_for_code(client, "ana@example.org")
    assert refused.status_code == 429
    assert "Wait a few minutes" in refused.content.decode()


def test_signing_out_takes_a_button(client: Client, learner: User) -> None:
    client = client_of(learner)
    assert "Sign out?" in client.get("/accounts/logout/").content.decode()
    assert who(client)
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert who(client) is None


def test_a_learner_opens_an_account(client: Client) -> None:
    assert client.get("/accounts/signup/").status_code == 200
    opened = client.post("/accounts/signup/", {"email": "New@Example.org", "name": "Nia"})
    assert opened["Location"] == "/accounts/confirm-email/"
    assert client.get(opened["Location"]).status_code == 200
    assert who(client) is None
    entered = client.post(opened["Location"], {"code": code_in(mail.outbox[0])})
    assert entered["Location"] == "/"
    user = User.objects.get()
    assert (user.email, user.name, user.has_usable_password()) == ("new@example.org", "Nia", False)
    assert who(client) == str(user.pk)
    assert not user.memberships.exists()


def test_signing_up_twice_points_to_sign_in_and_tells_nobody(client: Client) -> None:
    UserFactory(email="ana@example.org", confirmed=True)
    again = client.post("/accounts/signup/", {"email": "ANA@example.org"})
    assert again["Location"] == "/accounts/confirm-email/"
    assert "already" in mail.outbox[0].subject
    assert "http://testserver/accounts/login/" in mail.outbox[0].body
    assert User.objects.count() == 1


@override_settings(TOOLKIT_OPEN_SIGN_UP=False)
def test_where_sign_up_is_closed_accounts_come_by_invitation(client: Client) -> None:
    assert "by invitation" in client.get("/accounts/signup/").content.decode()
    client.post("/accounts/signup/", {"email": "new@example.org"})
    assert not User.objects.exists()
    assert "/accounts/signup/" not in client.get("/accounts/login/").content.decode()


PASSWORD_PAGES = [
    "/accounts/password/change/",
    "/accounts/password/set/",
    "/accounts/password/reset/",
    "/accounts/password/reset/key/1-abc/",
    "/accounts/reauthenticate/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/cms/password_reset/",
    "/cms/password_reset/confirm/MQ/abc-def/",
    "/admin/",
    "/django-admin/",
]


@pytest.mark.parametrize("path", PASSWORD_PAGES)
def test_pages_about_passwords_do_not_exist(path: str) -> None:
    assert Client().get(path).status_code == 404
    assert client_of(UserFactory(superuser=True)).get(path).status_code == 404


def test_a_password_set_behind_our_back_signs_nobody_in(client: Client) -> None:
    user = UserFactory(email="ana@example.org", confirmed=True)
    user.set_password("correct horse")
    user.save()
    client.post("/accounts/login/", {"login": user.email, "password": "correct horse"})
    assert who(client) is None
    client.post("/_util/login/", {"username": user.email, "password": "correct horse"})
    assert who(client) is None
    client.post("/cms/login/", {"username": user.email, "password": "correct horse"})
    assert who(client) is None


def test_the_cms_leads_visitors_to_the_same_sign_in(client: Client) -> None:
    first = client.get("/cms/pages/")
    assert first["Location"] == "/cms/login/?next=/cms/pages/"
    assert client.get(first["Location"])["Location"] == "/accounts/login/?next=/cms/pages/"


def test_the_cms_opens_to_editors_and_refuses_learners(
    editor_client: Client, learner_client: Client
) -> None:
    assert editor_client.get("/cms/").status_code == 200
    refused = learner_client.get("/cms/", follow=True)
    assert refused.status_code == 403
    assert refused.redirect_chain == [("/cms/login/?next=/cms/", 302)]


def signed_in_some_time_ago(client: Client) -> None:
    session = client.session
    session[SIGNED_IN_AT] = session.get(SIGNED_IN_AT, 0) - FRESH_SECONDS - 1
    session.save()


@pytest.fixture
def fresh_client(client: Client) -> Client:
    user_create(email="ana@example.org", name="Ana")
    ask_for_code(client, "ana@example.org")
    enter(client, code_in(mail.outbox.pop()))
    return client


def test_a_second_address_is_added_confirmed_and_signs_in(fresh_client: Client) -> None:
    assert fresh_client.get("/accounts/email/").status_code == 200
    data = {"email": "ana.ruiz@example.org", "action_add": ""}
    added = fresh_client.post("/accounts/email/", data)
    assert added["Location"] == "/accounts/confirm-email/"
    page = fresh_client.get("/accounts/confirm-email/").content.decode()
    assert "/accounts/email/" in page
    fresh_client.post("/accounts/confirm-email/", {"code": code_in(mail.outbox[0])})
    assert EmailAddress.objects.get(email="ana.ruiz@example.org").verified
    assert "Ana" not in mail.outbox[-1].subject
    data = {"email": "ana.ruiz@example.org", "action_primary": ""}
    fresh_client.post("/accounts/email/", data)
    assert User.objects.get().email == "ana.ruiz@example.org"
    fresh_client.post("/accounts/email/", {"email": "ana@example.org", "action_remove": ""})
    assert EmailAddress.objects.count() == 1
    assert fresh_client.get("/accounts/email/").status_code == 200


def test_an_address_is_not_changed_at_a_screen_left_open(fresh_client: Client) -> None:
    signed_in_some_time_ago(fresh_client)
    assert fresh_client.get("/accounts/email/").status_code == 200
    data = {"email": "eve@example.org", "action_add": ""}
    answer = fresh_client.post("/accounts/email/", data)
    assert "Please sign in again" in answer.content.decode()
    assert not EmailAddress.objects.filter(email="eve@example.org").exists()
    assert not mail.outbox


def test_ones_account_is_ones_own(client: Client) -> None:
    for path in ("/accounts/email/", "/accounts/passkeys/", "/accounts/passkeys/add/"):
        answer = client.get(path, HTTP_HOST="localhost")
        assert answer["Location"].startswith("/accounts/login/?next=")


def test_passkeys_are_offered_over_https_and_on_localhost_only(fresh_client: Client) -> None:
    assert "passkey" not in fresh_client.get("/accounts/email/").content.decode()
    assert fresh_client.get("/accounts/passkeys/").status_code == 404
    for way in ({"HTTP_HOST": "localhost"}, {"secure": True}):
        assert "passkey" in fresh_client.get("/accounts/email/", **way).content.decode()
        assert "none yet" in fresh_client.get("/accounts/passkeys/", **way).content.decode()
        assert "passkey_login" in Client().get("/accounts/login/", **way).content.decode()
    assert "passkey_login" not in Client().get("/accounts/login/").content.decode()


def test_a_passkey_is_added_in_a_fresh_session_only(fresh_client: Client) -> None:
    page = fresh_client.get("/accounts/passkeys/add/", secure=True).content.decode()
    assert 'id="passkey_add"' in page
    signed_in_some_time_ago(fresh_client)
    page = fresh_client.get("/accounts/passkeys/add/", secure=True).content.decode()
    assert "Please sign in again" in page
    assert 'id="passkey_add"' not in page
