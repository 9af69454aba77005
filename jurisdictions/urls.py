"""Addresses of sign-in. Only what is wanted: the library's password pages are left out."""

from allauth.account import views as account_views
from django.urls import path

from jurisdictions import views
from jurisdictions.local import views as local_views

urlpatterns = [
    path("accounts/login/", views.sign_in, name="account_login"),
    path("accounts/login/code/", views.sign_in, name="account_request_login_code"),
    path(
        "accounts/login/code/confirm/",
        account_views.confirm_login_code,
        name="account_confirm_login_code",
    ),
    path("accounts/logout/", account_views.logout, name="account_logout"),
    path("accounts/signup/", account_views.signup, name="account_signup"),
    path("accounts/inactive/", account_views.account_inactive, name="account_inactive"),
    path("accounts/email/", views.account_addresses, name="account_email"),
    path(
        "accounts/confirm-email/",
        account_views.email_verification_sent,
        name="account_email_verification_sent",
    ),
    path("accounts/passkeys/", views.passkey_list, name="mfa_list_webauthn"),
    path("accounts/passkeys/", views.passkey_list, name="mfa_index"),
    path("accounts/passkeys/add/", views.passkey_add, name="mfa_add_webauthn"),
    path("accounts/passkeys/login/", views.passkey_sign_in, name="mfa_login_webauthn"),
    path("accounts/passkeys/<int:pk>/rename/", views.passkey_rename, name="mfa_edit_webauthn"),
    path("accounts/passkeys/<int:pk>/remove/", views.passkey_remove, name="mfa_remove_webauthn"),
    path("accounts/demo/<str:key>/", views.demo_sign_in, name="demo_sign_in"),
    path("local/", local_views.local_index, name="local_index"),
    path("local/<slug:name>/", local_views.local_material, name="local_material"),
    # Stand before the content editor's own patterns, and in their place.
    path("cms/login/", views.cms_sign_in, name="cms_sign_in"),
    path("cms/password_reset/", views.gone),
    # They would name other jurisdictions' material and lists.
    path("cms/bulk/jurisdictions/<path:rest>", views.gone),
    path("cms/bulk/quizzes/<path:rest>", views.gone),
    path("cms/password_reset/<path:rest>", views.gone),
    path("_util/login/", views.sign_in),
]
