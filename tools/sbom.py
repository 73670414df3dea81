"""Write the software bill of materials of a run: CycloneDX 1.6 of what requirements/run.txt pins, on standard output.

The same lock gives the same bytes: no time, no serial number, no host.
"""

import json
import re
import sys
import tomllib
import uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def components(lock: str) -> list[dict[str, object]]:
    """Each pinned package with the hashes that pip may install it by."""
    found: list[dict[str, object]] = []
    hashes: list[dict[str, str]] = []
    for line in lock.splitlines():
        pin = PIN.match(line)
        if pin:
            name, version = pin[1], pin[2]
            hashes = []
            purl = f"pkg:pypi/{name.lower()}@{version}"
            found.append(
                {
                    "type": "library",
                    "bom-ref": purl,
                    "name": name,
                    "version": version,
                    "purl": purl,
                    "properties": hashes,
                }
            )
        hashes += [{"name": "pip:sha256", "value": one} for one in HASH.findall(line)]
    return found


def bill(lock: str, project: dict[str, object]) -> dict[str, object]:
    """The whole bill; its number follows from its content."""
    parts = components(lock)
    number = uuid.uuid5(uuid.NAMESPACE_OID, json.dumps(parts, sort_keys=True))
    main = {"type": "application", "bom-ref": "chibo", "name": project["name"], "version": project["version"]}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{number}",
        "version": 1,
        "metadata": {"component": main},
        "components": parts,
        "dependencies": [{"ref": "chibo", "dependsOn": [part["bom-ref"] for part in parts]}],
    }


def main() -> None:
    """Write the bill of this checkout."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lock = (ROOT / "requirements" / "run.txt").read_text("utf-8")
    json.dump(bill(lock, project), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
