"""The house stays small enough to read: no module of the app outgrows its measure."""

from pathlib import Path

from tests.test_one_truth import APPS, ROOT, name


def allowed(path: Path) -> int:
    """Lines: 600 for models with their QuerySets and rules, 400 for everything else."""
    return 600 if "models" in path.relative_to(ROOT).parts else 400


def test_no_module_outgrows_its_measure():
    modules = (path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts)
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules}
    assert {name(path): many for path, many in lines.items() if many > allowed(path)} == {}
