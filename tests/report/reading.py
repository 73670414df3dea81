"""Each format read back into what it tells: code, path and line of every fault."""

from __future__ import annotations

import html
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

SCHEMAS = Path(__file__).parent / "schemas"
Told = set[tuple[str, str, int]]
_LINE = re.compile(r"^(?P<path>.+?):(?P<line>\d+):\d+: (?P<code>[A-Z]{2}\d{3}) ", re.MULTILINE)


def _lines(text: str) -> Told:
    return {(m["code"], m["path"], int(m["line"])) for m in _LINE.finditer(text)}


def _json(text: str) -> Told:
    return {(d["code"], d["path"], d["line"]) for d in json.loads(text)["diagnostics"]}


def _github(text: str) -> Told:
    found = re.findall(r"^::\w+ file=([^,]*),line=(\d+),.*?title=([A-Z]{2}\d{3}) ", text, re.MULTILINE)
    return {(code, unquote(path), int(line)) for path, line, code in found}


def _sarif(text: str) -> Told:
    found = set()
    for result in json.loads(text)["runs"][0]["results"]:
        place = result["locations"][0]["physicalLocation"]
        found.add((result["ruleId"], unquote(place["artifactLocation"]["uri"]), place["region"]["startLine"]))
    return found


def _junit(text: str) -> Told:
    said = [element.text or "" for element in ET.fromstring(text).iter() if element.tag in {"failure", "system-out"}]
    return set().union(*map(_lines, said))


def _md(text: str) -> Told:
    found, code = set(), ""
    for line in text.splitlines():
        if line.startswith("#### "):
            code = line.split()[1]
        elif line.startswith("- <code>records/"):
            path, _, number = html.unescape(line.removeprefix("- <code>").split("</code>")[0]).rpartition(":")
            if number.isdigit():  # else it says how many more there are in the file
                found.add((code, path, int(number)))
    return found


READ = {"text": _lines, "json": _json, "github": _github, "sarif": _sarif, "junit": _junit, "md": _md}


def _by_schema(name: str, text: str) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="the second engine is tested without validators")
    schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    validator: Any = jsonschema.Draft7Validator
    validator.check_schema(schema)
    faults = [f"{e.json_path}: {e.message}" for e in validator(schema).iter_errors(json.loads(text))]
    assert faults == []


def check_json(text: str) -> None:
    """Assert that a text is what `chibo.check/1` describes."""
    _by_schema("check-1.json", text)


def check_sarif(text: str) -> None:
    """Assert that a text is SARIF 2.1.0."""
    _by_schema("sarif-2.1.0.json", text)


def check_junit(text: str) -> None:
    """Assert that a text is JUnit XML as Jenkins reads it."""
    xmlschema = pytest.importorskip("xmlschema", reason="the second engine is tested without validators")
    xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd")).validate(ET.fromstring(text))


VALIDATE = {"json": check_json, "sarif": check_sarif, "junit": check_junit}
