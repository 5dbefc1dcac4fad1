// The dock at the foot of the page: asked and reported side by side, the judgement, and room for the unit's answer.

const dock = document.getElementById("dock");

function closeDock() {
  if (dock.hidden) return false;
  const chosen = document.querySelector("main .chosen");
  if (chosen && dock.contains(document.activeElement)) chosen.focus();
  dock.hidden = true;
  dock.replaceChildren();
  document.body.classList.remove("docked");
  amend({ a: "", f: "" });
  for (const node of document.querySelectorAll(".chosen")) node.classList.remove("chosen");
  return true;
}

function dockWith(title, permalink, ...columns) {
  dock.replaceChildren(
    h("div.dock-head", null, h("h2", null, ...title),
      [[-1, "上一条"], [1, "下一条"]].map(([step, words]) => neighbour(step) && h("button.link", { type: "button", onclick: () => go(step) }, words)),
      h("button.link", { type: "button", onclick: () => copy(permalink) }, "复制链接"),
      h("button.close", { type: "button", onclick: closeDock }, "关闭")),
    h("div.dock-body", null, ...columns));
  dock.hidden = false;
  document.body.classList.add("docked");
  dock.scrollTop = 0;
}

/** The row or cell before or after the chosen one; null at the end. */
function neighbour(step) {
  const chosen = document.querySelector("main .chosen");
  if (!chosen) return null;
  const next = (node) => (step > 0 ? node.nextElementSibling : node.previousElementSibling);
  if (!chosen.classList.contains("cell")) {
    const row = next(chosen.closest("li"));
    return row && row.querySelector("button.row");
  }
  const column = chosen.closest("td").cellIndex;
  for (let row = next(chosen.closest("tr")); row; row = next(row)) {
    const cell = row.cells[column] && row.cells[column].querySelector("button.cell");
    if (cell) return cell;
  }
  return null;
}

function go(step) {
  const to = neighbour(step);
  if (!to) return;
  to.click();
  to.scrollIntoView({ block: "nearest" });
  const again = [...dock.querySelectorAll(".dock-head button")].find((b) => b.textContent === (step > 0 ? "下一条" : "上一条"));
  (again || dock.querySelector(".close")).focus();
}

function copy(permalink) {
  const whole = location.href.replace(/#.*$/, "") + permalink;
  if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(whole).then(() => say("链接已复制"));
  else open("链接", h("p", null, "复制下面的链接，可直接打开这一条："), h("p.mono", null, whole));
}

function confidence(value, unsure) {
  const words = unsure ? "把握不足，须由人判读" : value >= 0.85 ? "把握较大" : value >= 0.65 ? "把握中等" : "把握较小";
  return h("span.confidence", { title: `置信度 ${value.toFixed(2)}` },
    h("span.meter", { role: "img", "aria-label": `置信度 ${value.toFixed(2)}` }, h("i", { style: { width: `${value * 100}%` } })),
    `${value.toFixed(2)} ${words}`);
}

function asked(t, falls, unit = "") {
  const task = tasks[t];
  const facts = [
    task.lead.length && ["牵头", task.lead.join("、")],
    task.support.length && ["配合", task.support.join("、")],
    task.due.length && ["时限", task.due.join("；") + (task.end ? `（${day(task.end)}）` : "")],
    task.strength && ["力度", LABEL[task.strength]],
  ].filter(Boolean);
  return [h("blockquote.words", null, marked(task.s, falls, unit)), task.at && h("p", null, place(task.at)), facts.length > 0 && h("dl.facts", null, facts.map(([k, v]) => [h("dt", null, k), h("dd", null, v)]))];
}

function reported(i) {
  if (!A.e[i].length) {
    return [h("p.nothing", null, A.x[i] ? "没有找到把握足够的对应内容。" : "报告中没有找到与这项任务对应的内容。"),
      A.r[i] >= 0 && h("p.dim", null, `已查阅：${documents[A.r[i]].f}${extent(A.r[i])}`)];
  }
  return A.e[i].map(([s, ...at]) => [h("blockquote.words", null, marked(s, A.x[i] ? [] : A.a[i])), h("p", null, place(at))]);
}

/** 两人复核: what the first two reviewers decided, and whether all agree. */
function reviewed(f) {
  if (!f || f.rv.length < 2) return null;
  return h("p.reviewed", null, `两人复核：${f.rv.join("、")}，`, h("b", null, f.agree ? "意见一致" : "意见不一致"), f.agree ? "" : "，待定");
}

/** 单位答复: what the unit wrote in the workbook, or blank lines for it. */
function answer(f) {
  const reply = f && f.reply;
  if (reply) {
    return h("div.answer", null, h("h3", null, "单位答复"),
      h("p", null, h("b", null, [reply.verdict, stateOf(f) === reply.verdict ? "" : stateOf(f)].filter(Boolean).join("，")), f.out ? "，不计入问题和得分" : ""),
      reviewed(f),
      reply.answer && h("p.q", null, reply.answer),
      h("p.dim", null, [reply.by && `核实单位 ${reply.by}`, reply.responsible && `责任单位 ${reply.responsible}`, reply.due && `整改时限 ${/^\d{4}-/.test(reply.due) ? day(reply.due) : reply.due}`, reply.note].filter(Boolean).join(" · ")));
  }
  return h("div.answer", null, h("h3", null, "单位答复"), h("p.dim", null, f ? "尚无答复。认为不实的，在《问题台账.xlsx》这一条的“核实结论”栏选“不属实”，下次运行不再计入问题和得分；其他答复填在“答复”栏，一并载入本页。"
    : "认为这一项判断有误的，在《问题台账.xlsx》“逐项对照”表“人工判断”栏选择，下次运行按人工判断核查、计分。"), h("p.lines", { "aria-hidden": "true" }));
}

function showAssessment(i) {
  const status = shown(i);
  const policy = policies[A.p[i]];
  const related = (findingsOf.get(`${A.p[i]}/${A.u[i]}`) || []).filter((f) => f.t.includes(A.t[i]));
  amend({ a: A.id[i], f: "" });
  dockWith(
    [h(`span.tag.${status.code}`, null, icon(status.code), status.label), unitName(A.u[i]), h("span.dim", null, ` · ${short(policy)}`)],
    link("policy", policy.id, { a: A.id[i] }),
    h("div.column", null, h("h3", null, "要求"), asked(A.t[i], A.x[i] ? [] : A.a[i], unitName(A.u[i]))),
    h("div.column", null, h("h3", null, "报告"), reported(i)),
    h("div.column.judged", null, h("h3", null, "判断"),
      A.x[i] ? h("p", null, `倾向于“${STATUS[A.s[i]].label}”，但把握不足：`, h("b", null, "不作结论，不计入问题"), "，请人工核对两侧原文，在《问题台账.xlsx》“逐项对照”表“人工判断”栏选择。") : null,
      A.a[i].length > 0 && h("p", null, A.x[i] ? "可能差在：" : "差在：", A.a[i].map((a) => h(`span.aspect.m-${ASPECT[a].code}`, null, ASPECT[a].label))),
      h("p.q", null, sentences[A.w[i]]), h("p", null, confidence(A.c[i], A.x[i])),
      related.map((f) => h("p", null, h("button.link", { type: "button", onclick: () => showFinding(f) }, `所属问题：${f.l}`))),
      A.h[i] && h("div.answer", null, h("h3", null, "人工判断"), h("p", null, h("b", null, A.h[i][0])), A.h[i][1] && h("p.q", null, A.h[i][1]), A.h[i][2] && h("p.dim", null, A.h[i][2])),
      answer(related[0])));
  say(`${unitName(A.u[i])}，${status.label}`);
}

const quoted = ([s, ...at]) => [h("blockquote.words", null, marked(s)), h("p", null, place(at))];

/** The tasks of a finding, each with what the report says to it on the same line; then evidence that belongs to none. */
function pairs(judged, f) {
  const used = new Set(judged.flatMap((i) => A.e[i].map((e) => e[0])));
  const rest = f.e.filter((e) => !used.has(e[0]));
  return [h("div.pairs", null,
    h("div.pair.heads", null, h("div.column", null, h("h3", null, "要求")), h("div.column", null, h("h3", null, "报告"))),
    judged.map((i) => {
      const status = shown(i);
      return h("div.pair", null, h("div.column", null, h("h3.of-pair", null, "要求"), asked(A.t[i], A.x[i] ? [] : A.a[i], unitName(A.u[i])).slice(0, 2)),
        h("div.column", null, h("h3.of-pair", null, "报告"), reported(i), h("p", null, h(`button.link`, { type: "button", onclick: () => showAssessment(i) },
          h(`span.${status.code}`, null, icon(status.code), " ", status.label, A.x[i] || !A.a[i].length ? "" : "：" + A.a[i].map((a) => ASPECT[a].label).join("、"))), h("span.dim", null, ` 置信度 ${A.c[i].toFixed(2)}`, !A.x[i] && A.c[i] < 0.65 ? "，把握较小，请着重核实" : ""))));
    }),
    rest.length > 0 && h("div.pair", null, h("div.column", null, h("p.dim", null, "另见")), h("div.column", null, rest.map(quoted))))];
}

function showFinding(f) {
  const policy = f.p >= 0 ? policies[f.p] : null;
  const judged = f.t.map((t) => rowsOfPolicy[f.p] && rowsOfPolicy[f.p].find((i) => A.t[i] === t && A.u[i] === f.u)).filter((i) => i !== undefined);
  amend({ f: f.id, a: "" });
  const grounds = judged.length ? pairs(judged, f) : [
    h("div.column", null, h("h3", null, "依据"), f.t.length ? f.t.map((t) => asked(t)) : policy
      ? [h("p", null, policy.title), h("p.dim", null, policy.number || "", " ", day(policy.date))] : h("p.dim", null, "不针对某一件政策。")),
    h("div.column", null, h("h3", null, "所见"), f.e.length ? f.e.map(quoted)
      : h("p.nothing", null, f.file ? `见 ${f.file}` : "问题在于没有：收到的材料中未见相应文件，故无引文。"))];
  dockWith(
    [h(`span.tag.${f.sev}`, null, icon(f.sev), f.l + (f.el ? `：${f.el}` : "")), unitName(f.u), policy && h("span.dim", null, ` · ${short(policy)}`)],
    link("findings", "", { f: f.id }),
    ...grounds,
    h("div.column.judged", null, h("h3", null, "判断"), h("p.q", null, f.w), h("p", null, confidence(f.c, false), f.t.length > 1 && /^(discounted|formalism)$/.test(f.k) && h("small.dim", null, "（其中至少一项属实的把握）")),
      h("p.dim", { title: f.rule ? `依据的规则：${f.rule}` : null }, `严重程度 ${LABEL[f.sev]}`),
      judged.length > 0 && h("p", null, h("a", { href: link("policy", policy.id, { unit: unitName(f.u), a: A.id[judged[0]] }) }, `在对照表中看这 ${judged.length} 项`)),
      answer(f)));
  say(`${unitName(f.u)}，${f.l}`);
}
