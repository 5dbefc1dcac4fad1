// 转发: who had the policy when, and who passed it on after how long, as a tree over a time axis.

const HOUR = 3600000;
const TICKS = [[0, "印发"], [6, "6小时"], [24, "1天"], [72, "3天"], [168, "1周"], [336, "2周"], [720, "1个月"], [2160, "3个月"], [4380, "半年"], [8760, "1年"]];

function forward(id) {
  const drawn = policies.map((p, i) => i).filter((p) => policies[p].chain);
  if (!drawn.length) return h("div.view", null, h("section", null, h("h2", null, "转发"), h("p.dim", null, "没有可画的转发关系：未收到转发文件，也没有办公系统的流转记录。")));
  const at = drawn.find((p) => policies[p].id === id) ?? drawn[0];
  const policy = policies[at];
  const { chain } = policy;
  const start = chain.start ? Date.parse(chain.start) : null;
  const after = (iso) => (iso && start !== null ? Math.max(0, (Date.parse(iso.length > 10 ? iso : iso + "T12:00") - start) / HOUR) : null);
  const longest = Math.max(24, ...chain.hops.flatMap((hop) => [after(hop.got), after(hop.sent)]).filter((x) => x !== null)) * 1.04;
  const x = (hours) => `${100 * Math.sqrt(Math.min(hours, longest) / longest)}%`;
  const place = (hours) => Math.sqrt(hours / longest);
  const ticks = TICKS.filter(([t]) => t <= longest).reduce((kept, tick) => (kept.length && place(tick[0]) - place(kept.at(-1)[0]) < 0.06 ? kept : [...kept, tick]), []);
  const states = {};
  for (const hop of chain.hops) for (const state of hop.findings.length ? new Set(hop.findings.map((f) => findingOfId.get(f).k)) : [hop.state]) states[state] = (states[state] || 0) + 1;
  return h("div.view", null,
    chooser(at, drawn, "forward"),
    h("p.lead", null, `${chain.root || policy.issuer || "发文机关"}${policy.date ? `${day(policy.date)}印发` : chain.start ? `${day(chain.start)}发出` : "印发，日期不详"}，应由 ${chain.hops.length} 个单位转发或落实：`,
      Object.entries(states).map(([state, n], i) => [i ? "，" : "", `${HOP[state]} ${n} 个`]), "。"),
    h("section", null,
      h("div.tree", null,
        h("div.hop.axis", { "aria-hidden": "true" }, h("span"), h("span.time", null, ticks.map(([t, label]) => h("i", { style: { left: x(t) } }, h("em", null, label)))), h("span")),
        chain.hops.map((hop) => hopRow(hop, after, x, ticks, longest, policy.date || chain.start || ""))),
      h("p.key", null, h("span", null, h("i.swatch.line"), "收到至转发"), h("span", null, h("b.limit"), "时限"), h("span", null, h("i.dot.passed"), "已转"), h("span", null, h("i.dot.late"), "缓转、错转或照抄"),
        h("span", null, h("i.dot.missing"), "漏转"), h("span", null, h("i.dot.unseen"), "材料中未见，未作结论"), h("span.dim", null, "时间轴按平方根压缩；圆点空心的只知道日期"))));
}

const tone = (state) => ({ passed: "passed", unseen: "unseen", "forward-missing": "missing" }[state] || "late");

function hopRow(hop, after, x, ticks, longest, issued) {
  const [got, sent] = [after(hop.got), after(hop.sent)];
  const coarse = hop.sent && hop.sent.length <= 10;
  const took = hop.hours === null ? "" : span(...hop.hours);
  const words = [hop.got && `收 ${moment(hop.got, issued)}`, hop.sent && `转 ${moment(hop.sent, hop.got || issued)}`].filter(Boolean).join(" → ") || "无流转记录";
  const limit = hop.limit ? ` · 限 ${hop.limit % 24 || hop.limit < 72 ? hop.limit + " 小时" : hop.limit / 24 + " 天"}` : "";
  const said = hop.findings.map((id) => findingOfId.get(id));
  const verdicts = said.length ? said.map((f) => h("button.link", { type: "button", onclick: () => showFinding(f) }, h(`span.verdict.${tone(f.k)}`, null, f.l)))
    : h(`span.verdict.${tone(hop.state)}`, null, HOP[hop.state]);
  return h("div.hop", null,
    h("span.unit", { style: { "--depth": hop.depth } }, hop.depth > 0 && h("i.elbow", { "aria-hidden": "true" }),
      hop.document === null || hop.document === undefined ? hop.unit
        : h("button.link", { type: "button", title: `看${hop.unit}的文件：${documents[hop.document].f}`, onclick: () => surroundings(hop.document, 1, 0, 0) }, hop.unit)),
    h("span.time", { "aria-hidden": "true" }, ticks.map(([t]) => h("i", { style: { left: x(t) } })),
      sent !== null && h(`b.run.${tone(hop.state)}`, { style: { left: x(got ?? 0), right: `calc(100% - ${x(sent)})` } }),
      got !== null && hop.limit && got + hop.limit <= longest && h("b.limit", { title: "转发时限", style: { left: x(got + hop.limit) } }),
      got !== null && h("b.dot.got", { style: { left: x(got) } }),
      sent !== null ? h(`b.dot.${tone(hop.state)}${coarse ? ".coarse" : ""}`, { style: { left: x(sent) } }) : h(`b.dot.${tone(hop.state)}`, { style: { left: x(got ?? 0) } })),
    h("span.told", null, h("span.verdicts", null, verdicts), h("b", null, took), h("small", null, words + limit)));
}

/** Hours taken: exact, or between two bounds where only days are known. */
function span(low, high) {
  if (low === high) return low < 72 ? `${low} 小时` : `${(low / 24).toFixed(1)} 天`;
  if (high <= 48) return low <= 0 ? "当日或次日" : "约 1 天";
  return `约 ${Math.round((low + high) / 48)} 天`;
}

/** Which policy is shown; its facts beside it. */
function chooser(at, among, view) {
  const policy = policies[at];
  return h("div.chooser", null,
    h("label", null, h("span", null, "政策"), h("select", { onchange: (event) => { location.hash = link(view, event.target.value); } },
      among.map((p) => h("option", { value: policies[p].id, selected: p === at }, `${policies[p].title}`)))),
    h("p.dim", null, [policy.number, policy.issuer, day(policy.date)].filter(Boolean).join(" · "),
      policy.d !== null && policy.d !== undefined && [" · ", h("button.link", { type: "button", onclick: () => surroundings(policy.d, 1, 0, 0) }, "看原文")],
      view === "forward" ? [" · ", h("a", { href: link("policy", policy.id) }, "逐项对照")] : policy.chain && [" · ", h("a", { href: link("forward", policy.id) }, "转发情况")]));
}
