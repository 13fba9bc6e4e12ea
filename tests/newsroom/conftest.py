"""Where a batch of the old portal's articles comes from and goes to."""

from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path) -> Path:
    path = tmp_path / "bai-cu"
    path.mkdir()
    return path


@pytest.fixture
def place(section, department, drafter):
    return {"section": "tin-hoat-dong", "department": "GDTX-GDCN", "user": drafter.username}
