"""One run of the publisher in a process of its own, for tests that kill it or let its system calls fail.

`python -S one_run.py publish|adopt|generations|verify OUTPUT [SITE.json]`: a site is a JSON object of path → text.
The system call that asks for MARK is where the run begins: what comes before it is Python's own.
"""

import contextlib
import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from generator.publish import generations, manifest, place, publisher
from generator.publish.prove import prove
from generator.publish.trouble import NotPublished, told

MARK = "/no-such-folder/begin"


def main(what: str, output: Path, site: dict[str, str]) -> int:
    new = {path: manifest.entry_of(text.encode()) for path, text in site.items()}
    files = [(path, text.encode()) for path, text in sorted(site.items())]
    with contextlib.suppress(FileNotFoundError):
        os.close(os.open(MARK, os.O_RDONLY))
    try:
        if what == "verify":
            return 1 if prove(output).differences else 0
        with place.held(output):
            if what == "adopt":
                return adopt(output, files, new)
            (generations if what == "generations" else publisher).publish(files, new, output)
    except NotPublished as error:
        sys.stderr.write(f"{error.text.vi}\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"{told(error, output).vi}\n")
        return 1
    return 0


def adopt(output: Path, files: list[tuple[str, bytes]], new: dict[str, manifest.Entry]) -> int:
    """Stage a whole site and make it the output; where one stands, what differs is exchanged, as a build does."""
    present = place.refuse(output, generations=False)
    if present is not None:
        publisher.publish(files, new, output, present)
        return 0
    stage = output.parent / f".{output.name}.stage"
    for path, data in files:
        (stage / path).parent.mkdir(parents=True, exist_ok=True)
        (stage / path).write_bytes(data)
    publisher.adopt(stage, new, output)
    return 0


if __name__ == "__main__":
    sys.exit(
        main(sys.argv[1], Path(sys.argv[2]), json.loads(Path(sys.argv[3]).read_text("utf-8")) if sys.argv[3:] else {})
    )
