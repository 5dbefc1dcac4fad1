"""PDFs of the first set: as printers, gazettes and browsers make them."""

from __future__ import annotations

from collections.abc import Sequence

from office_files import Pdf

WIDE = 26  # characters of 16 points in a line


def wrapped(words: str, width: int) -> list[str]:
    return [words[i : i + width] for i in range(0, len(words), width)]


def written(
    pdf: Pdf,
    paragraphs: Sequence[str],
    *,
    x: float = 80,
    y: float = 760,
    size: float = 16,
    width: int = WIDE,
    floor: float = 80,
    gap: float = 1.75,
) -> float:
    """Paragraphs with an indent of two, going on to new pages; gives the y below the last line."""
    for paragraph in paragraphs:
        for n, line in enumerate(wrapped("　　" + paragraph, width)):
            if y < floor:
                pdf.page()
                y = 760
            shift = 2 * size if n == 0 else 0
            pdf.text(line.lstrip("　"), x + shift, y, size=size)
            y -= size * gap
    return y


def centred(pdf: Pdf, words: str, y: float, *, size: float = 22, color: str = "0 0 0") -> None:
    pdf.text(words, (595 - len(words) * size) / 2, y, size=size, color=color)


def right(pdf: Pdf, words: str, y: float, *, size: float = 16) -> None:
    pdf.text(words, 500 - len(words) * size, y, size=size)


def _gazette() -> bytes:
    """Two columns, the title over the left one only, a page number in the middle."""
    pdf = Pdf().page()
    centred(pdf, "霁川县人民政府公报　2024年第2期", 800, size=10)
    pdf.text("霁川县人民政府关于加快", 70, 760, size=15)
    pdf.text("设施蔬菜发展的意见", 85, 738, size=15)
    pdf.text("霁政发〔2024〕7号", 100, 712, size=10)
    left = [
        "各乡镇人民政府，县政府各部门：",
        "　　为加快设施蔬菜发展，促进农民增收，",
        "现提出如下意见。",
        "　　一、发展目标",
        "　　到2026年底，全县设施蔬菜面积达到3",
        "万亩，年产量达到12万吨。",
        "　　二、重点任务",
        "　　（一）建设基地。每个乡镇至少建成1个",
        "百亩以上示范基地，2024年底前完成选址。",
    ]
    rest = [
        "（牵头单位：县农业农村局）",
        "　　（二）完善冷链。2025年6月底前新建产",
        "地冷库20座，库容不少于6000吨。（牵头单",
        "位：县供销社）",
        "　　（三）强化检测。产品抽检合格率不低于",
        "98%，不合格产品一律不得上市。（牵头单",
        "位：县市场监督管理局）",
        "　　　　　　　　霁川县人民政府",
        "　　　　　　　　2024年2月26日",
    ]
    for n, line in enumerate(left):
        pdf.text(line.lstrip("　"), 60 + 11 * (len(line) - len(line.lstrip("　"))), 690 - n * 19, size=11)
    for n, line in enumerate(rest):
        pdf.text(line.lstrip("　"), 310 + 11 * (len(line) - len(line.lstrip("　"))), 760 - n * 19, size=11)
    centred(pdf, "— 5 —", 40, size=10)
    return pdf.bytes()


HEAD = ["序号", "整治内容", "牵头单位", "时限"]
ROWS = [
    ["1", "关闭城区小散养殖场14家", "县生态环境局", "4月底"],
    ["2", "更换老旧燃气管道9公里", "县住建局", "8月底"],
    ["3", "加装液位报警装置230套", "县应急局", "5月底"],
    ["4", "清理占压燃气管线违建18处", "县城管局", "6月底"],
    ["5", "培训瓶装液化气送气工160人", "县商务局", "3月底"],
    ["6", "排查餐饮场所1200家", "县市场监管局", "2月底"],
    ["7", "淘汰黑气瓶3000只", "县公安局", "5月底"],
    ["8", "建成智慧燃气监管平台1个", "县大数据局", "12月底"],
]


def _long_table(*, repeated: bool) -> bytes:
    """A table over three pages."""
    pdf = Pdf().page()
    centred(pdf, "云麓县燃气安全整治任务清单", 770)
    right(pdf, "云麓县燃气专班　2024年1月18日", 735, size=12)
    columns = [70, 110, 320, 430, 520]
    head = list(HEAD)
    for page, (start, stop) in enumerate(((0, 3), (3, 6), (6, 8))):
        if page:
            pdf.page()
        rows = ([head] if repeated or not page else []) + ROWS[start:stop]
        top = 700 if not page else 780
        edges = [top - 36 * i for i in range(len(rows) + 1)]
        pdf.grid(columns, edges, rows, size=12)
        centred(pdf, f"第 {page + 1} 页 共 3 页", 40, size=9)
    return pdf.bytes()


def _spaced() -> bytes:
    """A red head with blanks between its characters, a title over three lines by words, run-in headings."""
    pdf = Pdf().page()
    centred(pdf, "云 麓 县 教 育 局 文 件", 770, size=24, color="1 0 0")
    centred(pdf, "云教字〔2024〕62号", 720, size=16)
    pdf.box(80, 705, 440, 1.5, fill="1 0 0")
    centred(pdf, "云麓县教育局", 665)
    centred(pdf, "关于印发《中小学校近视防控", 635)
    centred(pdf, "十条措施》的通知", 605)
    pdf.text("各乡镇中心学校、县直各学校：", 80, 570, size=16)
    y = written(
        pdf,
        [
            "现将《中小学校近视防控十条措施》印发给你们，请认真抓好落实。",
        ],
        y=540,
    )
    right(pdf, "云麓县教育局", y - 20)
    right(pdf, "2024年9月3日", y - 50)
    pdf.page()
    centred(pdf, "中小学校近视防控十条措施", 770)
    written(
        pdf,
        [
            "一、保证户外时间。每天户外活动不少于2小时，雨天在室内组织活动。",
            "二、改善采光照明。2024年11月底前，教室照明达标率达到100%。",
            "三、控制电子产品。使用电子产品教学时长原则上不超过教学总时长的30%。",
            "四、定期检查视力。每学期检测视力2次，并建立档案。",
            "五、不得布置电子作业。小学一、二年级不布置书面家庭作业。",
        ],
        y=720,
    )
    return pdf.bytes()


def _cover() -> bytes:
    """A cover that passes on a city's notice."""
    pdf = Pdf().page()
    centred(pdf, "霁川县水利局文件", 770, size=26, color="1 0 0")
    centred(pdf, "霁水发〔2024〕33号", 720, size=16)
    centred(pdf, "霁川县水利局转发澄江市水利局关于开展", 670, size=18)
    centred(pdf, "小型水库安全鉴定的通知", 643, size=18)
    pdf.text("各乡镇水利站：", 80, 605, size=16)
    y = written(
        pdf,
        [
            "现将《澄江市水利局关于开展小型水库安全鉴定的通知》（澄水建〔2024〕19号）转发给你们，请结合实际一并抓好贯彻落实，并于10月20日前报送鉴定名单。"
        ],
        y=575,
    )
    right(pdf, "霁川县水利局", y - 30)
    right(pdf, "2024年9月26日", y - 58)
    return pdf.bytes()


def _browser() -> bytes:
    """Printed from a browser: a running head with time and title, a running foot with the address and page."""
    title = "云麓县民政局关于规范殡葬服务收费的通知"
    pdf = Pdf()
    pages = [
        [
            "各乡镇民政办、县殡仪馆：",
            "为减轻群众丧葬负担，现就规范殡葬服务收费通知如下：",
            "一、公示收费项目。6月底前，县殡仪馆在服务大厅显著位置公示全部收费项目和标准。",
            "二、降低基本服务价格。遗体接运、存放、火化三项基本服务收费下调20%以上。",
        ],
        [
            "三、严禁捆绑消费。不得以任何形式强制或者诱导购买丧葬用品。",
            "四、落实减免政策。对低保对象、特困人员一律免除基本服务费用。",
        ],
    ]
    for number, paragraphs in enumerate(pages, 1):
        pdf.page()
        pdf.text(f"2024/5/30 15:42　{title}_云麓县人民政府门户网站", 40, 820, size=8)
        pdf.text("http://www.yunlu.gov.cn/xxgk/2024/t20240520_118.html", 40, 20, size=8)
        pdf.text(f"{number}/2", 540, 20, size=8)
        y = 780.0
        if number == 1:
            pdf.text("当前位置：首页 > 政务公开 > 民政局 > 通知公告", 60, 780, size=10)
            centred(pdf, title, 740, size=18)
            pdf.text("发布时间：2024-05-20 09:30　来源：县民政局　字体：[大 中 小]　打印", 100, 712, size=10)
            centred(pdf, "云民字〔2024〕21号", 688, size=12)
            y = 660.0
        y = written(pdf, paragraphs, y=y, size=14, width=30)
    right(pdf, "云麓县民政局", y - 20, size=14)
    right(pdf, "2024年5月16日", y - 44, size=14)
    return pdf.bytes()


def _side() -> bytes:
    """Two offices sign side by side; the number of one of them stands at the left, a mark of urgency above it."""
    pdf = Pdf().page()
    pdf.text("加急", 80, 800, size=14)
    centred(pdf, "霁川县财政局", 770, size=24, color="1 0 0")
    centred(pdf, "霁川县乡村振兴局", 738, size=24, color="1 0 0")
    pdf.text("霁财农〔2024〕58号", 80, 700, size=14)
    centred(pdf, "关于加快衔接资金支出进度的通知", 655, size=20)
    pdf.text("各乡镇财政所、乡村振兴办：", 80, 620, size=16)
    y = written(
        pdf,
        [
            "截至8月底，全县衔接资金支出率仅为51%。现就加快支出进度通知如下：",
            "一、9月底前支出进度达到75%，11月底前达到92%以上。",
            "二、对9月底前未开工的项目，资金一律收回统筹使用。",
            "三、各乡镇每旬末报送支出进度，由县财政局汇总通报。",
        ],
        y=590,
    )
    pdf.text("霁川县财政局", 110, y - 30, size=16)
    pdf.text("霁川县乡村振兴局", 330, y - 30, size=16)
    pdf.text("2024年9月4日", 350, y - 58, size=16)
    return pdf.bytes()


def _columns() -> bytes:
    """A paper whose tasks stand in two columns of boxes, one box a task."""
    pdf = Pdf().page()
    centred(pdf, "瑶溪镇2025年民生实事承诺书", 780)
    pdf.text("镇党委、镇政府郑重承诺，2025年办好以下实事：", 80, 745, size=14)
    pdf.grid(
        [70, 295, 525],
        [725, 640, 555],
        [
            [
                "1.新建农村幸福院3所/责任领导：略/责任单位：民政办/完成时限：10月底前",
                "2.硬化通组公路5.6公里/责任领导：略/责任单位：交通办/完成时限：9月底前",
            ],
            [
                "3.免费开展“两癌”筛查/800人次/责任单位：卫生院/完成时限：6月底前",
                "4.更换老旧水表1200只/责任领导：略/责任单位：水利站/完成时限：11月底前",
            ],
        ],
        size=12,
    )
    right(pdf, "中共瑶溪镇委员会", 500, size=14)
    right(pdf, "瑶溪镇人民政府", 478, size=14)
    right(pdf, "2025年1月9日", 456, size=14)
    return pdf.bytes()


FILES = {
    "gazette.pdf": _gazette(),
    "repeated.pdf": _long_table(repeated=True),
    "unrepeated.pdf": _long_table(repeated=False),
    "spaced.pdf": _spaced(),
    "cover.pdf": _cover(),
    "browser.pdf": _browser(),
    "side.pdf": _side(),
    "columns.pdf": _columns(),
}
