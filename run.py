#!/usr/bin/env python3
"""Install what Common Ground needs, once, and then start the app, the tests or a command.

Standard library only, in a syntax that Python 3.8 can read: it must get as far as `check_python`."""

import contextlib
import errno
import hashlib
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import textwrap
from pathlib import Path

USAGE = """\
python3 run.py                   start the app
python3 run.py test [arguments]  run the checks and every test, or pytest with the arguments
python3 run.py bench [name]      run the benchmarks, or one of them
python3 run.py <command> ...     run an operator's command
COMMON_GROUND_PORT (8501) and COMMON_GROUND_ADDRESS (127.0.0.1) say where the app listens."""

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
# The second holds everything that is in the first, at the same versions.
LOCKS = {"runtime": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
DEMO_ACCOUNTS = "clinic, clinic-2, coordinator, coordinator-2, coordinator-3, admin"
# import-linter has no module to run, only a script, which breaks if the folder moves.
LAYERS = "from importlinter.cli import lint_imports_command as lint; lint()"


class Refusal(Exception):
    """What happened, why, and what to do now, in one paragraph; then, maybe, output worth seeing."""


def main(arguments):
    check_python()
    os.chdir(ROOT)
    command = arguments[0] if arguments else ""
    if not command:
        return start()
    if command.startswith("-"):
        print(USAGE)
        return 0 if command in ("-h", "--help") else 2
    if command == "test":
        return test(arguments[1:])
    if command == "bench":
        install("dev")
        return run("-m", "tests.bench", *arguments[1:])
    install("runtime")
    return run("manage.py", *arguments)


def start():
    address, port = os.environ.get("COMMON_GROUND_ADDRESS") or "127.0.0.1", chosen_port()
    check_port_is_free(address, port)
    install("runtime")
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address, address)  # noqa: S104 - to show, not to bind
    print(f"Common Ground is at http://{f'[{host}]' if ':' in host else host}:{port}")
    if os.environ.get("COMMON_GROUND_ENVIRONMENT", "demo") == "demo":
        print(f"Demo accounts: {DEMO_ACCOUNTS}. Password: common-ground-demo")
    sys.stdout.flush()
    command = ["-m", "streamlit", "run", "app.py", "--server.port", str(port), "--server.address", address]
    command += [] if sys.stdout.isatty() else ["--server.headless", "true"]
    # On Windows exec returns to the prompt while the new program runs on.
    return run(*command) if WINDOWS else os.execv(PYTHON, [str(PYTHON), *command])  # noqa: S606


def test(arguments):
    install("dev")
    if not arguments:
        for check in (["-m", "ruff", "check", "."], ["-m", "mypy"], ["-c", LAYERS]):
            failed = run(*check)
            if failed:
                return failed
    browser = find_browser()
    if browser:
        os.environ["COMMON_GROUND_CHROMIUM"] = browser
    return run("-m", "pytest", *arguments)


def run(*arguments):
    return subprocess.call([str(PYTHON), *arguments])


def check_python():
    if sys.version_info < (3, 11):
        raise Refusal(
            f"This is Python {sys.version.split()[0]}, and Common Ground needs 3.11 or later. Install one "
            'from python.org or your system, and start with it, for example "python3.12 run.py".'
        )


def chosen_port():
    value = os.environ.get("COMMON_GROUND_PORT") or "8501"
    if value.isascii() and value.isdigit() and 1 <= int(value) <= 65535:
        return int(value)
    raise Refusal(
        f'COMMON_GROUND_PORT is "{value}", which is not a port. Set it to a number from 1 to 65535, '
        "or leave it unset for 8501."
    )


def check_port_is_free(address, port):
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            if not WINDOWS:  # there it would let two programs share the port
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
    except OSError as error:
        change = f"set COMMON_GROUND_PORT to another port, such as {port + 1}, and start again."
        if error.errno == errno.EADDRINUSE:
            raise Refusal(f"Port {port} is taken by another program. Stop it, or {change}") from None
        refusal = f"Common Ground cannot listen on {address}, port {port}: {error.strerror}. Leave "
        refusal += f"COMMON_GROUND_ADDRESS unset or set it to an address of this computer, or {change}"
        raise Refusal(refusal) from None


def install(kind):
    """Bring .venv up to the lock file. Its stamp makes this free when nothing has changed."""
    if ready(kind):
        return
    say("Installing what Common Ground needs. This happens once, and takes a minute or two.")
    with only_one_at_a_time():
        if ready(kind):
            return
        keep = ready("runtime")
        # Without a stamp an interrupted change is found, and made good, by the next start.
        for path in VENV.glob("*.stamp"):
            path.unlink()
        if not keep:
            make_venv()
        try:
            pip_install(LOCKS[kind])
        except Refusal:
            if keep:  # pip refuses before it changes anything, so the app can still start
                stamp("runtime").write_text(digest("runtime"))
            raise
        for done in ("runtime", kind):
            stamp(done).write_text(digest(done))


def ready(kind):
    with contextlib.suppress(OSError):
        return PYTHON.exists() and stamp(kind).read_text() == digest(kind)
    return False


def stamp(kind):
    return VENV / f"{kind}.stamp"


def digest(kind):
    return hashlib.sha256(LOCKS[kind].read_bytes() + sys.version.encode()).hexdigest()


@contextlib.contextmanager
def only_one_at_a_time():
    try:
        handle = (ROOT / ".venv.lock").open("a")
    except OSError:
        raise Refusal(
            f"The folder {ROOT} cannot be written to, and Common Ground installs what it needs there. "
            "Make it writable for this user, or copy it to a folder that is."
        ) from None
    with handle:
        # pip keeps the lock too, should this process be killed while pip lives on.
        os.set_inheritable(handle.fileno(), True)
        lock(handle)
        yield


def lock(handle):
    if WINDOWS:
        import msvcrt

        while True:
            with contextlib.suppress(OSError):  # it gives up after ten seconds
                return msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
    import fcntl

    return fcntl.flock(handle, fcntl.LOCK_EX)


def make_venv():
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        package = "python{}.{}-venv".format(*sys.version_info)
        raise Refusal(
            "This Python cannot make virtual environments: its venv or ensurepip module is missing. Debian "
            f'and Ubuntu keep them in a package of their own. Run "apt install {package}" and start again.'
        )
    # Inside an activated .venv this is the Python it was made from: --clear removes the other.
    base = getattr(sys, "_base_executable", sys.executable)
    refusal = f"The folder {VENV} could not be made. Delete it, free some disk space, and start again."
    quietly([base, "-m", "venv", "--clear", str(VENV)], refusal)


def pip_install(requirements):
    pip = [str(PYTHON), "-m", "pip", "--no-input", "--disable-pip-version-check", "--retries", "2", "install"]
    quietly(
        [*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(requirements)],
        f"The packages in {requirements.name} could not be installed. Most often the network or the package "
        "index is out of reach, or the disk is full. Put that right and start again. pip said:",
    )


def quietly(command, refusal):
    # close_fds=False hands down the lock.
    both = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "close_fds": False}
    result = subprocess.run(command, encoding="utf-8", errors="replace", check=False, **both)
    if result.returncode:
        raise Refusal(refusal, *result.stdout.strip().splitlines()[-8:])


def find_browser():
    """The path of a system Chromium, or nothing when the tests are to use Playwright's own."""
    which, named = shutil.which, os.environ.get("COMMON_GROUND_CHROMIUM")
    if named and not which(named):
        raise Refusal(f'COMMON_GROUND_CHROMIUM is "{named}": no program is there. Correct or unset it.')
    found = named or which("chromium") or which("chromium-browser") or which("google-chrome")
    if not found and which("apt-get") and os.geteuid() == 0:
        subprocess.call(["sh", "-c", "apt-get update && apt-get install -y chromium"])
        found = which("chromium")
    if not found and run("-m", "playwright", "install", "chromium"):
        raise Refusal(
            "The browser tests need Chromium: none was found, and it could not be installed. Run "
            f'"{PYTHON} -m playwright install --with-deps chromium" and then the tests again.'
        )
    return found


def say(text):
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Refusal as refusal:
        say(textwrap.fill(refusal.args[0], 100, break_on_hyphens=False, break_long_words=False))
        say("\n".join(refusal.args[1:]))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
