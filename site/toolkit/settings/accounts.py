"""Sign-in: an e-mailed code or a passkey; no passwords, no user names.

`base` takes everything in here. Why it is so: `docs/decisions/0010-sign-in-by-code.md`.
"""

from toolkit.settings import environment

AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, str]] = []

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "jurisdictions.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "jurisdictions.forms.SignInForm",
    "signup": "jurisdictions.forms.SignUpForm",
    "confirm_login_code": "jurisdictions.forms.SignInCodeForm",
    "confirm_email_verification_code": "jurisdictions.forms.AddressCodeForm",
    "add_email": "jurisdictions.forms.AddAddressForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 3

ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False

# Six digits are read over a shoulder and typed on a phone more easily than letters; three tries
# in ten minutes and the limits below leave a guesser one chance in 300,000 a code.
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}

# A training room shares one address: thirty people sign in within the same few minutes.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "signup": "60/m/ip",
    "request_login_code": "120/m/ip,5/10m/key",
}

# Rate limits count by network address; behind proxies it is in a header that anybody can write,
# so it is read only as far as our own proxies wrote it.
ALLAUTH_TRUSTED_PROXY_COUNT = environment.whole_number("TOOLKIT_TRUSTED_PROXIES", 0)

MFA_ADAPTER = "jurisdictions.accounts.PasskeyAdapter"
MFA_FORMS = {
    "add_webauthn": "jurisdictions.forms.AddPasskeyForm",
    "edit_webauthn": "jurisdictions.forms.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"

WAGTAILADMIN_LOGIN_URL = "cms_sign_in"
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False

# Whether people may open a learner's account by themselves.
TOOLKIT_OPEN_SIGN_UP = environment.switch("TOOLKIT_OPEN_SIGN_UP", default=True)
# One-time sign-in links for the demonstration people. Development alone turns this on.
TOOLKIT_DEMO_SIGN_IN = False
