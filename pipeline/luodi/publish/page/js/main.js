// Which part is shown, and the keyboard.

const TABS = [
  ["overview", "总览", () => overview()],
  ["forward", "转发", (id) => forward(id)],
  ["policy", "对照", (id, query) => matrix(id, query)],
  ["findings", "问题", () => findingList()],
  ["items", "逐项", () => itemList()],
  ["documents", "材料", () => documentList()],
];
let current = "";
const left = {}; // the query under which each part was last seen: looking elsewhere loses no filter

function show() {
  const { view, id, query } = address();
  const [name, label, make] = TABS.find(([n]) => n === view) || TABS[0];
  const main = document.getElementById("main");
  document.getElementById("tabs").replaceChildren(...TABS.map(([n, words]) => h("a", {
    href: link(n), "aria-current": n === name ? "page" : null,
    onclick: (event) => { if (left[n] && n !== address().view) event.currentTarget.setAttribute("href", left[n]); },
  }, words)));
  shut();
  const [a, f] = [query.get("a"), query.get("f")];
  const stays = current !== "" && current === name;
  dock.hidden = true;
  document.body.classList.remove("docked");
  main.replaceChildren(make(id, query));
  document.title = `${label} · 政策落地核查报告`;
  if (!stays) scrollTo(0, 0);
  remember();
  current = name;
  if (a && rowOfId.has(a)) {
    const i = rowOfId.get(a);
    const cell = main.querySelector(`[data-row="${i}"]`);
    if (cell) choose(cell, i); else showAssessment(i);
    if (cell) cell.scrollIntoView({ block: "center", inline: "center" });
  } else if (f && findingOfId.has(f)) {
    const row = main.querySelector(`[data-id="${CSS.escape(f)}"]`);
    if (row) row.classList.add("chosen");
    showFinding(findingOfId.get(f));
    if (row) row.scrollIntoView({ block: "center" });
  }
}

function remember() {
  const { view, id, query } = address();
  left[view] = link(view, id, { ...Object.fromEntries(query), a: "", f: "" });
}

function keys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") { if (shut() || closeDock()) event.preventDefault(); return; }
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
  if (event.key === "Tab" && !event.shiftKey && !dock.hidden && document.activeElement.classList.contains("chosen")) {
    event.preventDefault(); // from what was opened to what it opened, not through all rows between
    dock.querySelector("button, a[href]").focus();
    return;
  }
  if (event.key === "/") {
    const search = document.querySelector("main input[type=search]");
    if (search) { event.preventDefault(); search.focus(); search.select(); }
  } else if (event.key === "?") {
    help();
  } else if (/^[1-6]$/.test(event.key)) {
    location.hash = link(TABS[event.key - 1][0]);
  }
}

function help() {
  const rows = [["1 – 6", "总览、转发、对照、问题、逐项、材料"], ["/", "查找"], ["↑ ↓ ← →", "在对照表的格子间移动"], ["↑ ↓ 或 j k", "在列表中上下移动"], ["回车", "打开所选"], ["Tab", "从所选的一条到下方打开的内容"], ["Esc", "关闭"]];
  open("键盘操作", h("dl.facts.keys", null, rows.map(([k, v]) => [h("dt", null, h("kbd", null, k)), h("dd", null, v)])),
    h("p.dim", null, "浏览器地址随筛选和所选内容变化，复制地址即可把所见发给同事。打印时列表会全部展开。"));
}

document.getElementById("facts").textContent = `截至 ${day(DATA.run.as_of)}`;
document.getElementById("help").addEventListener("click", help);
document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); document.getElementById("main").focus(); });
document.body.classList.toggle("one-policy", policies.length < 2);
addEventListener("hashchange", show);
addEventListener("keydown", keys);
show();
document.documentElement.dataset.ready = "yes";
