"""DOCX of the fourth set, written after the third was mended: layout by tables, telegrams, forms, several papers."""

from __future__ import annotations

from docx.document import Document

from .word import files, grid, lines


def _layout(document: Document) -> None:
    """A whole paper inside one table without lines: head, number and signer, title, text, signature, foot."""
    table = document.add_table(7, 2)
    for row in (0, 2, 3, 4, 5, 6):
        table.cell(row, 0).merge(table.cell(row, 1))
    table.cell(0, 0).text = "苍溆县农业农村局文件"
    table.cell(1, 0).text, table.cell(1, 1).text = "苍农字〔2025〕21号", "签发人：略"
    table.cell(2, 0).text = "苍溆县农业农村局\n关于抓好春季动物疫病集中免疫的通知"
    body = table.cell(3, 0)
    body.text = "各乡镇畜牧兽医站："
    for line in (
        "为筑牢春防屏障，现就集中免疫有关事项通知如下：",
        "一、应免尽免。4月30日前，高致病性禽流感、口蹄疫免疫密度达到100%。",
        "二、规范建档。免疫后3日内将信息录入监管平台，免疫档案保存不少于2年。",
        "三、抽样监测。每个乡镇随机采样不少于30份，5月15日前送县动物疫控中心检测。",
    ):
        body.add_paragraph(line)
    table.cell(4, 0).text = "苍溆县农业农村局"
    table.cell(5, 0).text = "2025年3月12日"
    table.cell(6, 0).text = "抄送：县委农办。"


def _telegram(document: Document) -> None:
    """A telegram's form above the text: sender, seal, degree, numbers, in a table."""
    lines(document, "内部明电")
    grid(
        document,
        [
            ["发往", "各乡镇人民政府，县防指各成员单位", "签批盖章", "略"],
            ["等级", "特急·明电", "编号", "苍汛旱电〔2025〕9号"],
        ],
    )
    lines(
        document,
        """
苍溆县防汛抗旱指挥部关于全力做好强降雨防范应对工作的紧急通知
各乡镇人民政府，县防指各成员单位：
据气象部门预报，6月18日至20日我县有大到暴雨。现紧急通知如下：
一、严格落实24小时值班和领导带班制度，严禁擅离职守。
二、6月18日12时前，低洼地带、切坡建房户和景区人员全部转移。由各乡镇人民政府负责。
三、小型水库一律空库迎汛，县水利局逐库派驻技术人员。
四、遇有险情立即处置，并在30分钟内报告县防指办公室。
苍溆县防汛抗旱指挥部
2025年6月17日
""",
    )


def _topic(document: Document) -> None:
    """Minutes of one topic: number and date on one line, who attended behind the text."""
    lines(
        document,
        """
苍溆县人民政府专题会议纪要
〔2025〕17号
苍溆县人民政府办公室　　　　　　　　　　2025年4月11日
关于推进城东片区雨污分流改造的会议纪要
4月9日下午，副县长略在县政府二楼会议室主持召开专题会议，研究城东片区雨污分流改造工作。现纪要如下：
一、关于施工进度
会议明确，县城投公司要倒排工期，6月底前完成主管网18公里敷设，8月底前全面完工。
二、关于管线迁改
由县供电公司、县燃气公司分别于5月10日前完成电力、燃气管线迁改，迁改费用据实结算。
三、关于资金保障
县财政局按进度拨付工程款，确保5月底前到位不低于60%。
四、关于施工秩序
会议强调，施工单位夜间22时后不得进行高噪声作业，县城管局每日巡查不少于1次。
参会人员：县政府办略，县住建局略，县财政局略，县城投公司略。
""",
    )


def _handed(document: Document) -> None:
    """交办单: everything in the fields of a form."""
    lines(document, "苍溆县委县政府督查室\n重点事项交办单\n苍督交〔2025〕33号")
    grid(
        document,
        [
            ["交办事项", "关于解决紫阳小区二次供水设施老化问题", "<", "<"],
            ["事项来源", "县长接待日", "承办单位", "县水务集团"],
            ["办理要求", "5月20日前完成水泵房设备更换，每半年清洗水箱1次，并向业主公示水质检测结果。", "<", "<"],
            ["办结时限", "2025年5月25日", "协办单位", "县住建局"],
        ],
    )
    lines(document, "苍溆县委县政府督查室\n2025年4月22日")


def _urged(document: Document) -> None:
    """督办通知书 as a form."""
    lines(document, "督 办 通 知 书\n苍政督〔2025〕12号")
    grid(
        document,
        [
            ["督办单位", "苍溆县人民政府督查室"],
            ["承办单位", "县教育局"],
            [
                "督办内容",
                "县第三幼儿园建设进度滞后，较计划落后2个月。请县教育局查明原因，7月底前完成主体工程，并每半月报告进展。",
            ],
            ["督办要求", "请于6月10日前书面反馈。"],
        ],
    )
    lines(document, "2025年5月28日")


def _censured(document: Document) -> None:
    lines(
        document,
        """
苍溆县安全生产委员会办公室
苍安办〔2025〕19号
关于全县人员密集场所消防安全明查暗访情况的通报
各乡镇（街道）安委会，县安委会有关成员单位：
5月6日至14日，县安委办组织3个组对62家人员密集场所开展明查暗访，发现隐患137处。现将有关情况通报如下：
一、主要问题
（一）疏散通道堵塞。红星商场2处安全出口上锁。
（二）设施损坏失修。17家场所灭火器过期。
（三）值守制度空转。金鼎影城消控室无人持证上岗。
二、整改要求
各有关单位要于6月5日前完成整改，逾期未改的依法查处。
苍溆县安全生产委员会办公室
2025年5月19日
""",
    )


def _approved(document: Document) -> None:
    """批复 on a request by a town, the red head with the word 文件 apart."""
    lines(
        document,
        """
苍溆县人民政府
苍政函〔2025〕8号
苍溆县人民政府关于柳集镇国土空间总体规划（2021—2035年）的批复
柳集镇人民政府、县自然资源局：
你们《关于报请批准柳集镇国土空间总体规划的请示》（柳政〔2025〕3号）收悉。现批复如下：
一、原则同意《柳集镇国土空间总体规划（2021—2035年）》。
二、到2035年，柳集镇耕地保有量不低于4.82万亩，永久基本农田保护面积不低于4.36万亩。
三、城镇开发边界面积控制在3.15平方公里以内，不得擅自突破。
四、规划批准之日起20个工作日内，柳集镇人民政府应当向社会公告规划成果。
五、县自然资源局要加强指导监督，每年开展一次体检评估。
苍溆县人民政府
2025年2月24日
（此件公开发布）
""",
    )


def _asked(document: Document) -> None:
    """A letter that asks for opinions on a draft, with the draft behind it."""
    lines(
        document,
        """
苍溆县司法局
苍司函〔2025〕14号
苍溆县司法局关于征求《苍溆县行政执法监督办法（征求意见稿）》意见的函
县直各行政执法单位：
按照县政府立法工作安排，我局起草了《苍溆县行政执法监督办法（征求意见稿）》。现征求你们意见，请认真研究，于4月18日前将书面意见反馈我局法制股，逾期视为无意见。
附件：苍溆县行政执法监督办法（征求意见稿）
苍溆县司法局
2025年4月3日
附件
苍溆县行政执法监督办法
（征求意见稿）
第一条　为规范行政执法监督，制定本办法。
第二条　县司法局每年组织案卷评查不少于2次。
第三条　行政执法单位应当在收到监督通知书之日起15日内报告整改结果。
""",
    )


def _two(document: Document) -> None:
    """Two notices of one office in one file, one behind the other."""
    lines(
        document,
        """
苍溆县人力资源和社会保障局
苍人社函〔2025〕30号
关于开展2025年春风行动的通知
各乡镇人民政府：
现就开展春风行动通知如下：
一、2月底前举办专场招聘会不少于12场。
二、为脱贫劳动力提供岗位不少于3000个。
苍溆县人力资源和社会保障局
2025年1月24日
苍溆县人力资源和社会保障局
苍人社函〔2025〕31号
关于做好社会保险扩面工作的通知
各乡镇人民政府：
现就社会保险扩面工作通知如下：
一、6月底前，城乡居民养老保险参保率达到96%。
二、不得以任何形式要求群众垫缴保费。
苍溆县人力资源和社会保障局
2025年1月26日
""",
    )


def _annexed(document: Document) -> None:
    """A cover with two annexes: a plan and a table that parts its tasks among bodies."""
    lines(
        document,
        """
苍溆县人民政府办公室文件
苍政办发〔2025〕15号
苍溆县人民政府办公室关于印发苍溆县殡葬领域突出问题整治方案的通知
各乡镇人民政府，县政府有关部门：
《苍溆县殡葬领域突出问题整治方案》已经县政府同意，现印发给你们，请认真组织实施。
附件：1.苍溆县殡葬领域突出问题整治方案
2.重点任务分工表
苍溆县人民政府办公室
2025年3月28日
附件1
苍溆县殡葬领域突出问题整治方案
为整治殡葬领域突出问题，制定本方案。
一、整治目标
到2025年底，群众投诉办结率达到100%。
二、实施步骤
（一）自查自纠。4月底前，各经营主体完成自查并公示服务价格。
（二）集中整治。9月底前，全面查处违规建墓、强制消费行为。
附件2
重点任务分工表
""",
    )
    grid(
        document,
        [
            ["序号", "任务", "牵头单位", "配合单位", "时限"],
            ["1", "清理散埋乱葬点26处", "县民政局", "各乡镇人民政府", "8月底"],
            ["2", "查处违规收费不少于10起", "县市场监管局", "县发展改革局", "9月底"],
            ["3", "新建公益性公墓4处", "县民政局", "县自然资源局", "11月底"],
        ],
    )
    lines(document, "抄送：县委办公室，县人大常委会办公室。\n苍溆县人民政府办公室　　2025年3月28日印发")


def _seven(document: Document) -> None:
    """Seven offices: the red head names the first, the title 等七部门, all sign in three columns."""
    lines(
        document,
        """
苍溆县民政局文件
苍民发〔2025〕18号
苍溆县民政局等七部门关于加强困境儿童保障工作的通知
各乡镇人民政府：
为加强困境儿童保障，现通知如下：
一、建立动态台账。4月底前，对困境儿童走访全覆盖，每季度更新一次信息。（县民政局牵头）
二、落实教育资助。对就读学校的困境儿童，学费减免比例达到100%。（县教育局牵头，县财政局配合）
三、加强医疗救治。每年安排1次免费体检。（县卫生健康局牵头，县医疗保障局配合）
四、严禁侵害儿童权益，接到报告后2小时内处置。（县公安局牵头）
""",
    )
    grid(
        document,
        [
            ["苍溆县民政局", "苍溆县教育局", "苍溆县公安局"],
            ["苍溆县财政局", "苍溆县卫生健康局", "苍溆县医疗保障局"],
            ["苍溆县残疾人联合会", "", ""],
            ["", "", "2025年3月31日"],
        ],
    )


FILES = files(
    layout=_layout,
    telegram=_telegram,
    topic=_topic,
    handed=_handed,
    urged=_urged,
    censured=_censured,
    approved=_approved,
    asked=_asked,
    two=_two,
    annexed=_annexed,
    seven=_seven,
)
