"""Compiles the knowledge when the program is installed, or a wheel of it is built."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

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

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Leave nothing behind."""
        shutil.rmtree(self.folder.parent)
