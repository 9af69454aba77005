"""What a page may load and run, and what it may do in the browser.

Why each word is there: `docs/decisions/0004-content-policy.md`.
"""

from csp.constants import NONE, SELF, UNSAFE_INLINE

# Every page of ours: the overview, a lesson, the stage, the presenter's view, sign-in.
PUBLIC_POLICY: dict[str, list[str]] = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF],
    "font-src": [SELF],
    "media-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "frame-src": [SELF],
    "object-src": [NONE],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
}

# The content editor: the narrowest policy that Wagtail works under.
EDITOR_POLICY: dict[str, list[str]] = {
    **PUBLIC_POLICY,
    "script-src": [SELF, UNSAFE_INLINE],
    "script-src-attr": [NONE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-ancestors": [SELF],
}

# A stored file opened by itself: drawn if it can be, never run.
MEDIA_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"

EDITOR_PREFIX = "/cms/"

REFUSED_FEATURES = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
)
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in REFUSED_FEATURES)
