// 总览: what was read, how it stands, where to look first.

function overview() {
  const all = tally(A.s.keys());
  const sure = A.id.length - all.unsure;
  const counts = DATA.run.counts;
  const lead = [`截至${day(DATA.run.as_of)}，收到文件 ${number.format(counts.found)} 份，读取 ${number.format(counts.read)} 份`,
    counts.partial ? `，部分读取 ${number.format(counts.partial)} 份` : "", counts.quarantined ? `，未能读取 ${number.format(counts.quarantined)} 份` : "", "。",
    A.id.length ? `就 ${policies.length} 件政策的 ${number.format(new Set(A.t).size)} 项任务，与 ${new Set(A.u).size} 个单位的报告逐项比对 ${number.format(A.id.length)} 次，` +
      `其中 ${percent(all.implemented, sure)} 已落实${all.unsure ? `；${number.format(all.unsure)} 项把握不足，留待人工判读，不计入问题` : ""}。` : "未形成逐项比对。"].join("");
  const newest = documents.map((d) => d.date).filter((d) => d && d <= DATA.run.as_of).sort().at(-1);
  const age = newest ? Math.round((Date.parse(DATA.run.as_of) - Date.parse(newest)) / 86400000) : 0;
  const old = age > 180 ? `材料最新的一份写于${day(newest)}，离核查日 ${number.format(age)} 天，此后的情况未见。` : "";
  const grave = counted.filter((f) => f.sev === "high").length;
  const waiting = counted.filter((f) => stateOf(f) === "待答复").length;
  const found = counted.length ? `发现问题 ${number.format(counted.length)} 个，程度高的 ${number.format(grave)} 个，待答复 ${number.format(waiting)} 个。` : "没有发现问题。";
  const together = policies.length <= 4;
  return h("div.view", null,
    h("p.lead", null, lead, found, old),
    h("div.grid", null, h("div.pile", null, standing(all, sure), together && heat()), kinds()),
    changed(), !together && heat(), h("div.grid", null, first(), unread()));
}

function standing(all, sure) {
  const order = [...STATUS, UNSURE];
  const total = A.id.length;
  const bar = h("div.stack", { role: "img", "aria-label": order.map((s) => `${s.label} ${all[s.code]}`).join("，") },
    order.filter((s) => all[s.code]).map((s) => h(`i.${s.code}`, { style: { "flex-grow": all[s.code] } })));
  return h("section", null, h("h2", null, "逐项比对"), total ? bar : h("p.dim", null, "没有比对结果。"),
    h("ul.legend", null, order.map((s) => h("li", null,
      h("a", { href: link("items", "", { status: s.code }) }, icon(s.code), h("span", null, s.label), h("b", null, number.format(all[s.code])),
        h("small", null, s === UNSURE ? "不计入" : percent(all[s.code], sure)))))));
}

function kinds() {
  const rows = Object.keys(DATA.labels.findings).map((k) => [k, counted.filter((f) => f.k === k)]).filter(([, of]) => of.length).sort((a, b) => b[1].length - a[1].length);
  const most = rows.length ? rows[0][1].length : 1;
  const twice = findings.filter((f) => f.agree !== null);
  const apart = twice.filter((f) => !f.agree).length;
  return h("section", null, h("h2", null, `发现的问题 `, h("b", null, number.format(counted.length))),
    rows.length === 0 && h("p.dim", null, "没有发现问题。"),
    twice.length > 0 && h("p.dim", null, `两人复核 ${twice.length} 条，一致 ${twice.length - apart} 条`, apart > 0 && [
      "，", h("a", { href: link("findings", "", { reply: "复核不一致" }) }, `不一致 ${apart} 条`)], "。"),
    counted.length < findings.length && h("p.dim", null, `另有 ${findings.length - counted.length} 条经核实不属实，不计。`),
    h("ul.bars", null, rows.map(([k, of]) => h("li", null, h("a", { href: link("findings", "", { kind: k }) },
      h("span", null, DATA.labels.findings[k]),
      h("span.track", null, SEVERITIES.map((sev) => {
        const n = of.filter((f) => f.sev === sev).length;
        return n ? h(`i.${sev}`, { style: { width: `${(100 * n) / most}%` }, title: `${LABEL[sev]} ${n}` }) : null;
      })), h("b", null, of.length))))),
    rows.length > 0 && h("p.key", null, "严重程度 ", SEVERITIES.map((sev) => h(`span.${sev}`, null, icon(sev), LABEL[sev]))));
}

const FEW = 12;

/** A list of the first few of something that changed. */
function few(title, items, make) {
  if (!items.length) return null;
  return h("div", null, h("h3", null, `${title} `, h("b", null, items.length)), h("ul.rows", null, items.slice(0, FEW).map((item) => h("li", null, make(item)))),
    items.length > FEW && h("p.dim", null, `另有 ${items.length - FEW} 条。`));
}

/** What came, went and moved since the last run in the same folder. */
function changed() {
  const { changes } = DATA;
  if (!changes) return null;
  const label = (code) => (STATUS.find((s) => s.code === code) || UNSURE).label;
  const problem = (id) => {
    const f = findingOfId.get(id);
    return h("button.change", { type: "button", onclick: () => showFinding(f) }, h(`span.${f.sev}`, { title: `严重程度${LABEL[f.sev]}` }, icon(f.sev)), h("b", null, unitName(f.u)), h("span", null, f.l), h("span.dim.q", null, f.w));
  };
  const moved = ({ assessment_id: id, before, now }) => {
    const i = rowOfId.get(id);
    return h("button.change", { type: "button", onclick: () => showAssessment(i) }, h(`span.${now}`, null, icon(now)), h("b", null, unitName(A.u[i])), h("span", null, `${label(before)} → ${label(now)}`), h("span.dim.q", null, sentences[tasks[A.t[i]].s]));
  };
  const score = ({ policy_id: id, unit, before, now }) => h("a.change", { href: link("policy", id, { unit }) }, h("span.dim", null, now > before ? "↑" : "↓"), h("b", null, unit),
    h("span", null, `${Math.round(before)} → ${Math.round(now)} 分`), h("span.dim.q", null, short(policies[policyAt.get(id)])));
  const shifts = [...changes.scores].sort((a, b) => Math.abs(b.now - b.before) - Math.abs(a.now - a.before));
  const lists = [
    few("新出现的问题", changes.new, problem),
    few("加重的问题", changes.graver, problem),
    few("不再出现的问题", changes.gone, (g) => h("div.change", null, h("span", { "aria-hidden": "true" }, "✓"), h("b", null, g.unit), h("span", null, g.label), h("span.dim.q", null, g.reason))),
    few("判断有变的任务", changes.moved, moved),
    few("得分有变", shifts, score),
  ].filter(Boolean);
  return h("section", null, h("h2", null, "与上次相比", h("small", null, `上次核查日 ${day(changes.since)}`)),
    lists.length ? h("div.grid", null, lists) : h("p.dim", null, "没有变化。"));
}

const band = (score) => (score < 40 ? 0 : score < 60 ? 1 : score < 80 ? 2 : score < 90 ? 3 : 4);

function heat() {
  if (!DATA.scores.length) return null;
  const columns = policies.map((p, i) => i).filter((p) => units.some((u, i) => scoreOf.has(`${p}/${i}`)));
  const lines = units.map((u, i) => i).filter((u) => columns.some((p) => scoreOf.has(`${p}/${u}`)));
  const tall = columns.length > 4;
  const head = h("tr", null, h("th", { scope: "col" }, "单位"), columns.map((p) => h("th", { scope: "col", title: policies[p].title },
    h("a", { href: link("policy", policies[p].id) }, short(policies[p])))));
  const body = lines.map((u) => h("tr", null,
    h("th", { scope: "row", style: { "padding-left": `${depthOf(u) * 1 + 0.5}em` } }, h("a", { href: link("findings", "", { unit: units[u].n }) }, units[u].n)),
    columns.map((p) => heatCell(p, u))));
  return h("section", null,
    h("h2", null, "单位与政策", h("small", null, "数字为落实得分（0–100），点开看逐项对照")),
    h("div.scroll", { tabindex: "0", role: "region", "aria-label": "单位与政策得分表" }, h(`table.heat${tall ? ".tall" : ""}`, null, h("thead", null, head), h("tbody", null, body))),
    h("p.key", null, [0, 1, 2, 3, 4].map((b) => h("span", null, h(`i.swatch.b${b}`), ["不足 40", "40–60", "60–80", "80–90", "90 以上"][b])),
      h("span", null, icon("high"), "风险高"), h("span", null, h("i.swatch.wide"), "把握不足，区间宽于 30 分")));
}

function depthOf(u) {
  let depth = 0;
  for (let unit = units[u]; unit && unit.p && depth < 6; depth++) {
    unit = units.find((other) => other.n === unit.p);
    if (!unit) break;
  }
  return depth;
}

function heatCell(p, u) {
  const score = scoreOf.get(`${p}/${u}`);
  if (!score) return h("td", null, h("span.none", { title: "没有材料可评" }, "–"));
  const [, , value, low, high, risk] = score;
  if (value === null) return h("td", null, h("a.none", { href: link("policy", policies[p].id, { unit: units[u].n }), title: `${units[u].n}：${score[9].score}` }, "未知"));
  const count = (findingsOf.get(`${p}/${u}`) || []).length;
  const words = `${units[u].n}，${short(policies[p])}：${value} 分（${low}–${high}），风险${LABEL[risk]}，问题 ${count} 个`;
  return h("td", null, h(`a.b${band(value)}${high - low > 30 ? ".wide" : ""}`, { href: link("policy", policies[p].id, { unit: units[u].n }), title: words, "aria-label": words },
    Math.round(value), risk === "high" && icon("high")));
}

function first() {
  const rank = { high: 0, medium: 1, low: 2 };
  const rows = DATA.scores.filter((s) => s[5] !== "low").sort((a, b) => rank[a[5]] - rank[b[5]] || a[2] - b[2]).slice(0, 10);
  return h("section", null, h("h2", null, "宜先查看", h("small", null, "按风险和得分列出前十项，单位之间不作排名")),
    rows.length === 0 ? h("p.dim", null, "没有中、高风险的单位。") :
      h("div.scroll", { tabindex: "0", role: "region", "aria-label": "宜先查看" }, h("table.plain", null, h("thead", null, h("tr", null, ["单位", "政策", "得分", "主要问题", "复查"].map((t) => h("th", { scope: "col" }, t)))),
        h("tbody", null, rows.map(([p, u, value, low, high, risk, interval, , , , , why]) => h("tr", null,
          h("th", { scope: "row" }, h("a", { href: link("policy", policies[p].id, { unit: units[u].n }) }, units[u].n)),
          h("td", null, short(policies[p])),
          h("td.n", null, h(`span.${risk}`, { title: why || `风险${LABEL[risk]}` }, icon(risk)), ` ${value === null ? "未知" : Math.round(value)} `, h("small", null, `${Math.round(low)}–${Math.round(high)}`)),
          h("td", null, [...new Set((findingsOf.get(`${p}/${u}`) || []).map((f) => f.l))].slice(0, 4).join("、") || "–"),
          h("td", { title: why }, LABEL[interval])))))));
}

function unread() {
  const partial = documents.filter((d) => d.state === "partial");
  const copies = documents.reduce((n, d) => n + d.w.filter(([code]) => code === "duplicate").length, 0);
  const strange = documents.filter((d) => d.k === "other").length;
  const warned = documents.filter((d) => d.state !== "partial" && d.w.some(([code]) => code !== "duplicate")).length;
  return h("section", null, h("h2", null, "未能读取的文件 ", h("b", null, DATA.quarantine.length)),
    DATA.quarantine.length === 0 ? h("p.dim", null, "收到的文件都已读取。") :
      h("ul.files", null, DATA.quarantine.slice(0, 12).map((q) => h("li", null, h("b", { title: q.code }, q.file), h("span", null, q.message)))),
    h("p.dim", null, DATA.quarantine.length ? "读不出的文件不等于没有报送：请换可读的版本后重新运行。" : "",
      partial.length ? ` 部分读取 ${partial.length} 份。` : "", copies ? ` ${copies} 份与别的文件内容相同，只计一次。` : "",
      warned ? ` 另有 ${warned} 份读取时有提示。` : "", strange ? [" ", h("a", { href: link("documents", "", { kind: "other" }) }, `${strange} 份看不出是哪一类文件`), "，没有用于核查（表格须有表头）。"] : "", " ", h("a", { href: link("documents") }, "看全部材料")));
}
