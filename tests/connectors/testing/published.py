"""Turns the platforms' published descriptions into schemas that refuse what they do not name."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

LEFT_OUT = {"nullable", "discriminator", "example", "format", "description"}
META_TYPES = {
    "string": str,
    "datetime": str,
    "bool": bool,
    "unsigned int": int,
    "int": int,
    "Object": dict,
    "Comment": dict,
    "Privacy": dict,
}


@cache
def x_schemas(document: Path) -> dict[str, dict[str, Any]]:
    """Return by path the JSON Schema (2020-12) of the 200 answers to GET, closed against unknown names."""
    described = json.loads(document.read_text())
    schemas = described["components"]["schemas"]
    definitions = {name: _convert(schema, schemas, inside=True) for name, schema in schemas.items()}
    found = {}
    for path, methods in described["paths"].items():
        answers = methods.get("get", {}).get("responses", {}).get("200", {}).get("content", {})
        if "application/json" in answers:
            answer = _convert(answers["application/json"]["schema"], schemas)
            found[path] = {"components": {"schemas": definitions}, **answer}
    return found


def _convert(schema: Any, schemas: dict[str, Any], *, inside: bool = False) -> Any:  # noqa: ANN401 - JSON of any shape
    """Return a schema of OpenAPI 3.0 as one of JSON Schema; `inside` leaves it open, to be combined or referred to."""
    if isinstance(schema, list):
        return [_convert(entry, schemas, inside=inside) for entry in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _refer(schema["$ref"], schemas, inside=inside)
    converted = {name: _convert_part(name, value, schemas) for name, value in schema.items() if name not in LEFT_OUT}
    if schema.get("nullable") and "type" in schema:
        converted["type"] = [schema["type"], "null"]
    if not inside and ("properties" in schema or "allOf" in schema):
        converted["unevaluatedProperties"] = False
    return converted


def _convert_part(name: str, value: Any, schemas: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON of any shape
    if name == "properties":
        return {key: _convert(entry, schemas) for key, entry in value.items()}
    return _convert(value, schemas, inside=name == "allOf")


def _refer(reference: str, schemas: dict[str, Any], *, inside: bool) -> dict[str, Any]:
    """Return a reference; one to a schema with a discriminator means any of the schemas that it maps."""
    mapping = schemas[reference.rpartition("/")[2]].get("discriminator", {}).get("mapping", {})
    if mapping and not inside:
        return {"anyOf": [{"$ref": target, "unevaluatedProperties": False} for target in sorted(set(mapping.values()))]}
    return {"$ref": reference} if inside else {"$ref": reference, "unevaluatedProperties": False}


def without_unknown(shown: dict[str, Any], types: dict[str, str], edges: set[str]) -> dict[str, Any]:
    """Return of one object what Meta describes: named fields of the described type, and edges."""
    return {
        name: value
        for name, value in shown.items()
        if name in edges or (name in types and isinstance(value, META_TYPES[types[name]]))
    }
