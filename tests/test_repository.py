"""What keeps the repository in order: where files lie, which way imports point, and what the README promises."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from services.settings import ROOT, Settings
from ui.routes import HOME, ROUTES

ROOMS = ("models", "services", "ui", "pages")
BELOW = {room: ROOMS[:level] for level, room in enumerate(ROOMS)}
README = (ROOT / "README.md").read_text()


def files(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def modules(path: Path) -> set[str]:
    """Every dotted name that a file imports, whether module or something in one."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module or ""}
    return found


def imports(path: Path) -> set[str]:
    return {name.split(".")[0] for name in modules(path)}


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
    assert {route.path for route in ROUTES} == {*fixed.split(), "group"}
    assert sorted(HOME.values()) == ["accounts", "attendance", "overview", "today"]


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


NEVER = re.compile(r"\b(DNA|non-compliant|discharged?|patients?|cases?)\b", re.IGNORECASE)
JS_COMMENT_OR_TEXT = re.compile(r"//[^\n]*|/\*.*?\*/|([\"'`])((?:\\.|(?!\1).)*)\1", re.DOTALL)


def docstrings(tree: ast.AST) -> set[ast.AST]:
    """Every string that stands as a statement of its own: nobody is shown one."""
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def shown(path: Path) -> list[str]:
    """The texts in a file's code: its string constants, without docstrings, comments and names."""
    if path.suffix == ".js":
        return [found[2] for found in JS_COMMENT_OR_TEXT.finditer(path.read_text()) if found[1]]
    tree = ast.parse(path.read_text())
    unseen = docstrings(tree)
    constants = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and node not in unseen]
    return [node.value for node in constants if isinstance(node.value, str)]


def test_words_the_product_never_says_are_on_no_screen() -> None:
    scripts = sorted((ROOT / "ui").rglob("*.js"))
    assert scripts
    for path in [*files("pages"), *files("ui"), *files("services"), *scripts]:
        assert [text for text in shown(path) if NEVER.search(text)] == [], path


@pytest.mark.parametrize(
    ("name", "source", "texts"),
    [
        (
            "a.py",
            '"""A case."""\n\ndef case():\n    "A patient."\n    return f"one case of {case}"\n',
            ["one case of "],
        ),
        ("a.js", "// a case\nswitch (x) { case 'it\\'s': return `two\ncases` }", ["it\\'s", "two\ncases"]),
    ],
)
def test_shown_texts_are_told_from_docstrings_and_names(
    tmp_path: Path, name: str, source: str, texts: list[str]
) -> None:
    (tmp_path / name).write_text(source)
    assert shown(tmp_path / name) == texts


# Each may go without a guard for the reason it names; nothing else may.
UNGUARDED = {
    "audit.looked": "only guarded functions call it, to note what they have just shown",
    "audit.printed": "only guarded functions call it, to note what they have just printed",
    "engagement.attendance_rows.counts": "pure: a query",
    "engagement.disclosure.agrees": "pure: a condition for a query",
    "engagement.disclosure.may_count": "pure: a condition for a query",
    "engagement.disclosure.may_count_at": "pure: a condition for a query",
    "engagement.disclosure.period_for": "pure: the period that a role may choose",
    "engagement.disclosure.scope_of": "pure: what a role may see of the figures",
}


def takes_an_actor_alone(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    taken = [*function.args.posonlyargs, *function.args.args]
    first = bool(taken) and "Actor" in ast.unparse(taken[0].annotation or ast.Constant(None))
    return first and "db" not in {each.arg for each in [*taken, *function.args.kwonlyargs]}


def guarded(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(ast.unparse(each).startswith("needs(Permission.") for each in function.decorator_list)


def unguarded(path: Path) -> set[str]:
    """The public functions of a file of services that act for somebody without saying who may call them."""
    module = path.relative_to(ROOT / "services").with_suffix("").as_posix().replace("/", ".")
    public = [
        node
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_")
    ]
    return {f"{module}.{node.name}" for node in public if takes_an_actor_alone(node) and not guarded(node)}


def test_r30_every_service_function_that_acts_for_somebody_says_who_may_call_it() -> None:
    assert set().union(*map(unguarded, files("services"))) == set(UNGUARDED)


def test_r30_no_page_reaches_past_the_services_for_records() -> None:
    beneath = {"services.access", "services.database"}
    for path in [*files("pages"), *files("ui")]:
        assert modules(path) & beneath == set(), path


@pytest.mark.parametrize(("narrowed", "status"), [((), 1), (("-k", "addresses"), 0)])
def test_a_whole_run_without_one_browser_test_fails(narrowed: tuple[str, ...], status: int) -> None:
    quick = "tests/test_repository.py::test_the_addresses_that_stay_fixed_are_there"
    without = ("tests/browser", "--ignore-glob", "*/browser/test_*", "-n", "0")
    ended = subprocess.run([sys.executable, "-m", "pytest", quick, *without, *narrowed], cwd=ROOT, capture_output=True)
    assert b"Browser tests: 0 passed" in ended.stdout
    assert ended.returncode == status
