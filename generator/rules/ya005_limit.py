"""The file is longer, deeper or fuller than any record needs.

Kiểm tra:
    Một tệp dài tối đa 256 KiB, các mục lồng nhau tối đa 32 tầng, tối đa 20.000 giá trị.
Vì sao:
    Biên bản thật không bao giờ lớn như vậy; tệp quá cỡ là do dán nhầm và có thể làm treo máy.
Cách sửa:
    Bỏ phần dán nhầm, hoặc tách tệp; ảnh và văn bản đính kèm để nơi khác.
Checks:
    At most 256 KiB a file, 32 levels of nesting, 20,000 values.
Why:
    No real record is that large; one that is holds something pasted by mistake, and could hang a reader.
Fix:
    Remove what was pasted by mistake, or split the file; keep pictures and attachments elsewhere.
Wrong:
    # records/van-quan/cells/ban-a/cell.yml
    name: Chi bộ bản A
    type: village
    under: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[xa-tan-doan]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]  # ! YA005
    founded: 2010-05-01
Right:
    # records/van-quan/cells/ban-a/cell.yml
    name: Chi bộ bản A
    type: village
    under:
      - {unit: xa-tan-doan, from: 2010-05-01}
    founded: 2010-05-01
Source:
    Quy ước ghi tệp của Sổ Chi Bộ.
"""

from generator.model.text import Text
from generator.rules.api import Rule

RULE = Rule(__name__, scope="file", title=Text("Tệp quá lớn hoặc lồng quá sâu", "Limit exceeded"))
