"""sdist, wheel, another folder: what is installed is the whole program with its knowledge."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT

pytestmark = pytest.mark.build


def _do(*words, **options):
    return subprocess.run(
        [sys.executable, "-m", *words], check=True, capture_output=True, encoding="utf-8", **options
    )


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """The sdist, unpacked."""
    folder = tmp_path_factory.mktemp("source")
    _do("build", "--no-isolation", "--sdist", "--outdir", folder, ROOT)
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        # Python 3.11 learned of filters in its fourth release only.
        packed.extractall(  # noqa: S202 - our own archive
            folder, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {})
        )
    return folder / archive.name.removesuffix(".tar.gz")


def _built(source, folder, seed):
    env = {**os.environ, "PYTHONHASHSEED": seed}
    _do("build", "--no-isolation", "--wheel", "--outdir", folder, source, env=env)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def wheel(source, tmp_path_factory):
    """A wheel built from the sdist, without fetching anything."""
    return _built(source, tmp_path_factory.mktemp("built"), "1")


def _answer(path, cwd, *words):
    env = {**os.environ, "PYTHONPATH": str(path)}
    return _do("ldnref", *words, env=env, cwd=cwd)


def test_the_wheel_holds_the_knowledge_and_the_licences(wheel):
    """Code, data and both licences travel together; no test does."""
    names = zipfile.ZipFile(wheel).namelist()

    for name in ("cli/app.py", "data/about.yaml", "data/topics/dosing.yaml", "held/about.py"):
        assert f"ldnref/{name}" in names
    assert any(name.endswith("/data/share/man/man1/ldnref.1") for name in names)
    assert any(name.endswith("licenses/data/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests", "data"))]


def test_a_wheel_built_again_is_the_same(wheel, source, tmp_path):
    """Byte for byte: whoever builds it can tell that nothing else is in it."""
    assert wheel.read_bytes() == _built(source, tmp_path, "2").read_bytes()
    assert not (source / "ldnref" / "held").exists()


def test_what_is_compiled_takes_little_room(wheel):
    """No more than three megabytes of the wheel."""
    held = [one for one in zipfile.ZipFile(wheel).infolist() if one.filename[7:12] == "held/"]

    assert len(held) > 18
    assert sum(one.compress_size for one in held) <= 3_000_000


def test_the_installed_program_answers_from_another_folder(wheel, tmp_path):
    """Nothing is read from the checkout."""
    _do(
        "pip", "install", "--no-deps", "--no-index", "--quiet", "--target", tmp_path / "site", wheel
    )

    for words in (
        ["dosing"],
        ["interactions", "opioids"],
        ["sources"],
        ["--version"],
        ["validate"],
    ):
        assert _answer(tmp_path / "site", tmp_path, *words).stdout
    code = (
        "import ldnref, sys; from ldnref.cli import run; sys.argv[1:] = ['dosing', '--all']; "
        "out, sys.stdout = sys.stdout, sys.stderr; run(); assert 'yaml' not in sys.modules; "
        "print(ldnref.__file__, file=out)"
    )
    env = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    where = subprocess.run(
        [sys.executable, "-c", code],
        env=env,
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(tmp_path)


def test_a_zipped_wheel_answers(wheel, tmp_path):
    """The knowledge is found inside a zip, where there is no folder."""
    assert "Usual range" in _answer(wheel, tmp_path, "dosing").stdout
