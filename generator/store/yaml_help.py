"""What went wrong in a YAML text, in words a secretary can act on: the cause and the cure."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from generator.model.diagnostic import Finding, Span
from generator.model.text import Text, shorten
from generator.store import yaml_slips


class Help(NamedTuple):
    """What was found, what is expected, what to do."""

    found: Text
    expected: Text
    hint: Text


_PLAIN = Text("Chỉ dùng dạng “tên: giá trị” thông thường.", "Plain “name: value” lines only.")
_QUOTE = Text(
    'Đặt đoạn chữ trên dòng riêng và trong ngoặc kép: title: "…".',
    'Put the text on its own line, in quotes: title: "…".',
)
COMPLEX_KEY = Help(
    Text("Tên mục là một danh sách hoặc một nhóm.", "A key is itself a list or a mapping."),
    Text("Tên mục là một từ.", "A key is one word."),
    Text("Bỏ dấu [ ], { } hoặc ? ở đầu tên mục.", "Remove the [ ], { } or ? before the key."),
)
TOO_DEEP = Help(
    Text("Các mục lồng nhau quá 32 tầng.", "Entries are nested more than 32 deep."),
    Text("Tối đa 32 tầng.", "At most 32 levels."),
    Text("Kiểm tra chỗ thụt dòng và dấu ngoặc dán nhầm.", "Check the indentation and stray brackets."),
)
TOO_MANY = Help(
    Text("Tệp có quá 20.000 giá trị.", "The file has more than 20,000 values."),
    Text("Tối đa 20.000 giá trị một tệp.", "At most 20,000 values a file."),
    Text("Tách tệp, hoặc bỏ phần dán nhầm.", "Split the file, or remove what was pasted by mistake."),
)
ALIAS = Help(
    Text("Giá trị bắt đầu bằng dấu *.", "A value begins with *."),
    Text("YAML hiểu * là tham chiếu; sổ không dùng tham chiếu.", "YAML takes * as a reference; records have none."),
    _QUOTE,
)
ANCHOR = Help(
    Text("Giá trị bắt đầu bằng dấu &.", "A value begins with &."),
    Text("YAML hiểu & là nhãn; sổ không dùng nhãn.", "YAML takes & as an anchor; records have none."),
    _QUOTE,
)
TAG = Help(
    Text("Giá trị bắt đầu bằng dấu !.", "A value begins with !."),
    Text("YAML hiểu ! là kiểu dữ liệu; sổ không dùng.", "YAML takes ! as a tag; records have none."),
    _QUOTE,
)
MERGE = Help(
    Text("Có mục << (gộp).", "There is a merge key <<."),
    Text("Mỗi tệp ghi đủ các mục của mình.", "Each file states its own keys."),
    Text("Xóa dòng << và ghi thẳng các mục cần có.", "Delete the << line and write the keys out."),
)
SEVERAL = Help(
    Text("Có dấu --- thứ hai: tệp chứa nhiều tài liệu.", "There is a second ---: the file holds several documents."),
    Text("Một tệp, một bản ghi.", "One file, one record."),
    Text("Xóa dòng --- thừa, hoặc tách thành hai tệp.", "Delete the extra --- line, or split the file."),
)
DIRECTIVE = Help(
    Text("Tệp bắt đầu bằng dòng % (chỉ thị YAML).", "The file begins with a % line (a YAML directive)."),
    _PLAIN,
    Text("Xóa dòng bắt đầu bằng %.", "Delete the line that begins with %."),
)


NO_CHARACTER = Text("mã không phải của chữ nào", "code that is none of a character")


def escaped(name: Text) -> Help:
    """Explain an escape that stands for what no record may hold."""
    return Help(
        Text(f"Có {name.vi} viết dưới dạng mã.", f"There is an escaped {name.en}."),
        Text("Chỉ gồm chữ nhìn thấy được.", "Visible characters only."),
        Text("Xóa mã này.", "Delete the escape."),
    )


def duplicate(key: str, first_line: int) -> Help:
    """Explain a key written twice, naming the line of the first."""
    key = shorten(key)
    where = f" (lần đầu ở dòng {first_line})" if first_line else ""
    where_en = f" (first on line {first_line})" if first_line else ""
    return Help(
        Text(f"Mục `{key}` ghi hai lần{where}.", f"`{key}` is written twice{where_en}."),
        Text("Mỗi mục ghi một lần.", "Each key once."),
        Text("Gộp hai chỗ thành một, hoặc xóa chỗ thừa.", "Merge the two, or delete one."),
    )


def cut_by_hash(kept: str, lost: str) -> Help:
    """Explain a text that ` #` cut short."""
    kept, lost = shorten(kept), shorten(lost)
    keeps = f"chỉ còn “{kept}”" if kept else "không còn gì"
    keeps_en = f"only “{kept}” is left" if kept else "nothing is left"
    full = f"{kept} {lost}".strip()
    return Help(
        Text(f"Dấu # sau dấu cách cắt mất “{lost}”, {keeps}.", f"The # after a space cuts off “{lost}”; {keeps_en}."),
        Text("Đoạn chữ có # phải nằm trong ngoặc kép.", "A text with # must stand in quotes."),
        Text(
            f'Viết "{full}"; nếu là ghi chú thì thêm dấu cách sau #.',
            f'Write "{full}"; for a comment put a space after #.',
        ),
    )


_HASH = re.compile(r"\s#(?=\S)")
_KEY = re.compile(r"\s*[\w-]*")  # the reader is at the next key: the bracket before it is still open
_TABLE: tuple[tuple[str, Help], ...] = (
    (
        "mapping values are not allowed",
        Help(
            Text(
                "Có dấu hai chấm và dấu cách (“: ”) giữa đoạn chữ, hoặc thụt dòng sai.",
                "“: ” inside a text, or wrong indentation.",
            ),
            Text("Mỗi dòng một mục “tên: giá trị”.", "One “name: value” a line."),
            Text(
                "Đặt cả đoạn chữ trong ngoặc kép; các mục cùng nhóm thụt dòng bằng nhau.",
                "Put the whole text in quotes; align entries of one group.",
            ),
        ),
    ),
    (
        "sequence entries are not allowed",
        Help(
            Text(
                "Giá trị bắt đầu bằng “- ” trên cùng dòng với tên mục.",
                "A value begins with “- ” on the line of its key.",
            ),
            Text("Danh sách bắt đầu ở dòng dưới.", "A list begins on the next line."),
            Text(
                "Xuống dòng trước dấu -, hoặc đặt đoạn chữ trong ngoặc kép.",
                "Start a new line before the -, or quote the text.",
            ),
        ),
    ),
)
# What the reader says where it does not even find a tag, an anchor or an alias.
_REFERENCES = (
    ("scanning a tag", TAG), ("parsing a tag", TAG), ("undefined tag handle", TAG), ("scanning an anchor", ANCHOR),
    ("scanning an alias", ALIAS), ("directive", DIRECTIVE),
)  # fmt: skip
_TAB = Help(
    Text("Thụt dòng bằng phím Tab.", "The line is indented with a tab."),
    Text("Thụt dòng bằng dấu cách.", "Indent with spaces."),
    Text("Thay mỗi Tab bằng hai dấu cách.", "Replace each tab by two spaces."),
)
_FLOW = Help(
    Text(
        "Dấu ngoặc { } hoặc [ ] không đóng, hoặc có “: ” bên trong đoạn chữ.",
        "A { } or [ ] is not closed, or “: ” stands inside a text.",
    ),
    Text("Trong { }, đoạn chữ không có dấu phẩy, “: ” hay “ #”.", "Inside { } a text has no comma, “: ” or “ #”."),
    Text(
        "Ghi mỗi mục một dòng, không dùng { }; đoạn chữ đặt trong ngoặc kép.",
        "Write one entry a line without { }; quote the text.",
    ),
)
_FLOW_HASH = Help(
    Text(
        "Dấu “ #” bên trong { } hoặc [ ] cắt mất phần còn lại của dòng.",
        "“ #” inside { } or [ ] cuts off the rest of the line.",
    ),
    Text("Đoạn chữ có # phải nằm trong ngoặc kép.", "A text with # must stand in quotes."),
    Text(
        "Đặt đoạn chữ trong ngoặc kép, hoặc ghi nó trên dòng riêng ngoài { }.",
        "Quote the text, or put it on its own line outside { }.",
    ),
)
_OTHER = Help(
    Text("Dòng này không đọc được.", "This line cannot be read."),
    Text(
        "Mỗi dòng một mục “tên: giá trị”, các mục cùng nhóm thụt dòng bằng nhau.",
        "One “name: value” a line, aligned within a group.",
    ),
    Text(
        "Kiểm tra dấu hai chấm, thụt dòng và dấu ngoặc ở dòng này và dòng trên.",
        "Check colons, indentation and brackets here and on the line above.",
    ),
)
NO_FRONT_MATTER = Help(
    Text("Tệp không bắt đầu bằng dòng ---.", "The file does not begin with a --- line."),
    Text("Dòng đầu là ---, rồi các mục, rồi --- và biên bản.", "A --- line, the keys, a --- line, then the minutes."),
    Text(
        "Thêm dòng --- ở đầu tệp; “chibo new meeting” tạo sẵn khung.",
        "Add a --- line at the top; `chibo new meeting` writes the frame.",
    ),
)
OPEN_FRONT_MATTER = Help(
    Text("Không có dòng --- đóng phần khai báo.", "The --- line that closes the front matter is missing."),
    Text("Phần khai báo nằm giữa hai dòng ---.", "The front matter stands between two --- lines."),
    Text("Thêm dòng --- trước phần biên bản.", "Add a --- line before the minutes."),
)


def explain(path: str, text: str, first_line: int, error: Exception) -> Finding:
    """Turn an error of the YAML reader into a finding with the likely cause at its place.

    YA003 where a tag, an anchor or an alias is not even one; YA004 where an escape names no character; else YA001.
    """
    problem = str(getattr(error, "problem", None) or error)
    context = getattr(error, "context", None) or ""
    lines = text.split("\n")
    if text and lines[-1]:
        lines.append("")  # where a text that does not end its last line ends, readers do not agree
    row, column = _place(getattr(error, "problem_mark", None) or getattr(error, "context_mark", None), text, lines)
    opened = _place(getattr(error, "context_mark", None), text, lines)
    code, help_ = "YA001", _OTHER
    reference = next((h for words, h in _REFERENCES if words in context or words in problem), None)
    if reference is not None:
        code, help_, (row, column) = "YA003", reference, opened if context else (row, column)
    elif "cannot start any token" in problem:
        help_, column = _bad_start(lines[row], column)
    elif "flow" in context:
        help_, row, column = _in_flow(lines, row, column, opened)
    elif "escape" in problem or "hexdecimal" in problem:
        at = max(text.rfind("\\", 0, getattr(getattr(error, "problem_mark", None), "index", 0) + 1), 0)
        row, column = text.count("\n", 0, at), at - text.rfind("\n", 0, at) - 1
        if "invalid Unicode" in problem:
            code, help_ = "YA004", escaped(NO_CHARACTER)
    else:
        help_ = next((h for words, h in _TABLE if words in problem), _OTHER)
        if "unexpected end of stream" in problem:
            help_, (row, column) = _open_quote(lines[opened[0]][opened[1] :]), opened
        elif any(words in problem for words in yaml_slips.LATE):
            late = yaml_slips.slip(lines, opened[0] if yaml_slips.LATE[0] in problem else None, row)
            help_, row, column = (Help(*late[:3]), late.row, late.column) if late is not None else (help_, row, column)
    if row == len(text.split("\n")):
        row, column = row - 1, len(lines[row - 1])
    column = min(column, len(lines[row]))
    line = row + first_line
    return Finding(code, path, (), *help_, span=Span(line, column + 1, line, column + 2))


def _place(mark: Any, text: str, lines: list[str]) -> tuple[int, int]:
    """Row and column of a mark; the end of the text is the beginning of the row after its last line."""
    if mark is None:
        return 0, 0
    return (len(lines) - 1, 0) if mark.index >= len(text) else (min(mark.line, len(lines) - 1), mark.column)


def _open_quote(rest: str) -> Help:
    name = Text("ngoặc đơn", "single quote") if rest.startswith("'") else Text("ngoặc kép", "double quote")
    sign = "'" if rest.startswith("'") else '"'
    return Help(
        Text(f"Dấu {name.vi} ({sign}) mở mà không đóng.", f"A {name.en} ({sign}) is opened and never closed."),
        Text("Mỗi dấu ngoặc mở có một dấu đóng.", "Each quote is closed."),
        Text(f"Thêm dấu {sign} ở cuối đoạn chữ.", f"Add {sign} at the end of the text."),
    )


def _bad_start(line: str, column: int) -> tuple[Help, int]:
    char = line[column : column + 1]
    if char == "\t" or (line[:column].strip() == "" and "\t" in line[: column + 1]):
        return _TAB, line.index("\t")
    help_ = Help(
        Text(f"Giá trị bắt đầu bằng dấu {char}.", f"A value begins with {char}."),
        Text(
            f"Đoạn chữ bắt đầu bằng {char} phải nằm trong ngoặc kép.", f"A text that begins with {char} must be quoted."
        ),
        _QUOTE,
    )
    return help_, column


def _in_flow(lines: list[str], row: int, column: int, start: tuple[int, int]) -> tuple[Help, int, int]:
    first = start[0]
    for number in range(first, min(row, len(lines) - 1) + 1):
        cut = _HASH.search(lines[number])
        if cut is not None:
            return _FLOW_HASH, number, cut.end() - 1
    if first == row and not lines[row][:column].strip():  # a line begins, or the text ends, inside a bracket
        return _FLOW, *_last_open(lines[:row], row)
    if row > first and _KEY.fullmatch(lines[row][:column]):
        return _FLOW, *start
    return _FLOW, row, column


def _last_open(lines: list[str], end: int) -> tuple[int, int]:
    """Line and column of the last bracket that its line does not close, else where the text ends."""
    for number in range(len(lines) - 1, -1, -1):
        opened, closed = (max(lines[number].rfind(c) for c in pair) for pair in ("[{", "]}"))
        if opened > closed:
            return number, opened
    return end, 0
