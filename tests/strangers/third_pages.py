"""PDFs of the third set, written after the second was mended."""

from __future__ import annotations

from office_files import Pdf

from .pages import centred, right, written


def _landscape():
    """Heads over two rows on both pages, units merged downwards over the break."""
    pdf = Pdf(width=842, height=595).page()

    def centred_x(w, y, s):
        return pdf.text(w, (842 - len(w) * s) / 2, y, size=s)

    centred_x("黛溪县2024年防返贫帮扶任务清单", 550, 18)
    centred_x("黛溪县乡村振兴局　2024年3月1日", 525, 11)
    xs = [60, 110, 400, 540, 660, 780]

    def page(rows, top):
        y = top
        for row in rows:
            for c, w in enumerate(row):
                if w == "^":
                    continue
                pdf.box(xs[c], y - 30, xs[c + 1] - xs[c], 30)
                pdf.text(w, xs[c] + 4, y - 20, size=11)
            y -= 30

    head = ["序号", "帮扶任务", "牵头单位", "配合单位", "完成时限"]
    page(
        [
            head,
            ["1", "动态监测农户1.2万户，每月更新一次", "县乡村振兴局", "各乡镇", "全年"],
            ["2", "新增公益岗位800个", "县人社局", "县财政局", "5月底"],
            ["3", "发放小额信贷不少于9000万元", "县金融服务中心", "县农商行", "11月底"],
        ],
        500,
    )
    pdf.page()
    page(
        [
            head,
            ["4", "维修农村饮水工程27处", "县水利局", "各乡镇", "8月底"],
            ["5", "资助困难学生做到应助尽助", "县教育局", "县民政局", "9月底"],
        ],
        540,
    )
    return pdf.bytes()


def _two_bodies():
    pdf = Pdf().page()
    centred(pdf, "黛溪县文化广电和旅游局", 780, size=22, color="1 0 0")
    centred(pdf, "黛溪县消防救援大队", 750, size=22, color="1 0 0")
    pdf.text("文件", 440, 765, size=22, color="1 0 0")
    centred(pdf, "黛文旅联〔2024〕8号", 715, size=14)
    centred(pdf, "黛溪县文化广电和旅游局　黛溪县消防救援大队", 675, size=16)
    centred(pdf, "关于加强文博单位消防安全管理的", 650, size=16)
    centred(pdf, "通知", 625, size=16)
    pdf.text("各乡镇文化站、各文物保护单位：", 80, 590, size=16)
    y = written(
        pdf,
        [
            "为加强文博单位消防安全，现将有关要求通知如下：",
            "一、国家级、省级文物保护单位每日防火巡查不少于2次，夜间每3小时一次。",
            "二、6月底前，木结构古建筑全部安装电气火灾监控系统。",
            "三、文物建筑内严禁吸烟、焚香、燃放烟花。",
            "四、每半年组织一次灭火疏散演练。",
        ],
        y=560,
    )
    right(pdf, "黛溪县文化广电和旅游局", y - 20)
    right(pdf, "黛溪县消防救援大队", y - 45)
    right(pdf, "2024年3月19日", y - 70)
    pdf.text("抄送：县应急管理局，县住房和城乡建设局。", 80, 120, size=12)
    pdf.text("黛溪县文化广电和旅游局办公室　　　　2024年3月19日印发", 80, 100, size=12)
    return pdf.bytes()


FILES = {"landscape.pdf": _landscape(), "two_bodies.pdf": _two_bodies()}
