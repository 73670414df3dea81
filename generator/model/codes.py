"""The code lists of the records, with their labels in both languages."""

from __future__ import annotations

from generator.model.text import Text

CELL_TYPES = {
    "village": Text("Thôn, bản", "Village"),
    "neighbourhood": Text("Tổ dân phố", "Neighbourhood"),
    "commune_office": Text("Cơ quan xã, phường", "Commune office"),
    "agency": Text("Cơ quan hành chính, đảng, đoàn thể", "Agency"),
    "public_service": Text("Đơn vị sự nghiệp công lập", "Public service"),
    "school": Text("Trường học", "School"),
    "student": Text("Học sinh, sinh viên", "Students"),
    "police": Text("Công an", "Police"),
    "military": Text("Quân đội, biên phòng", "Military and border guard"),
    "soe": Text("Doanh nghiệp nhà nước", "State-owned enterprise"),
    "jsc_state": Text("Công ty cổ phần có vốn nhà nước", "Joint-stock company with state capital"),
    "jsc_private": Text("Công ty cổ phần không có vốn nhà nước", "Joint-stock company without state capital"),
    "private": Text("Doanh nghiệp tư nhân, TNHH", "Private enterprise"),
    "fdi": Text("Doanh nghiệp có vốn đầu tư nước ngoài", "Foreign-invested enterprise"),
    "cooperative": Text("Hợp tác xã", "Cooperative"),
    "nonpublic_service": Text("Đơn vị sự nghiệp ngoài công lập", "Non-public service"),
    "overseas": Text("Ngoài nước", "Overseas"),
    "joint": Text("Chi bộ ghép", "Joint cell"),
}
# For whom a share of attendance is asked: a type of cell, or all those that are not named.
TARGETS = {"default": Text("Loại hình không ghi riêng", "Types not named"), **CELL_TYPES}
SECRET_TYPES = frozenset({"police", "military"})  # never in the public profile, not even in a total

LEVELS = {
    "province": Text("tỉnh", "province"),
    "district": Text("huyện", "district"),
    "block": Text("khối", "block"),
    "commune": Text("xã, phường", "commune"),
    "grassroots": Text("đảng bộ cơ sở", "grassroots organisation"),
    "sectional": Text("đảng bộ bộ phận", "sectional organisation"),
}
SEAT_LEVELS = {
    "standing_committee": Text("Ủy viên ban thường vụ", "Standing committee member"),
    "committee": Text("Ủy viên ban chấp hành", "Committee member"),
    "commune_committee": Text("Cấp ủy viên xã, phường", "Commune committee member"),
}
MEETING_KINDS = {
    "regular": Text("thường kỳ", "regular"),
    "thematic": Text("chuyên đề", "thematic"),
    "extraordinary": Text("bất thường", "extraordinary"),
    "committee": Text("họp chi ủy", "committee"),
    "congress": Text("đại hội", "congress"),
}
MEETING_STATES = {
    "held": Text("đã họp", "held"),
    "not_held": Text("không họp", "not held"),
    "postponed": Text("hoãn", "postponed"),
    "waived": Text("được miễn", "waived"),
    "planned": Text("dự kiến họp", "planned"),
}
MONTH_STATES = {
    "held": Text("Đã họp", "Held"),
    "late": Text("Đã họp, ghi muộn", "Held, recorded late"),
    "not_held": Text("Không họp", "Not held"),
    "postponed": Text("Hoãn", "Postponed"),
    "waived": Text("Được miễn", "Waived"),
    "planned": Text("Dự kiến họp", "Planned"),
    "invalid": Text("Ghi sai", "Invalid record"),
    "awaiting": Text("Chưa đến hạn", "Awaiting"),
    "missing": Text("Thiếu biên bản", "Missing"),
    "inactive": Text("Không hoạt động", "Inactive"),
}
REASONS = {
    "work": Text("công tác", "work"),
    "sick": Text("ốm đau", "sick"),
    "family": Text("việc gia đình", "family"),
    "away": Text("đi làm xa", "away"),
    "other": Text("lý do khác", "other"),
}
ROLES = {
    "secretary": Text("Bí thư", "Secretary"),
    "deputy": Text("Phó bí thư", "Deputy secretary"),
    "committee_member": Text("Chi ủy viên", "Committee member"),
    "group_leader": Text("Tổ trưởng tổ đảng", "Group leader"),
}
COMMITTEE_ROLES = frozenset({"secretary", "deputy", "committee_member"})
AWAY_KINDS = {
    "exempt": Text("Được miễn sinh hoạt", "Exempt"),
    "temp_exempt": Text("Tạm miễn sinh hoạt", "Temporarily exempt"),
    "temp_out": Text("Sinh hoạt tạm thời nơi khác", "Temporarily at another cell"),
    "special_duty": Text("Làm nhiệm vụ đặc biệt", "On special duty"),
}
EXEMPT_KINDS = frozenset({"exempt", "temp_exempt"})
LEAVINGS = {
    "transfer": Text("chuyển sinh hoạt", "transferred"),
    "died": Text("từ trần", "died"),
    "removed": Text("xóa tên", "removed"),
    "expelled": Text("khai trừ", "expelled"),
    "resigned": Text("xin ra khỏi Đảng", "resigned"),
}
GUESTS = {
    "resident_213": Text("đảng viên 213 nơi cư trú", "resident working members"),
    "invited": Text("khách mời", "invited"),
    "temp_in": Text("đảng viên sinh hoạt tạm", "temporary members from elsewhere"),
    "other": Text("đại biểu khác", "other"),
}
OUTCOMES = {"resolution": Text("nghị quyết", "resolution"), "conclusion": Text("kết luận", "conclusion")}
TASK_STATES = {
    "done": Text("xong", "done"),
    "doing": Text("đang làm", "doing"),
    "dropped": Text("thôi thực hiện", "dropped"),
}
GRADES = {
    "good": Text("Tốt", "Good"),
    "fair": Text("Khá", "Fair"),
    "average": Text("Trung bình", "Average"),
    "poor": Text("Kém", "Poor"),
}
ANNUAL_GRADES = {
    "excellent": Text("Hoàn thành xuất sắc nhiệm vụ", "Excellent completion"),
    "good_completion": Text("Hoàn thành tốt nhiệm vụ", "Good completion"),
    "completion": Text("Hoàn thành nhiệm vụ", "Completion"),
    "failed": Text("Không hoàn thành nhiệm vụ", "Failed"),
}
SCORE_GROUPS = {
    "time": Text("Chấp hành thời gian, thời lượng", "Time and duration"),
    "attendance": Text("Tỷ lệ đảng viên dự sinh hoạt", "Attendance"),
    "preparation": Text("Công tác chuẩn bị", "Preparation"),
    "conduct": Text("Tổ chức sinh hoạt", "Conduct"),
    "chairing": Text("Điều hành buổi sinh hoạt", "Chairing"),
    "principles": Text("Thực hiện nguyên tắc sinh hoạt đảng", "Principles"),
    "results": Text("Kết quả thực hiện nghị quyết kỳ trước", "Results"),
    "conclusions": Text("Chất lượng báo cáo và kết luận", "Report and conclusions"),
    "closing": Text("Kết thúc sinh hoạt", "Closing"),
}
REGISTERS = {
    "committee_minutes": Text("biên bản họp chi ủy", "committee minutes"),
    "cell_minutes": Text("biên bản sinh hoạt chi bộ", "cell minutes"),
    "resolutions": Text("nghị quyết", "resolutions"),
    "member_roll": Text("danh sách đảng viên", "member roll"),
    "attendance_book": Text("điểm danh", "attendance book"),
    "dues": Text("thu, nộp đảng phí", "dues"),
}
REGISTER_STATES = {"kept": Text("có", "kept"), "missing": Text("thiếu", "missing")}
INSPECTIONS = {"inspection": Text("kiểm tra", "inspection"), "supervision": Text("giám sát", "supervision")}
# Education is written in words of the store's own choice; these are known by name.
EDUCATION_GENERAL = {
    "tieu-hoc": Text("tiểu học", "primary school"),
    "thcs": Text("trung học cơ sở", "lower secondary school"),
    "thpt": Text("trung học phổ thông", "upper secondary school"),
}
EDUCATION_PROFESSIONAL = {
    "so-cap": Text("sơ cấp", "elementary vocational training"),
    "cong-nhan-ky-thuat": Text("công nhân kỹ thuật", "skilled worker's training"),
    "trung-cap": Text("trung cấp", "intermediate vocational school"),
    "cao-dang": Text("cao đẳng", "college"),
    "dai-hoc": Text("đại học", "university degree"),
    "thac-si": Text("thạc sĩ", "master's degree"),
    "tien-si": Text("tiến sĩ", "doctorate"),
}
SEVERITIES = {
    "error": Text("Lỗi", "Error"),
    "warning": Text("Cảnh báo", "Warning"),
    "notice": Text("Lưu ý", "Notice"),
}
KINDS = {
    "invalid": Text("Ghi sai", "Invalid"),
    "private": Text("Lộ thông tin", "Private"),
    "unmet": Text("Chưa đạt quy định", "Unmet"),
}
EVERY = {"month": Text("mỗi tháng", "every month"), "quarter": Text("mỗi quý", "every quarter")}
