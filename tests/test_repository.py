"""What keeps the repository in order: where files lie, which way imports point, and what the README promises."""

import ast
import re
from pathlib import Path

import pytest

from services.settings import ROOT, Settings
from ui.routes import HOME, ROUTES

ROOMS = ("models", "services", "ui", "pages")
BELOW = {room: ROOMS[:level] for level, room in enumerate(ROOMS)}
README = (ROOT / "README.md").read_text()


def files(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").split(".")[0])
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_imports_point_one_way(room: str) -> None:
    above = set(ROOMS) - set(BELOW[room]) - {room}
    assert [path for path in files(room) if imports(path) & above] == []


@pytest.mark.parametrize("room", ["models", "services"])
def test_services_and_models_know_nothing_of_screens(room: str) -> None:
    assert [path for path in files(room) if imports(path) & {"streamlit", "altair"}] == []


def test_no_page_lies_where_streamlit_would_serve_it_past_sign_in() -> None:
    assert list((ROOT / "pages").glob("*.py")) == []


def test_every_page_is_in_the_navigation_and_every_address_has_a_page() -> None:
    on_disk = {path.relative_to(ROOT).as_posix() for path in files("pages")}
    assert on_disk == {route.file for route in ROUTES}


def test_every_page_names_its_own_permission_before_anything_else() -> None:
    for route in ROUTES:
        body = ast.parse((ROOT / route.file).read_text()).body[1:]
        first = next(node for node in body if not isinstance(node, ast.Import | ast.ImportFrom) and not constant(node))
        assert ast.unparse(first) == f"actor = signed_in(Permission.{route.permission.name})", route.file


def constant(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)


def test_the_addresses_that_stay_fixed_are_there() -> None:
    fixed = (
        "overview graduates refer referrals today welcome sessions attendance roles members engagement "
        "accounts organisations audit account"
    )
    assert {route.path for route in ROUTES} == set(fixed.split())
    assert sorted(HOME.values()) == ["accounts", "overview", "today"]


def test_the_readme_names_every_setting() -> None:
    missing = [name for name in Settings.model_fields if f"COMMON_GROUND_{name.upper()}" not in README]
    assert missing == []


def test_the_readme_names_every_command() -> None:
    from manage import cli

    assert [name for name in cli.commands if f"run.py {name}" not in README] == []


def test_no_address_of_a_package_registry_and_no_path_of_a_machine() -> None:
    forbidden = re.compile(r"--index-url|--extra-index|file://|/opt/|/root/|/home/\w")
    for name in ("requirements.txt", "requirements.lock", "requirements-dev.txt", "requirements-dev.lock", "README.md"):
        assert not forbidden.search((ROOT / name).read_text()), name


def test_words_the_product_never_says_are_on_no_screen() -> None:
    never = re.compile(r"\b(DNA|non-compliant|discharged?|patients?)\b", re.IGNORECASE)
    for path in [*files("pages"), *files("ui")]:
        texts = [node.value for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Constant)]
        assert [text for text in texts if isinstance(text, str) and never.search(text)] == [], path
