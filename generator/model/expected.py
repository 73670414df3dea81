"""What a value of each kind looks like, in the words of a message."""

from __future__ import annotations

from generator.model.text import Text

EXPECTED = {
    "slug": Text(
        "mã chỉ gồm chữ thường không dấu, chữ số và gạch nối, tối đa 64 ký tự (ví dụ dv01, ban-na-loc)",
        "an id of lower-case letters, digits and hyphens, at most 64 (such as dv01, ban-na-loc)",
    ),
    "key": Text("tên mục viết thường, không dấu", "a key in lower-case letters, digits, _ or -"),
    "words": Text("một đoạn chữ", "a text"),
    "count": Text("một số nguyên từ 0 (chỉ gồm chữ số)", "a whole number from 0 (digits only)"),
    "points": Text("số điểm từ 0, ví dụ 4 hoặc 4.5", "points from 0, such as 4 or 4.5"),
    "date": Text(
        "ngày có thật, viết năm-tháng-ngày, ví dụ 2024-03-05", "an existing day written year-month-day: 2024-03-05"
    ),
    "month": Text("tháng viết năm-tháng, ví dụ 2024-03", "a month written year-month: 2024-03"),
    "time": Text(
        "giờ bắt đầu-giờ kết thúc, ví dụ 07:30-09:15 hoặc 7h30-9h15", "start-end, such as 07:30-09:15 or 7h30-9h15"
    ),
    "flag": Text("true hoặc false", "true or false"),
    "limit": Text('so sánh, ví dụ ">= 90%", "> 1/2"', 'a comparison such as ">= 90%" or "> 1/2"'),
    "share": Text("phân số hoặc phần trăm, ví dụ 2/3 hoặc 80%", "a fraction or percentage such as 2/3 or 80%"),
    "day_of_month": Text("ngày trong tháng từ 1 đến 28", "a day of the month from 1 to 28"),
    **{
        f"from_{low}": Text(f"một số nguyên từ {low} đến {high}", f"a whole number from {low} to {high}")
        for low, high in ((3, 99), (5, 99), (6, 12), (8, 99), (20, 99), (31, 99))
    },
    "quarter": Text("quý từ 1 đến 4", "a quarter from 1 to 4"),
    "zone": Text("múi giờ có tên, ví dụ Asia/Ho_Chi_Minh", "a named time zone such as Asia/Ho_Chi_Minh"),
    "cell": Text("mã chi bộ, hoặc ĐẢNG-BỘ/CHI-BỘ", "a cell, or DISTRICT/CELL"),
    "person": Text("mã đảng viên, hoặc CHI-BỘ/MÃ khi họp chung", "a member id, or CELL/ID in a joint meeting"),
    "was": Text("[ĐẢNG-BỘ/]CHI-BỘ/MÃ, ví dụ ban-cu/dv07", "[DISTRICT/]CELL/ID, such as ban-cu/dv07"),
    "task_ref": Text(
        "[CHI-BỘ/]KỲ[-LOẠI[-TÊN]]/NHIỆM-VỤ, ví dụ 2024-02/t1", "[CELL/]PERIOD[-KIND[-SLUG]]/TASK, such as 2024-02/t1"
    ),
    "scope": Text("all, ĐẢNG-BỘ hoặc ĐẢNG-BỘ/ĐƠN-VỊ", "all, DISTRICT or DISTRICT/UNIT"),
    "rule_code": Text("mã quy tắc như AT104", "a rule code such as AT104"),
    "code": Text("một trong: {allowed}", "one of: {allowed}"),
    "option": Text("một lựa chọn có trong options: {allowed}", "an option listed under options: {allowed}"),
    "ends_before": Text("ngày kết thúc không sớm hơn ngày bắt đầu", "an end not earlier than the start"),
    "excused": Text(
        "từng người kèm lý do (dv04: sick; lý do là work, sick, family, away hoặc other), hoặc chỉ một con số",
        "each person with a reason (dv04: sick; a reason is work, sick, family, away or other), or just a number",
    ),
    "people": Text("danh sách mã đảng viên, hoặc chỉ một con số", "a list of member ids, or just a number"),
    "visits": Text(
        "danh sách chi bộ, hoặc chi bộ kèm số lần dự (ban-na-loc: 2)", "a list of cells, or cells with a number"
    ),
    "account": Text(
        "tài khoản hoặc nhóm trên máy chủ git (thu-ky-na-loc, huyen-uy/van-phong), không ghi họ tên hay thư điện tử",
        "an account or team of the forge (thu-ky-na-loc, huyen-uy/van-phong), no person's name or e-mail address",
    ),
    "accounts": Text("ít nhất một tài khoản hoặc nhóm", "at least one account or team"),
    "mapping": Text("các dòng “tên: giá trị”", "a mapping (lines of “name: value”)"),
    "list": Text("một danh sách (mỗi mục một dòng, bắt đầu bằng “- ”)", "a list (one entry a line, each after “- ”)"),
}
