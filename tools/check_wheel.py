"""Build the wheel, install it in a clean environment and compare its pages with the checkout's.

The wheel runs from an empty folder, so nothing of the checkout can help it. Then a backup of that
site is restored into a second empty folder, which must show the same pages. Exits with 1 and says
what differs. Takes about a minute.
"""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATHS = ("/", "/modules/", "/modules/module-7/", "/modules/module-7/opening/")
PATIENCE = 180


def main() -> int:
    """Build, install, serve three times, compare."""
    with tempfile.TemporaryDirectory(prefix="toolkit-wheel-") as name:
        work = Path(name)
        toolkit = installed_wheel(work)
        ours = pages_of(Path(sys.executable).with_name("toolkit"), ROOT, work / "checkout")
        theirs = pages_of(toolkit, empty(work / "elsewhere"), work / "wheel")
        archive = work / "backup.tar.gz"
        again = empty(work / "again")
        run([str(toolkit), "backup", str(archive)], again, data=work / "wheel")
        run([str(toolkit), "restore", str(archive)], again, data=work / "restored")
        restored = pages_of(toolkit, again, work / "restored")
    failures = [
        f"{path}: {label}"
        for path in PATHS
        for label, pages in (("the wheel", theirs), ("the restored site", restored))
        if pages[path] != ours[path]
    ]
    for failure in failures:
        print(f"Differs from the checkout: {failure}")
    print(f"{len(PATHS)} pages compared three ways; {len(failures)} differ.")
    return 1 if failures else 0


def empty(folder: Path) -> Path:
    """The folder, made."""
    folder.mkdir()
    return folder


def run(command: list[str], folder: Path, *, data: Path | None = None) -> None:
    """Run a command in `folder`, with `data` as the site's data folder; fails loudly."""
    subprocess.run(command, cwd=folder, env=environment(data), check=True)  # noqa: S603


def environment(data: Path | None) -> dict[str, str]:
    """Our environment without what would lead Python back to the checkout."""
    hidden = {"PYTHONPATH", "DJANGO_SETTINGS_MODULE", "DATABASE_URL"}
    values = {name: value for name, value in os.environ.items() if name not in hidden}
    return {**values, "TOOLKIT_DATA_DIR": str(data)} if data else values


def installed_wheel(work: Path) -> Path:
    """Build the wheel, install it with our pins; gives the path of its `toolkit` command."""
    uv = shutil.which("uv")
    constraints = str(ROOT / "constraints.txt")
    dist, folder = work / "dist", work / "venv"
    if uv:
        run([uv, "build", "--quiet", "--wheel", "--out-dir", str(dist), str(ROOT),
             "--build-constraints", constraints], work)  # fmt: skip
        run([uv, "venv", "--quiet", "--python", sys.executable, str(folder)], work)
        install = [uv, "pip", "install", "--quiet", "--python", str(folder / "bin" / "python")]
    else:
        venv.create(folder, with_pip=True)
        pip = [str(folder / "bin" / "python"), "-m", "pip"]
        os.environ["PIP_CONSTRAINT"] = constraints
        run([*pip, "wheel", "--quiet", "--no-deps", "--wheel-dir", str(dist), str(ROOT)], work)
        install = [*pip, "install", "--quiet"]
    run([*install, "--constraint", constraints, str(next(dist.glob("*.whl")))], work)
    return folder / "bin" / "toolkit"


def pages_of(toolkit: Path, folder: Path, data: Path) -> dict[str, bytes]:
    """Serve with a data folder from `folder`; gives the body of each of PATHS."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [str(toolkit), "serve", "--prepare", "--port", str(port)]
    server = subprocess.Popen(  # noqa: S603
        command, cwd=folder, env=environment(data), stdout=subprocess.DEVNULL
    )
    try:
        return {path: page(server, port, path) for path in PATHS}
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)


def page(server: subprocess.Popen[bytes], port: int, path: str) -> bytes:
    """The body of one page, once the server answers; anything but 200 ends the check."""
    deadline = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < deadline:
        # The port listens from the first moment; the answer comes when the site is ready.
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request("GET", path, headers={"Host": "localhost"})
            response = connection.getresponse()
        except ConnectionRefusedError:
            time.sleep(0.2)
            continue
        if response.status != 200:
            sys.exit(f"{path} answered {response.status}")
        return response.read()
    sys.exit("The server did not come up.")


if __name__ == "__main__":
    sys.exit(main())
