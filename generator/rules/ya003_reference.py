"""The text uses an anchor, an alias, a tag, a merge key or a second document.

Kiểm tra:
    Tệp không dùng nhãn (&), tham chiếu (*), kiểu (!), mục gộp (<<) hay dấu `---` thứ hai của YAML.
Vì sao:
    Mỗi tệp phải đọc được một mình, ai đọc cũng hiểu như nhau. Đoạn chữ bắt đầu bằng & * ! thường là do quên ngoặc
    kép.
Cách sửa:
    Đặt đoạn chữ trong ngoặc kép, hoặc ghi thẳng giá trị; một tệp chỉ một bản ghi.
Checks:
    No anchor (&), alias (*), tag (!), merge key (<<) and no second document.
Why:
    Every file is read by itself and says the same to everybody. A text that begins with & * ! mostly lacks its
    quotes.
Fix:
    Quote the text, or write the value out; one record a file.
Wrong:
    # records/van-quan/cells/ban-a/cell.yml
    name: Chi bộ bản A
    type: village
    under:
      - {unit: xa-tan-doan, from: &ngay 2010-05-01}  # ! YA003
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

RULE = Rule(
    __name__, scope="file", title=Text("Dùng nhãn, tham chiếu hay kiểu của YAML", "Anchor, alias, tag or merge")
)
