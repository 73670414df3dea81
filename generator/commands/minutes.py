"""The minutes of a new meeting: headings to write under, in the order of a meeting."""

from __future__ import annotations

# Heading → what stands below it; a remark that the page does not show.
MINUTES = {
    "regular": {
        "Mở đầu": "lý do họp, khách dự, cử thư ký, điểm danh, thông qua chương trình",
        "Đánh giá tháng trước": "thời sự, tư tưởng; kết quả thực hiện nghị quyết; xây dựng Đảng; hạn chế, nguyên nhân",
        "Nhiệm vụ tháng này": "việc gì, ai làm, xong khi nào; ghi lại ở mục tasks phía trên",
        "Thảo luận, tự phê bình và phê bình": "các ý kiến phát biểu",
        "Kết luận": "chủ trì kết luận, biểu quyết, chấm điểm, thông qua biên bản, giờ kết thúc",
    },
    "thematic": {
        "Mở đầu": "lý do họp, khách dự, cử thư ký, điểm danh",
        "Mục đích, yêu cầu của chuyên đề": "bí thư nêu",
        "Trình bày chuyên đề": "đảng viên được phân công trình bày",
        "Thảo luận, liên hệ": "các ý kiến phát biểu",
        "Kết luận": "chủ trì kết luận, đánh giá chất lượng chuyên đề, thông qua biên bản, giờ kết thúc",
    },
    "committee": {
        "Nội dung chuẩn bị": "nội dung, dự thảo nghị quyết của buổi sinh hoạt tới",
        "Ý kiến": "các ý kiến trao đổi",
        "Thống nhất": "việc đã thống nhất, người được phân công",
    },
}
OTHER_MINUTES = {
    "Mở đầu": "lý do họp, khách dự, cử thư ký, điểm danh",
    "Nội dung": "diễn biến",
    "Thảo luận": "các ý kiến phát biểu",
    "Kết luận": "chủ trì kết luận, biểu quyết, thông qua biên bản, giờ kết thúc",
}


def skeleton(kind: str) -> list[str]:
    """The lines below the front matter: each heading with a remark that no page shows."""
    lines: list[str] = []
    for heading, hint in MINUTES.get(kind, OTHER_MINUTES).items():
        lines += [f"## {heading}", "", f"<!-- {hint} -->", ""]
    return lines[:-1]
