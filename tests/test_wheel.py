"""sdist, wheel, another folder: what is installed is the whole program with its knowledge."""

import hashlib
import json
import os
import pty
import shutil
import subprocess
import sys
import tarfile
import zipfile
from contextlib import suppress
from pathlib import Path

import jsonschema
import pytest
from conftest import ROOT, unmeasured
from referencing import Registry, Resource

pytestmark = pytest.mark.build


def _do(*words, **options):
    return subprocess.run(
        [sys.executable, "-m", *words], check=True, capture_output=True, encoding="utf-8", **options
    )


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """The sdist, unpacked, beside the archive."""
    folder = tmp_path_factory.mktemp("source")
    env = unmeasured(**SEALED, PYTHONHASHSEED="1")
    _do("build", "--no-isolation", "--sdist", "--outdir", folder, ROOT, env=env)
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        # Python 3.11 learned of filters in its fourth release only.
        packed.extractall(  # noqa: S202 - our own archive
            folder, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {})
        )
    return folder / archive.name.removesuffix(".tar.gz")


#: The time of every file in an archive.
SEALED = {"SOURCE_DATE_EPOCH": "1700000000"}


def _built(source, folder, seed):
    env = unmeasured(PYTHONHASHSEED=seed)
    # What `build` asks for it, which makes the sdist above.
    _do("hatchling", "build", "--target", "wheel", "--directory", folder, cwd=source, env=env)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def wheel(source, tmp_path_factory):
    """A wheel built from the sdist, without fetching anything."""
    return _built(source, tmp_path_factory.mktemp("built"), "1")


def _answer(path, cwd, *words):
    env = unmeasured(PYTHONPATH=str(path))
    return _do("ldnref", *words, env=env, cwd=cwd)


def test_the_wheel_holds_the_knowledge_and_the_licences(wheel):
    """Code, data and both licences travel together; no test does."""
    names = zipfile.ZipFile(wheel).namelist()

    for name in ("cli/app.py", "data/about.yaml", "data/topics/dosing.yaml", "held/about.py"):
        assert f"ldnref/{name}" in names
    for name in (
        "man/man1/ldnref.1",
        "bash-completion/completions/ldnref",
        "zsh/site-functions/_ldnref",
        "fish/vendor_completions.d/ldnref.fish",
    ):
        assert [one for one in names if one.endswith(f".data/data/share/{name}")]
    assert any(name.endswith("licenses/data/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests", "data"))]


def test_a_wheel_built_again_is_the_same(wheel, source, tmp_path):
    """Byte for byte: whoever builds it can tell that nothing else is in it."""
    assert wheel.read_bytes() == _built(source, tmp_path, "2").read_bytes()
    assert not (source / "ldnref" / "held").exists()


def test_an_sdist_built_again_is_the_same(source, tmp_path):
    """Byte for byte, from the checkout or from itself, at whatever time, in any order of sets."""
    (first,) = source.parent.glob("*.tar.gz")
    env = unmeasured(**SEALED, PYTHONHASHSEED="2")
    for number, touched in enumerate((source / "README.md", source / "data" / "about.yaml")):
        os.utime(touched, (number, number + 1_000_000_000))

    _do("hatchling", "build", "--target", "sdist", "--directory", tmp_path, cwd=source, env=env)

    (again,) = tmp_path.glob("*.tar.gz")
    assert first.read_bytes() == again.read_bytes()


def test_the_wheel_holds_a_bill_of_materials(wheel):
    """What it needs and what it holds, each with a licence, as CycloneDX has it."""
    packed = zipfile.ZipFile(wheel)
    (name,) = [
        name for name in packed.namelist() if name.endswith(".dist-info/sboms/ldnref.cdx.json")
    ]
    bill = json.loads(packed.read(name))
    parts = {one["name"]: one for one in bill["components"]}

    assert "CycloneDX" == bill["bomFormat"]
    assert "required" == parts["typer"]["scope"]
    assert ["jinja2>=3.1.6"] == [one["value"] for one in parts["jinja2"]["properties"]]
    assert all(one["licenses"] for one in bill["components"])
    held = {path for path in packed.namelist() if path.startswith("ldnref/data/")}
    told = {path for path in parts if path.startswith("ldnref/data/")}
    assert {"ldnref/data/LICENSE"} == held - told
    digest = hashlib.sha256(packed.read("ldnref/data/codes/atc.txt")).hexdigest()
    assert digest == parts["ldnref/data/codes/atc.txt"]["hashes"][0]["content"]
    if where := os.environ.get("SCHEMAS"):
        told = Path(where, "cyclonedx", "schema", "_res")
        names = [f"{name}.SNAPSHOT.schema.json" for name in ("bom-1.6", "spdx", "jsf-0.82")]
        schemas = {name: json.loads((told / name).read_text()) for name in names}
        known = Registry().with_resources(
            (f"{base}{name}", Resource.from_contents(schema))
            for name, schema in schemas.items()
            for base in ("", "http://cyclonedx.org/schema/")
        )
        schema = schemas["bom-1.6.SNAPSHOT.schema.json"]
        jsonschema.Draft7Validator(schema, registry=known).validate(bill)


def test_what_is_compiled_takes_little_room(wheel):
    """No more than three megabytes of the wheel."""
    held = [one for one in zipfile.ZipFile(wheel).infolist() if one.filename[7:12] == "held/"]

    assert len(held) > 18
    assert sum(one.compress_size for one in held) <= 3_000_000


@pytest.fixture(scope="module")
def site(wheel, tmp_path_factory):
    """A folder in which the wheel is installed, with its script and what goes to `share`."""
    folder = tmp_path_factory.mktemp("installed") / "site"
    # What is imported is compiled then: most modules never are.
    words = ("--no-compile", "--no-deps", "--no-index", "--quiet", "--target")
    _do("pip", "install", *words, folder, wheel, env=unmeasured())
    return folder


def test_the_installed_program_answers_from_another_folder(site, tmp_path):
    """Nothing is read from the checkout."""
    for words in (
        ["dosing"],
        ["interactions", "opioids"],
        ["sources"],
        ["--version"],
        ["validate"],
    ):
        assert _answer(site, tmp_path, *words).stdout
    code = (
        "import ldnref, sys; from ldnref.cli import run; sys.argv[1:] = ['dosing', '--all']; "
        "out, sys.stdout = sys.stdout, sys.stderr; run(); assert 'yaml' not in sys.modules; "
        "print(ldnref.__file__, file=out)"
    )
    env = unmeasured(PYTHONPATH=str(site))
    where = subprocess.run(
        [sys.executable, "-c", code],
        env=env,
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(site)


#: What each shell is told so that it completes as if <TAB> had been pressed.
SHELLS = {
    "bash": (
        '. "$SITE/share/bash-completion/completions/ldnref"; COMP_WORDS=({0}); '
        '((COMP_CWORD=${{#COMP_WORDS[@]}}-1)); _ldnref_completion ldnref; echo "${{COMPREPLY[@]}}"'
    ),
    "fish": 'complete -C "{0}"',
    "zsh": (
        'fpath=("$SITE/share/zsh/site-functions" $fpath); autoload -U compinit; compinit -D -u\n'
        "{0}\t\x01: \nexit\n"  # a colon in front: nothing is run
    ),
}


def _typed_into(shell, typed, site, home):
    """What a shell shows when something was typed and <TAB> pressed."""
    env = unmeasured(
        HOME=str(home),
        SITE=str(site),
        PYTHONPATH=str(site),
        TERM="dumb",
        PATH=f"{site / 'bin'}{os.pathsep}{os.environ['PATH']}",
        XDG_DATA_DIRS=f"{site / 'share'}:/usr/local/share:/usr/share",
    )
    words = SHELLS[shell].format(typed)
    if shell != "zsh":
        told = subprocess.run(
            [shell, "-c", words], env=env, capture_output=True, encoding="utf-8", check=True
        )
        return told.stdout
    # It completes on a terminal only.
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        ["zsh", "-f", "-i"], stdin=theirs, stdout=theirs, stderr=theirs, env=env, cwd=home
    ):
        os.close(theirs)
        os.write(ours, words.encode())
        shown = b""
        with suppress(OSError):  # its other end is closed
            while chunk := os.read(ours, 65_536):
                shown += chunk
    os.close(ours)
    return shown.decode()


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("ldnref dosi", "dosing"),
        ("ldnref interactions tramad", "tramadol-paracetamol"),
        ("ldnref evidence cree-", "cree-2010"),
    ],
)
def test_a_shell_completes_what_the_installed_program_knows(shell, typed, offered, site, tmp_path):
    """The completions of the wheel, in the shell that they are for."""
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not on this machine")

    assert offered in _typed_into(shell, typed, site, tmp_path)


def test_a_zipped_wheel_answers(wheel, tmp_path):
    """The knowledge is found inside a zip, where there is no folder."""
    assert "Usual range" in _answer(wheel, tmp_path, "dosing").stdout
