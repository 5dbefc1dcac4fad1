"""DOCX of the first set: letters, minutes, bulletins, replies, requests and plans."""

from __future__ import annotations

from docx.document import Document

from .word import files, lines


def _letter(document: Document) -> None:
    """A letter: number at the right below the rule, urgency beside it, date with blanks."""
    lines(
        document,
        """
霁川县自然资源和规划局
特急　　　　　　　　　　　　　　　　　　霁自然资规函﹝2024﹞112号
霁川县自然资源和规划局关于限期
完成耕地流出图斑整改的函
石渡乡人民政府：
经核查，你乡有耕地流出图斑37个，面积412亩。请你乡抓紧做好以下工作：
一是7月底前完成全部图斑的实地举证。二是9月底前恢复耕种面积不少于330亩。三是对拒不整改的经营主体，依法立案查处。
整改进展请于每月25日前函告我局。
专此函达。
霁川县自然资源和规划局
2024 年 6 月 3 日
（联系人：略）
""",
    )


def _minutes(document: Document) -> None:
    """Minutes whose number is of the meeting; what was decided stands in running text."""
    lines(
        document,
        """
云麓县人民政府常务会议纪要
（第24次）
云麓县人民政府办公室　　　　　　　　　　　　2024年8月9日
8月7日上午，县长主持召开县政府第24次常务会议，研究城区内涝治理等工作。现将会议议定事项纪要如下：
一、关于城区内涝治理
会议听取了县住建局关于城区内涝治理情况的汇报。会议议定：
（一）由县住房和城乡建设局负责，10月底前完成人民路等7处易涝点改造。
（二）由县财政局负责，9月10日前拨付专项资金1800万元。
二、关于乡村教师周转房
会议原则同意县教育局提出的建设方案。会议要求：
（一）县教育局要在2025年8月底前建成周转房120套。
（二）各乡镇人民政府要无偿提供建设用地，不得收取任何费用。
出席：略
列席：略
""",
    )


def _bulletin(document: Document) -> None:
    """A bulletin of what an inspection found."""
    lines(
        document,
        """
霁川县秸秆禁烧工作领导小组办公室
通　报
（第 3 期）
霁川县秸秆禁烧工作领导小组办公室　2024年6月12日
关于第一轮秸秆禁烧督查情况的通报
各乡镇人民政府、县直有关单位：
6月5日至10日，县禁烧办组织4个督查组，对15个乡镇进行了明察暗访。现将有关情况通报如下：
一、总体情况
督查发现火点9处，较去年同期减少6处。
二、存在问题
（一）浔坪乡、石渡乡值班人员不在岗。
（二）柳埠镇过火面积12亩，处置不及时。
三、下一步要求
对通报的问题，各有关乡镇于6月20日前整改到位并书面报县禁烧办。
""",
    )


def _reply(document: Document) -> None:
    """A reply to a request, with the number in narrow brackets behind the title."""
    lines(
        document,
        """
云麓县发展和改革局文件
云麓县发展和改革局
关于云麓县第三自来水厂工程可行性研究报告的批复
云发改审(2024)56号
县水务投资有限公司：
你公司《关于审批云麓县第三自来水厂工程可行性研究报告的请示》(云水投〔2024〕12号)及有关材料收悉。经研究，批复如下：
一、原则同意该工程可行性研究报告。项目代码略。
二、建设规模为日供水5万立方米，总投资控制在2.36亿元以内。
三、你公司应于2024年12月底前开工，建设工期不超过24个月。
四、招标方案按核准意见执行，不得化整为零规避招标。
请据此开展初步设计。
云麓县发展和改革局
2024年7月30日
抄送：县自然资源局、县住建局
""",
    )


def _announcement(document: Document) -> None:
    """An announcement to the public, without addressees, its title parted into words by blanks."""
    lines(
        document,
        """
霁川县人民政府
关于禁止燃放烟花爆竹的通告
霁政告〔2024〕2号
为保障公共安全，减少大气污染，根据《烟花爆竹安全管理条例》，现通告如下：
一、自2025年1月1日起，县城规划区内全时段禁止燃放烟花爆竹。
二、任何单位和个人不得在禁放区域内销售、储存烟花爆竹。
三、公安机关负责查处非法燃放行为，对违反者处100元以上500元以下罚款。
本通告有效期5年。
特此通告。
霁川县人民政府
二〇二四年十二月十日
""",
    )


def _request(document: Document) -> None:
    """A request to the superior, with the signer at the right of the number."""
    lines(
        document,
        """
浔坪乡人民政府文件
浔政〔2024〕45号　　　　　　　　签发人：何某某
浔坪乡人民政府
关于解决集镇污水管网建设资金的请示
县人民政府：
我乡集镇污水管网建于2009年，破损严重。经测算，更换主管网4.2公里需资金386万元，乡财政已筹措90万元，尚缺296万元。恳请县人民政府予以解决。
妥否，请批示。
浔坪乡人民政府
2024年4月8日
（联系人：略；电话：略）
""",
    )


def _plan(document: Document) -> None:
    """A plan without a notice; its day stands below the title, units behind each heading."""
    lines(
        document,
        """
柳埠镇“护学岗”建设工作方案
（2024年8月20日）
为维护校园周边秩序，保障学生上下学安全，特制定本方案。
一、工作目标
9月1日起，全镇6所中小学上下学时段护学岗全覆盖。
二、工作任务
1、设置护学岗（派出所）
每所学校门口每天早晚各安排不少于2名民警或辅警值守。
2、整治乱停乱放（交管站）
8月底前在校门口两侧100米施划禁停标线。
3、取缔流动摊点（城建办）
严禁在校门口50米内摆摊设点。
三、工作要求
各村（社区）要动员志愿者参与护学，每所学校不少于10人。
""",
    )


def _no_number(document: Document) -> None:
    """No number; the day stands only in the line of printing."""
    lines(
        document,
        """
中共霁川县委农村工作领导小组
关于抓好2025年春季农业生产的通知
各乡镇党委、政府：
当前正值春耕备耕关键时期，现就有关事项通知如下。
1.稳定粮食面积。全县粮食播种面积稳定在42万亩以上，早稻不少于9万亩。
2.备足农资。2月底前储备化肥1.1万吨、良种600吨。
3.整治撂荒。3月底前摸清底数，撂荒2年以上的耕地由村集体统一组织代耕。
4.防范灾害。每个村储备应急抽水设备不少于2台。
抄送：县人大办、县政协办
中共霁川县委农村工作领导小组办公室　　2025年1月22日印发
""",
    )


def _local(document: Document) -> None:
    """A county's way of carrying out a city's plan."""
    lines(
        document,
        """
霁川县发展和改革局
霁川县充电基础设施建设实施细则
霁发改规〔2024〕1号
第一条　为贯彻落实《澄江市人民政府办公室关于加快充电基础设施建设的意见》（澄政办发〔2024〕16号），制定本细则。
第二条　本县行政区域内充电基础设施的规划、建设和管理适用本细则。
第三条　新建住宅小区固定车位应当100%预留安装条件。
第四条　2025年底前，每个乡镇建成公共充电站不少于1座，由县发展和改革局牵头，各乡镇人民政府配合。
第五条　供电企业应当自受理用电报装之日起10个工作日内接电。
第六条　严禁以任何名义向个人充电桩用户收取安装押金。
第七条　本细则自印发之日起施行。
2024年9月9日
""",
    )


FILES = files(
    letter=_letter,
    minutes=_minutes,
    bulletin=_bulletin,
    reply=_reply,
    announcement=_announcement,
    request=_request,
    plan=_plan,
    no_number=_no_number,
    local=_local,
)
