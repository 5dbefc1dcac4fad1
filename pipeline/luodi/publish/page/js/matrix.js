// 对照: one policy, its tasks down, the units across; each cell opens asked and reported side by side.

function matrix(id, query) {
  if (!policies.length) return h("div.view", null, h("section", null, h("h2", null, "对照"), h("p.dim", null, "没有政策可对照。")));
  const found = policies.findIndex((p) => p.id === id);
  const at = found >= 0 ? found : Math.max(0, rowsOfPolicy.findIndex((rows) => rows.length));
  const policy = policies[at];
  const rows = rowsOfPolicy[at];
  const across = [...new Set(rows.map((i) => A.u[i]))].sort((a, b) => a - b);
  const cell = new Map(rows.map((i) => [`${A.t[i]}/${A.u[i]}`, i]));
  const body = h("tbody");
  const count = h("p.dim.count", { role: "status" });
  const chosen = new Set((query.get("status") || "").split(",").filter(Boolean));
  const search = h("input", { type: "search", placeholder: "找任务…", "aria-label": "找任务", value: query.get("q") || "", oninput: () => { amend({ q: search.value }); draw(); } });
  const chips = h("div.chips", { role: "group", "aria-label": "只看有这些判断的任务" }, [...STATUS, UNSURE].map((s) => h(`button.chip.${s.code}`, {
    type: "button", "aria-pressed": String(chosen.has(s.code)), onclick: (event) => {
      if (!chosen.delete(s.code)) chosen.add(s.code);
      event.currentTarget.setAttribute("aria-pressed", String(chosen.has(s.code)));
      amend({ status: [...chosen].join(",") });
      draw();
    },
  }, icon(s.code), s.label)));

  function draw() {
    const words = search.value.trim();
    const kept = policy.tasks.filter((t) => (!words || holds([sentences[tasks[t].s], ...tasks[t].lead].join("\n"), words)) &&
      (!chosen.size || across.some((u) => cell.has(`${t}/${u}`) && chosen.has(shown(cell.get(`${t}/${u}`)).code))));
    body.replaceChildren();
    let section = null;
    kept.forEach((t) => {
      if (tasks[t].g && tasks[t].g !== section) body.append(h("tr.section", null, h("th", { scope: "colgroup", colspan: across.length + 1 }, h("span", null, tasks[t].g))));
      section = tasks[t].g;
      body.append(h("tr", null, h("th", { scope: "row" }, taskHead(t)), across.map((u) => matrixCell(cell.get(`${t}/${u}`), chosen))));
    });
    const first = body.querySelector("button.cell");
    if (first) first.tabIndex = 0;
    count.textContent = kept.length === policy.tasks.length ? `${kept.length} 项任务，${across.length} 个单位` : `${policy.tasks.length} 项任务中的 ${kept.length} 项，${across.length} 个单位`;
  }

  const focus = unitAt.get(query.get("unit")) ?? -1;
  const roomy = across.length <= 8;
  const table = h(`table.matrix${roomy ? ".roomy" : ""}`, { onkeydown: (event) => walk(event, table) },
    h("thead", null, h("tr", null, h("th", { scope: "col" }, "任务"), across.map((u) => unitHead(at, u, rows, u === focus)))), body);
  if (focus >= 0) queueMicrotask(() => { const head = table.querySelector("th.focus"); if (head && table.parentNode.scrollWidth > table.parentNode.clientWidth) table.parentNode.scrollLeft = Math.max(0, head.offsetLeft - table.parentNode.clientWidth / 2); });
  draw();
  return h("div.view.full", null,
    chooser(at, policies.map((p, i) => i), "policy"),
    focus >= 0 && scoreCard(at, focus),
    h("div.tools", null, search, chips, count),
    across.length ? h("div.scroll.matrix-box", { tabindex: "0", role: "region", "aria-label": "任务与单位对照表" }, table) : [h("p.note", null, "没有可与这件政策比对的报告。以下是其任务："), h("div.scroll", { tabindex: "0", role: "region", "aria-label": "任务" }, table)]);
}

function taskHead(t) {
  const task = tasks[t];
  return h("details.task", null, h("summary", null, task.path && h("small.path", null, task.path), h("span.q", null, sentences[task.s])), h("div.more-of-task", null, asked(t)));
}

function unitHead(p, u, rows, focused) {
  const of = tally(rows.filter((i) => A.u[i] === u));
  const score = scoreOf.get(`${p}/${u}`);
  return h(`th${focused ? ".focus" : ""}`, { scope: "col" }, h("a", { href: link("policy", policies[p].id, { unit: units[u].n }), title: `${unitName(u)}：${[...STATUS, UNSURE].filter((s) => of[s.code]).map((s) => s.label + of[s.code]).join("，")}` },
    h("span.name", null, unitName(u)), h("span.score", null, !score ? "–" : score[2] === null ? "未知" : Math.round(score[2])),
    h("span.stack", { "aria-hidden": "true" }, [...STATUS, UNSURE].filter((s) => of[s.code]).map((s) => h(`i.${s.code}`, { style: { "flex-grow": of[s.code] } })))));
}

function matrixCell(i, chosen) {
  if (i === undefined) return h("td", null, h("span.none", null, "–"));
  const status = shown(i);
  const aspects = A.x[i] ? [] : A.a[i].map((a) => ASPECT[a].label);
  const words = `${unitName(A.u[i])}：${status.label}${aspects.length ? "（" + aspects.join("、") + "）" : ""}`;
  const faded = chosen.size && !chosen.has(status.code);
  return h("td", null, h(`button.cell.${status.code}${faded ? ".faded" : ""}`, {
    type: "button", tabindex: "-1", title: words, "aria-label": words, "data-row": i, onclick: (event) => choose(event.currentTarget, i),
  }, icon(status.code), h("span.words-of-cell", { "aria-hidden": "true" }, status.label),
    aspects.length > 0 && h("small", { "aria-hidden": "true" }, aspects.map((a) => h("span", null, a[0], h("i", null, a.slice(1)))))));
}

function choose(node, i) {
  for (const other of document.querySelectorAll(".chosen")) other.classList.remove("chosen");
  node.classList.add("chosen");
  for (const other of node.closest("table, ul").querySelectorAll("button.cell[tabindex='0']")) other.tabIndex = -1;
  node.tabIndex = 0;
  showAssessment(i);
  const box = node.closest(".matrix-box");
  if (box) { box.scrollIntoView({ block: "start" }); node.scrollIntoView({ block: "nearest", inline: "nearest" }); }
}

/** Arrow keys go from cell to cell; the dock follows when it is open. */
function walk(event, table) {
  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
  const from = document.activeElement;
  if (!step || !from.classList.contains("cell")) return;
  event.preventDefault();
  let [row, column] = [from.closest("tr"), from.closest("td").cellIndex];
  for (;;) {
    if (step[0]) row = step[0] > 0 ? row.nextElementSibling : row.previousElementSibling;
    column += step[1];
    const next = row && row.cells[column];
    if (!next || (step[1] && column < 1)) return;
    const target = next.querySelector && next.querySelector("button.cell");
    if (!target) continue;
    from.tabIndex = -1;
    target.tabIndex = 0;
    target.focus();
    if (!dock.hidden) choose(target, +target.dataset.row);
    return;
  }
}

const SHARES = new Set(DATA.labels.shares);
const measure = (code, value) => (SHARES.has(code) ? percent(value, 1) : String(+value.toFixed(2)));

function scoreCard(p, u) {
  const score = scoreOf.get(`${p}/${u}`);
  if (!score) return null;
  const [, , value, low, high, risk, interval, parts, measures, unknown, lost, why] = score;
  const of = findingsOf.get(`${p}/${u}`) || [];
  return h("section.card", null,
    h("h2", null, unitName(u)),
    h("p", null, h("b.big", null, value === null ? "未知" : Math.round(value)), h("small", null, `${value === null ? ` ${unknown.score}` : " 分"}，可能在 ${Math.round(low)}–${Math.round(high)} 之间`)),
    h("p", null, h(`span.${risk}`, null, icon(risk), ` 风险${LABEL[risk]}`), h("small.dim", null, `，宜${LABEL[interval]}复查`)),
    h("p.dim", null, Object.entries(parts).map(([k, v], i) => [i ? " · " : "", `${PARTS[k] || k} ${Math.round(v)}`])),
    h("p.tags", null, of.map((f) => h(`button.tag.${f.sev}`, { type: "button", onclick: () => showFinding(f) }, icon(f.sev), f.l, f.el ? `：${f.el}` : ""))),
    (lost.length > 0 || Object.keys(measures).length > 0) && h("details.why-score", null, h("summary", null, "得分由来"),
      h("div.grid", null,
        h("div", null, why && [h("h3", null, "风险"), h("p", null, `${why}。`)], h("h3", null, "扣分"), lost.length ? h("ul", null, lost.map(([part, points, reason]) => h("li.q", null, h("b", null, `−${points} `), h("span.dim", null, `${PARTS[part] || part} · `), reason))) : h("p.dim", null, "没有扣分。")),
        h("div", null, h("h3", null, "指标"), h("dl.facts", null, Object.entries(measures).map(([k, v]) => [h("dt", null, DATA.labels.indicators[k] || k),
          h("dd", null, v === null ? h("span.dim", null, unknown[k] || "未知") : measure(k, v))]))))));
}
