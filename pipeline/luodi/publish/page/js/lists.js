// 问题 and 逐项: long lists with filters, search and a link to each state of them.

function filters(fields, redraw) {
  const { query } = address();
  const box = h("form.filters", { role: "search", onsubmit: (event) => event.preventDefault() });
  const state = {};
  for (const field of fields) {
    state[field.name] = query.get(field.name) ?? field.initial ?? "";
    const change = (event) => { state[field.name] = event.target.value; amend({ [field.name]: state[field.name] === (field.initial ?? "") ? "" : state[field.name] }); redraw(); };
    if (field.options) {
      box.append(h("label", null, h("span", null, field.label), h("select", { name: field.name, onchange: change },
        h("option", { value: "" }, "全部"), field.options.map(([value, label]) => h("option", { value, selected: String(value) === state[field.name] }, label)))));
    } else if (field.range) {
      const told = h("output", null, `≥ ${state[field.name]}`);
      box.append(h("label", null, h("span", null, field.label), h("input", { type: "range", name: field.name, min: 0, max: 1, step: 0.05, value: state[field.name], oninput: (event) => { told.textContent = `≥ ${event.target.value}`; change(event); } }), told));
    } else {
      box.append(h("label.search", null, h("span", null, field.label), h("input", { type: "search", name: field.name, value: state[field.name], placeholder: field.hint, oninput: change })));
    }
  }
  box.append(h("button.link", { type: "button", onclick: () => { location.hash = link(address().view); dispatchEvent(new HashChangeEvent("hashchange")); } }, "清除筛选"));
  return [box, state];
}

// Addresses name units and policies by what they are, not by their place in this page: they hold in the next run's page too.
const seen = (values) => [...new Set(values)].filter((v) => v >= 0).sort((a, b) => a - b);
const unitField = (values) => ({ name: "unit", label: "单位", options: seen(values).map((u) => [units[u].n, units[u].n]) });
const policyField = (values) => ({ name: "policy", label: "政策", options: seen(values).map((p) => [policies[p].id, short(policies[p])]) });
const isAt = (places, wanted, at) => wanted === "" || places.get(wanted) === at;

function listOf(title, fields, matches, count, make, noun) {
  const list = h("ul.rows", { onkeydown: stepThrough });
  const told = h("p.dim.count", { role: "status" });
  const rows = [];
  const [box, state] = filters(fields, () => { clearTimeout(timer); timer = setTimeout(draw, 60); });
  let timer = 0;
  function draw() {
    rows.length = 0;
    for (let i = 0; i < count; i++) if (matches(i, state)) rows.push(i);
    list.replaceChildren();
    lazily(list, rows.length, (n) => make(rows[n]));
    told.textContent = rows.length === count ? `共 ${number.format(count)} ${noun}` : `${number.format(count)} ${noun}中的 ${number.format(rows.length)} ${noun}`;
    if (!rows.length) list.append(h("li.dim.empty", null, "没有符合条件的记录。"));
  }
  draw();
  return h("div.view", null, h("section", null, h("h2", null, title, told), box, list));
}

function findingList() {
  const fields = [
    { name: "q", label: "查找", hint: "单位、事由、引文…" },
    unitField(findings.map((f) => f.u)),
    { name: "kind", label: "类别", options: Object.entries(DATA.labels.findings).filter(([k]) => findings.some((f) => f.k === k)) },
    policyField(findings.map((f) => f.p)),
    { name: "severity", label: "程度", options: SEVERITIES.map((s) => [s, LABEL[s]]) },
    { name: "reply", label: "状态", options: [...new Set(["待答复", ...findings.map(stateOf)])].map((s) => [s, s]) },
    { name: "sure", label: "置信度", range: true, initial: "0" },
  ];
  const haystack = findings.map((f) => [unitName(f.u), f.l, f.el, f.w, f.file, f.p >= 0 ? policies[f.p].title : "", ...f.e.map((e) => sentences[e[0]])].join("\n"));
  const matches = (i, s) => {
    const f = findings[i];
    return isAt(unitAt, s.unit, f.u) && (!s.kind || f.k === s.kind) && isAt(policyAt, s.policy, f.p) && (!s.severity || f.sev === s.severity) &&
      (!s.reply || stateOf(f) === s.reply) && f.c >= +s.sure && (!s.q || holds(haystack[i], s.q.trim()));
  };
  return listOf("发现的问题", fields, matches, findings.length, (i) => {
    const f = findings[i];
    return h("li", null, h(`button.row${f.out ? ".out" : ""}`, { type: "button", "data-id": f.id, onclick: (event) => mark(event.currentTarget, () => showFinding(f)) },
      h(`span.sev.${f.sev}`, { title: `严重程度${LABEL[f.sev]}` }, icon(f.sev), h("span", null, LABEL[f.sev])),
      h("span.who", null, unitName(f.u)), h("span.what", null, f.l, f.el && h("small", null, f.el)),
      h("span.why.q", null, f.w), h("span.of", null, f.p >= 0 ? short(policies[f.p]) : "–"),
      h("span.state", null, stateOf(f)), h("span.sure", { title: "置信度" }, f.c.toFixed(2))));
  }, "条");
}

function itemList() {
  const fields = [
    { name: "q", label: "查找", hint: "任务、报告原话、理由…" },
    { name: "status", label: "判断", options: [...STATUS, UNSURE].map((s) => [s.code, s.label]) },
    unitField(A.u),
    policyField(A.p),
    { name: "aspect", label: "差在", options: ASPECT.map((a) => [a.code, a.label]) },
    { name: "sure", label: "置信度", range: true, initial: "0" },
  ];
  const matches = (i, s) => (!s.status || shown(i).code === s.status) && isAt(unitAt, s.unit, A.u[i]) && isAt(policyAt, s.policy, A.p[i]) &&
    (s.aspect === "" || (!A.x[i] && A.a[i].some((a) => ASPECT[a].code === s.aspect))) && A.c[i] >= +s.sure && (!s.q || found(i, s.q.trim()));
  const found = (i, words) => holds([unitName(A.u[i]), sentences[tasks[A.t[i]].s], ...A.e[i].map((e) => sentences[e[0]]), sentences[A.w[i]]].join("\n"), words);
  return listOf("逐项比对", fields, matches, A.id.length, (i) => {
    const status = shown(i);
    return h("li", null, h("button.row.item", { type: "button", "data-id": A.id[i], onclick: (event) => mark(event.currentTarget, () => showAssessment(i)) },
      h(`span.sev.${status.code}`, null, icon(status.code), h("span", null, status.label)),
      h("span.who", null, unitName(A.u[i])), h("span.why.q", null, sentences[tasks[A.t[i]].s]),
      h("span.why.q.dim", null, A.e[i].length ? sentences[A.e[i][0][0]] : A.x[i] ? "（没有把握足够的对应内容）" : "（无对应内容）"), h("span.sure", { title: "置信度" }, A.c[i].toFixed(2))));
  }, "项");
}

function mark(node, then) {
  for (const other of document.querySelectorAll(".chosen")) other.classList.remove("chosen");
  node.classList.add("chosen");
  then();
}

/** ↑ ↓ and j k go through a list; the dock follows when it is open. */
function stepThrough(event) {
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  const from = document.activeElement.closest("li");
  if (!step || !from) return;
  event.preventDefault();
  const to = step > 0 ? from.nextElementSibling : from.previousElementSibling;
  const button = to && to.querySelector("button.row");
  if (!button) return;
  button.focus();
  if (!dock.hidden) button.click();
}
