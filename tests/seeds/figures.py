"""What each newspaper article says, and where the site of its store shows it: the table of `docs/seeds.md`."""

from __future__ import annotations

from typing import NamedTuple


class Claim(NamedTuple):
    """One figure of an article: its words, the page that shows it, the statistic with its scope and exact value.

    `scope` and `key` are those of `stats.csv`; `shown` is what the page prints. A claim without a statistic is a text
    that the page must hold.
    """

    seed: str
    words: str
    page: str
    stat: str = ""
    scope: str = "district"
    key: str = ""
    n: int = 0
    d: int = 0
    shown: str = ""


D = "/huyen"
H1 = "2019-H1"
REVIEW = "review.2017-chi-bo-co-quan"
CLAIMS = [
    Claim("000", "UVBTV dự 19/29 chi bộ đăng ký, đạt 65,52 %", f"{D}/observers/2019/", "observer_cells.standing_committee", key=H1, n=19, d=29, shown="65,52 %"),
    Claim("000", "… định kỳ 15 chi bộ", f"{D}/observers/2019/", "observer_visits.standing_committee.regular", key=H1, n=15, d=19, shown="78,95 %"),
    Claim("000", "… chuyên đề 04 chi bộ", f"{D}/observers/2019/", "observer_visits.standing_committee.thematic", key=H1, n=4, d=19, shown="21,05 %"),
    Claim("000", "UVBCH dự 44/106 chi bộ đăng ký, đạt 41,51 %", f"{D}/observers/2019/", "observer_cells.committee", key=H1, n=44, d=106, shown="41,51 %"),
    Claim("000", "… định kỳ 56 (lượt)", f"{D}/observers/2019/", "observer_visits.committee.regular", key=H1, n=56, d=63, shown="88,89 %"),
    Claim("000", "… chuyên đề 07 (lượt)", f"{D}/observers/2019/", "observer_visits.committee.thematic", key=H1, n=7, d=63, shown="11,11 %"),
    Claim("000", "UVBCH xã dự 1.322/2.333 lượt", f"{D}/observers/2019/", "observer_visits.commune_committee", key=H1, n=1322, d=2333, shown="56,67 %"),
    Claim("000", "… định kỳ 1.189", f"{D}/observers/2019/", "observer_visits.commune_committee.regular", key=H1, n=1189, d=1322, shown="89,94 %"),
    Claim("000", "… chuyên đề 133", f"{D}/observers/2019/", "observer_visits.commune_committee.thematic", key=H1, n=133, d=1322, shown="10,06 %"),
    Claim("000", "100 % cấp ủy viên đã xây dựng kế hoạch", f"{D}/observers/2019/", "observer_plans", key="2019", n=92, d=92, shown="100,00 %"),
    Claim("000", "câu của báo cáo: 19/29, 65,52 %", f"{D}/report/2019-H1/", "observer_cells.standing_committee", key=H1, n=19, d=29, shown="65,52 %"),
    Claim("000", "trên 70 % thống nhất thời điểm (cùng ngày với đảng bộ)", f"{D}/2018/", "common_day", key="2018", n=43, d=60, shown="71,67 %"),
    Claim("000", "trên 70 % thống nhất thời điểm (giữ ngày cố định)", f"{D}/2018/", "fixed_day_kept", key="2018", n=450, d=600, shown="75,00 %"),
    Claim("000", "bình quân 10 buổi/chi bộ/năm", f"{D}/2018/", "meetings_per_cell", key="2018", n=600, d=60, shown="10,00"),
    Claim("000", "chuyên đề bình quân 02 buổi/chi bộ/năm", f"{D}/2018/", "thematic_per_cell", key="2018", n=120, d=60, shown="2,00"),
    Claim("000", "dự khoảng 90 %/tổng số đảng viên", f"{D}/2018/", "attendance_rate_roll", key="2018", n=10800, d=12000, shown="90,00 %"),
    Claim("000", "100 % thực hiện 05 loại sổ sách", f"{D}/2018/", "registers_kept", key="2018", n=300, d=300, shown="100,00 %"),
    Claim("001", "16/16 xã, thị trấn", f"{D}/reviews/2017-chi-bo-co-quan/", shown="16/16"),
    Claim("001", "7,76 % số chi bộ (16 trên 206; tròn lên 7,77)", f"{D}/members/2017/", "cells_by_type.commune_office", key="2017", n=16, d=206, shown="7,77 %"),
    Claim("001", "317 đảng viên, 8,85 %", f"{D}/members/2017/", "members_by_type.commune_office", key="2017", n=317, d=3582, shown="8,85 %"),
    Claim("001", "8 đảng ủy đề nghị giải thể", f"{D}/reviews/2017-chi-bo-co-quan/", f"{REVIEW}.dissolve", key="2017", n=8, d=16, shown="50,00 %"),
    Claim("001", "07 đảng ủy đề nghị duy trì", f"{D}/reviews/2017-chi-bo-co-quan/", f"{REVIEW}.keep", key="2017", n=7, d=16, shown="43,75 %"),
    Claim("001", "01 đảng ủy không có kiến nghị", f"{D}/reviews/2017-chi-bo-co-quan/", f"{REVIEW}.none", key="2017", n=1, d=16, shown="6,25 %"),
    Claim("002", "hầu hết chi bộ đạt 95 % đến 100 % (cơ quan)", f"{D}/types/agency/2022/", "attendance_at_least_95", "types/agency", "2022", 8, 8, "100,00 %"),
    Claim("002", "hầu hết chi bộ đạt 95 % đến 100 % (đơn vị sự nghiệp)", f"{D}/types/public_service/2022/", "attendance_at_least_95", "types/public_service", "2022", 3, 4, "75,00 %"),
    Claim("002", "cổ phần không vốn nhà nước: từ 80 %", f"{D}/types/jsc_private/2022/", "attendance_at_least_80", "types/jsc_private", "2022", 2, 2, "100,00 %"),
    Claim("002", "vốn đầu tư nước ngoài: từ 80 %", f"{D}/types/fdi/2022/", "attendance_at_least_80", "types/fdi", "2022", 2, 2, "100,00 %"),
    Claim("002", "2 lớp bồi dưỡng", f"{D}/events/2022/", "training_classes", key="2022", n=2, d=1, shown="2"),
    Claim("002", "712 đồng chí học tập", f"{D}/events/2022/", "training_participants", key="2022", n=712, d=1, shown="712"),
    Claim("002", "khen thưởng 70 tập thể", f"{D}/events/2022/", "commended_collectives", key="2022", n=70, d=1, shown="70"),
    Claim("002", "khen thưởng 56 cá nhân", f"{D}/events/2022/", "commended_persons", key="2022", n=56, d=1, shown="56"),
    Claim("002", "4 chi bộ sinh hoạt “mẫu”", f"{D}/events/2022/", "model_meetings", key="2022", n=4, d=1, shown="4"),
    Claim("003", "17 đảng bộ, chi bộ khối cơ quan", f"{D}/2022/", "organisations", key="2022", n=17, d=1, shown="17"),
    Claim("003", "575 đảng viên", f"{D}/members/2022/", "members_per_cell", key="2022", n=575, d=28, shown="20,54"),
    Claim("003", "chi bộ Tài nguyên - Xây dựng có 18 đảng viên", f"{D}/cells/chi-bo-01/2022/", "members_per_cell", "cells/chi-bo-01", "2022", 18, 1, "18,00"),
    Claim("003", "… chưa tham gia đầy đủ sinh hoạt", f"{D}/cells/chi-bo-01/2022/", "attendance_rate_due", "cells/chi-bo-01", "2022", 33, 54, "61,11 %"),
    Claim("003", "chi bộ An ninh: hằng tháng một chuyên đề", f"{D}/themes/2022/", shown="Chuyên đề tháng 3"),
    Claim("004", "12 kỳ/năm chiếm 33 %", f"{D}/2010/", "frequency_12", key="2010", n=33, d=100, shown="33,00 %"),
    Claim("004", "9 – 11 kỳ chiếm 51 %", f"{D}/2010/", "frequency_9_11", key="2010", n=51, d=100, shown="51,00 %"),
    Claim("004", "5 – 8 kỳ chiếm 16 %", f"{D}/2010/", "frequency_5_8", key="2010", n=16, d=100, shown="16,00 %"),
    Claim("004", "(không nêu: 0 – 4 kỳ)", f"{D}/2010/", "frequency_0_4", key="2010", n=0, d=100, shown="0,00 %"),
    Claim("004", "dự bình quân 85 – 90 %", f"{D}/2010/", "attendance_rate_due", key="2010", n=33065, d=38115, shown="86,75 %"),
    Claim("004", "phát biểu bình quân 40 – 50 %", f"{D}/2010/", "speaker_share", key="2010", n=15150, d=33065, shown="45,82 %"),
    Claim("004", "mỗi năm kết nạp hơn 200 đảng viên", f"{D}/members/2010/", "admissions", key="2010", n=208, d=1, shown="208"),
    Claim("004", "… năm trước", f"{D}/members/2010/", "admissions", key="2009", n=207, d=1, shown="207"),
    Claim("004", "tổng số 3.768 đảng viên", f"{D}/members/2010/", "members_per_cell", key="2010", n=3768, d=100, shown="37,68"),
    Claim("004", "26 đảng bộ và 37 chi bộ", f"{D}/2010/", shown="26 đảng bộ và 37 chi bộ trực thuộc, tất cả 100 chi bộ"),
    Claim("004", "… trong báo cáo", f"{D}/report/2010/", shown="26 đảng bộ và 37 chi bộ trực thuộc"),
    Claim("004", "91,7 % tốt nghiệp THPT", f"{D}/members/2010/", "education_general.thpt", key="2010", n=950, d=1036, shown="91,70 %"),
    Claim("004", "26,45 % có bằng trung cấp", f"{D}/members/2010/", "education_professional.trung-cap", key="2010", n=274, d=1036, shown="26,45 %"),
    Claim("004", "8,98 % có bằng đại học", f"{D}/members/2010/", "education_professional.dai-hoc", key="2010", n=93, d=1036, shown="8,98 %"),
    Claim("004", "chọn 1 chi bộ làm điểm ở mỗi đảng bộ", f"{D}/events/2010/", shown="làm điểm"),
]  # fmt: skip


def home_of(claim: Claim) -> str:
    """The URL that a figure belongs to, as `data-of` writes it."""
    year, _, part = claim.key.partition("-")
    own = f"{D}/{year}/" if claim.scope == "district" else f"{D}/{claim.scope}/{year}/"
    return f"{own}#{claim.key}" if part else own
