"""The policy packs: each a policy's clauses in plain words, and which rules check them. Adding one is adding a file."""

from __future__ import annotations

from pathlib import Path

from auditor.errors import Problems
from auditor.nearest import nearest
from auditor.policies.pack import HOW, Pack, PackClause, RuleUse
from auditor.policies.reading import PackReader

__all__ = ["HOW", "Pack", "PackClause", "RuleUse", "load_pack", "pack_names"]

SHIPPED = Path(__file__).parent


def pack_names() -> tuple[str, ...]:
    """Return the names of the shipped packs, sorted."""
    return tuple(sorted(file.stem for file in SHIPPED.glob("*.toml")))


def load_pack(name: str) -> Pack:
    """Return a pack by its name, or by the path of its file; Problems with everything that is wrong with it."""
    if name in pack_names():
        return _read(name, SHIPPED / f"{name}.toml")
    if not (name.endswith(".toml") or "/" in name or "\\" in name):
        names = pack_names()
        raise Problems([f"There is no policy pack {name}; there are: {', '.join(names)}.{nearest(name, names)}"])
    path = Path(name).expanduser()
    return _read(path.stem, path)


def _read(name: str, path: Path) -> Pack:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise Problems([f"There is no policy pack at {path}."]) from None
    except (OSError, ValueError) as error:
        reason = "it is not text in UTF-8" if isinstance(error, ValueError) else error.strerror
        raise Problems([f"The policy pack {path} cannot be read: {reason}."]) from None
    return PackReader(name, text, path).read()
