"""PDFs of the second set, written after the first was mended."""

from __future__ import annotations

from office_files import Pdf

from .pages import centred, right, wrapped, written


def _two_columns() -> bytes:
    """Title across both columns, two columns on two pages."""
    pdf = Pdf().page()
    centred(pdf, "云麓县人民政府公报", 815, size=10)
    centred(pdf, "云麓县人民政府办公室关于推进", 770, size=18)
    centred(pdf, "城乡供水一体化的实施意见", 745, size=18)
    centred(pdf, "云政办发〔2024〕30号", 715, size=11)
    paras = [
        "各乡镇人民政府，县政府各部门：",
        "　　为推进城乡供水一体化，提升供水保障水平，结合我县实际，提出如下实施意见。",
        "　　一、工作目标",
        "　　到2027年底，城乡供水一体化覆盖率达到92%以上，供水管网漏损率控制在9%以内。",
        "　　二、主要任务",
        "　　（一）扩建骨干水厂。2025年12月底前，完成城北水厂三期扩建，新增日供水能力4万立方米。（牵头单位：县水利局）",
        "　　（二）延伸供水管网。2026年底前，新建改造供水管网320公里，覆盖11个乡镇。（牵头单位：县水务投资公司）",
        "　　（三）统一服务标准。实行同网同价，水质检测每月不少于2次，检测结果向社会公开。（牵头单位：县卫生健康局）",
        "　　（四）关停小水源。对水质不达标的小型集中供水点，2025年6月底前一律关停。（牵头单位：县生态环境局）",
        "　　三、保障措施",
        "　　县财政每年安排专项资金不少于1500万元。各乡镇人民政府负责协调用地，不得以任何理由阻挠施工。",
        "　　　　　　　云麓县人民政府办公室",
        "　　　　　　　2024年11月12日",
    ]
    rows = []
    for p in paras:
        if p.startswith("　　　"):
            rows.append(p)
            continue
        indent = 2 if p.startswith("　") else 0
        words = p.lstrip("　")
        rows.append("　" * indent + words[: 20 - indent])
        words = words[20 - indent :]
        rows.extend(wrapped(words, 20)) if words else None
    spots = [(60, 685, 11), (310, 685, 11), (60, 780, 40), (310, 780, 40)]
    at = 0
    for n, (x, y, many) in enumerate(spots):
        if n == 2:
            pdf.page()
            centred(pdf, "云麓县人民政府公报", 815, size=10)
            rest = rows[at:]
            many = (len(rest) + 1) // 2
        if n == 3:
            many = 99
        for i, line in enumerate(rows[at : at + many]):
            pad = len(line) - len(line.lstrip("　"))
            pdf.text(line.lstrip("　"), x + 11 * pad, y - 19 * i, size=11)
        at += many
    return pdf.bytes()


def _number_last() -> bytes:
    pdf = Pdf().page()
    centred(pdf, "关于做好冬季燃气安全用气提示的通知", 760, size=20)
    pdf.text("各乡镇人民政府、各燃气企业：", 80, 720, size=16)
    y = written(
        pdf,
        [
            "入冬以来用气量增大，为防范事故，现将有关事项通知如下：",
            "一、燃气企业对全县餐饮用户入户安检一遍，12月20日前完成。",
            "二、对老旧胶管一律更换，不得使用超过18个月的橡胶软管。",
            "三、各乡镇每个村（社区）张贴安全提示不少于5处。",
        ],
        y=690,
    )
    right(pdf, "霁川县住房和城乡建设局", y - 20)
    right(pdf, "2024年11月28日", y - 48)
    pdf.text("（霁建发〔2024〕66号）", 80, y - 90, size=14)
    return pdf.bytes()


def _open_rules() -> bytes:
    """A table with horizontal rules only."""
    pdf = Pdf().page()
    centred(pdf, "石渡乡2025年重点工作任务清单", 770, size=20)
    centred(pdf, "（石渡乡党政办　2025年1月20日）", 740, size=12)
    xs = [70, 120, 340, 440]
    rows = [
        ["序号", "任务", "牵头部门", "时限"],
        ["1", "新建标准化厂房8000平方米", "经发办", "9月底前"],
        ["2", "改造危旧房屋36户", "村建站", "6月底前"],
        ["3", "发展油茶500亩", "农业农村办", "11月底前"],
        ["4", "培训致富带头人40名", "组织办", "5月底前"],
    ]
    y = 700
    for i, row in enumerate(rows):
        for x, words in zip(xs, row, strict=False):
            pdf.text(words, x, y - 18, size=12)
        if i in (0, 1):
            pdf.box(65, y, 460, 0.8, fill="0 0 0")
        y -= 26
    pdf.box(65, y, 460, 0.8, fill="0 0 0")
    return pdf.bytes()


FILES = {
    "two_columns.pdf": _two_columns(),
    "number_last.pdf": _number_last(),
    "open_rules.pdf": _open_rules(),
}
