"""Compiles the knowledge when the program is installed, or a wheel of it is built.

A wheel is given a bill of materials too: what it needs and what it holds, each with its licence.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Compiling(BuildHookInterface):  # type: ignore[type-arg]
    """Runs `python -m ldnref.compiling`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile beside the code that is edited, or into the wheel alone.

        Knowledge with a problem is packed into no wheel; in a checkout, it is yet to be mended.
        """
        self.folder = Path(tempfile.mkdtemp(), "held")
        editable = version == "editable"
        command = [sys.executable, "-m", "ldnref.compiling", *([] if editable else [self.folder])]
        # What this process was given to build with is not on the path of another one.
        path = os.pathsep.join([self.root, *filter(None, sys.path)])
        env = {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
        subprocess.run(command, cwd=self.root, env=env, check=not editable)  # noqa: S603
        if not editable:
            build_data["force_include"][str(self.folder)] = "ldnref/held"
            bill = self.folder.parent / "ldnref.cdx.json"
            bill.write_text(json.dumps(self.bill(), indent=2) + "\n", encoding="utf-8")
            build_data["sbom_files"].append(str(bill))

    def bill(self) -> dict[str, Any]:
        """What the wheel needs and what it holds, in CycloneDX; the same from build to build."""
        data = Path(self.root, "data")
        held = yaml.safe_load((data / "licences.yaml").read_text(encoding="utf-8"))
        core = self.metadata.core
        asked: dict[Any, list[str]] = {None: core.dependencies, **core.optional_dependencies}
        packages = [_package(one, asked[one.get("extra")]) for one in held["dependencies"]]
        files = [
            _file(data, path, one["spdx"])
            for one in held["bundled"]
            for name in one.get("files", "").split(";")
            if name.strip()
            for path in _files(data / name.strip())
        ]
        whole = {
            "type": "application",
            "bom-ref": f"pkg:pypi/ldnref@{self.metadata.version}",
            "name": "ldnref",
            "version": self.metadata.version,
            "purl": f"pkg:pypi/ldnref@{self.metadata.version}",
            "licenses": [{"expression": core.license_expression}],
        }
        return {
            "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "version": 1,
            "metadata": {"component": whole},
            "components": [*packages, *files],
            "dependencies": [
                {"ref": whole["bom-ref"], "dependsOn": [one["bom-ref"] for one in packages]}
            ],
        }

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Leave nothing behind."""
        shutil.rmtree(self.folder.parent)


def _package(one: dict[str, str], asked: list[str]) -> dict[str, Any]:
    """A package that is installed beside the wheel, in whichever version its requirement allows."""
    wanted = [need for need in asked if re.split(r"[^\w.-]", need, maxsplit=1)[0] == one["name"]]
    return {
        "type": "library",
        "bom-ref": f"pkg:pypi/{one['name']}",
        "name": one["name"],
        "purl": f"pkg:pypi/{one['name']}",
        "scope": "optional" if "extra" in one else "required",
        "licenses": [{"license": {"id": one["spdx"]}}],
        "properties": [{"name": "ldnref:requirement", "value": need} for need in wanted],
    }


def _files(path: Path) -> list[Path]:
    return sorted(path.iterdir()) if path.is_dir() else [path]


def _file(data: Path, path: Path, spdx: str) -> dict[str, Any]:
    """A file of knowledge, with what tells it from any other."""
    name = f"ldnref/data/{path.relative_to(data).as_posix()}"
    return {
        "type": "data",
        "bom-ref": name,
        "name": name,
        "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(path.read_bytes()).hexdigest()}],
        "licenses": [{"expression": spdx}],
    }
