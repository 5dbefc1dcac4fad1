// Sentences with the words that matter marked, places as links, and the quote in its surroundings.

/** Sentence `index`; the words of the aspects in `falls` (where it falls short) stand out, others are underlined only.
    Where a sentence gives each unit its own figure, only that of unit `of` stands out. */
function marked(index, falls = [], of = "") {
  const text = sentences[index];
  const places = DATA.marks[index] || [];
  const own = places.filter(([start, , aspect]) => ASPECT[aspect].code === "quantity" && of && named(text.slice(0, start), of));
  const stands = (place) => falls.includes(place[2]) && (!own.length || ASPECT[place[2]].code !== "quantity" || own.includes(place));
  const node = h("span.q");
  let at = 0;
  for (const place of places) {
    const [start, end, aspect] = place;
    if (start > at) node.append(text.slice(at, start));
    node.append(h(`mark.m-${ASPECT[aspect].code}${stands(place) ? ".falls" : ""}`, { title: ASPECT[aspect].label }, text.slice(start, end)));
    at = end;
  }
  if (at < text.length) node.append(text.slice(at));
  return node;
}

/** Whether these words end with the unit's name, or with it and at most three more characters. */
function named(words, unit) {
  const at = words.lastIndexOf(unit);
  const rest = at < 0 ? null : words.slice(at + unit.length);
  return rest !== null && rest.length <= 3 && !/[，、；。：]/.test(rest);
}

function href(file, page) {
  if (!DATA.inbox) return null;
  const path = file.split("/").map(encodeURIComponent).join("/");
  return `${DATA.inbox}/${path}${/\.pdf$/i.test(file) ? "#page=" + page : ""}`;
}

/** 文件 · 第 n 页: opens the quote in its surroundings; a link to the file where the page knows the folder. */
function place(at) {
  const [d, page, start, end] = at;
  if (d === null || d === undefined || d < 0) return null;
  const file = documents[d].f;
  const label = documents[d].pages ? `${file} · 第 ${page} ${documents[d].sheet ? "张工作表" : "页"}` : file;
  const target = href(file, page);
  return h("span.place", null,
    start === null ? h("span", null, label)
      : h("button.link", { type: "button", title: "在原文中看这句话", onclick: () => surroundings(d, page, start, end) }, label),
    target && h("a", { href: target, target: "_blank", rel: "noopener noreferrer" }, "打开文件"));
}

/** How long a document is, where it has pages: a Word file has them only once it is printed. */
const extent = (d) => (documents[d].pages ? ` · 共 ${documents[d].pages} ${documents[d].sheet ? "张工作表" : "页"}` : "");

let TEXTS = null;
function textOf(d) {
  if (TEXTS === null) TEXTS = JSON.parse(document.getElementById("texts").textContent);
  return TEXTS[d] || null;
}

function surroundings(d, page, start, end) {
  const found = textOf(d);
  const body = h("div.paper");
  if (found === null) {
    body.append(h("p.dim", null, `本页未附这份文件的全文，请打开 ${documents[d].f} ${documents[d].pages ? `第 ${page} 页` : ""}核对。`));
  } else {
    let at = 0;
    let table = null;
    for (const line of found.t.split("\n")) {
      const stop = at + line.length;
      const turned = found.p.findIndex((p, i) => i > 0 && p >= at && p <= stop);
      if (turned > 0 && found.p[turned] > 0) { body.append(h("p.turn", null, `— 第 ${turned + 1} 页 —`)); table = null; }
      if (line.length > 2 && line.startsWith("|") && line.endsWith("|")) {
        if (table === null) body.append(h("div.scroll", { tabindex: "0", role: "region", "aria-label": "表" }, h("table.quoted", null, table = h("tbody"))));
        table.append(tableRow(line, at, start, end));
      } else {
        table = null;
        body.append(h("p.q", null, part(line, at, start, end)));
      }
      at = stop + 1;
    }
  }
  open(documents[d].title || documents[d].f, h("p.dim", null, documents[d].f + extent(d)), body);
  const here = body.querySelector(".here");
  if (here) here.scrollIntoView({ block: "center" });
}

/** Words that begin at `at` in the document, with what lies between start and end marked. */
function part(words, at, start, end) {
  const [a, b] = [Math.max(start, at) - at, Math.min(end, at + words.length) - at];
  return a < b ? [words.slice(0, a), h("mark.here", null, words.slice(a, b)), words.slice(b)] : [words];
}

function tableRow(line, at, start, end) {
  let from = at + 1;
  return h("tr", null, line.slice(1, -1).split("|").map((cell) => {
    const made = h("td.q", null, part(cell, from, start, end));
    from += cell.length + 1;
    return made;
  }));
}

// ---- a dialog over everything

let returnTo = null;
function open(title, ...content) {
  const layer = document.getElementById("layer");
  if (layer.hidden) returnTo = document.activeElement;
  const close = h("button.close", { type: "button", "aria-label": "关闭", onclick: shut }, "关闭");
  const box = h("div.dialog", { role: "dialog", "aria-modal": "true", "aria-labelledby": "dialog-title" },
    h("div.dialog-head", null, h("h2", { id: "dialog-title" }, title), close), h("div.dialog-body", { tabindex: "0" }, ...content));
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Tab") return;
    const stops = [...box.querySelectorAll("button, a[href], [tabindex='0']")];
    const edge = event.shiftKey ? stops[0] : stops[stops.length - 1];
    if (document.activeElement === edge) { event.preventDefault(); (event.shiftKey ? stops[stops.length - 1] : stops[0]).focus(); }
  });
  layer.replaceChildren(box);
  layer.hidden = false;
  layer.onclick = (event) => event.target === layer && shut();
  close.focus();
}

function shut() {
  const layer = document.getElementById("layer");
  if (layer.hidden) return false;
  layer.hidden = true;
  layer.replaceChildren();
  if (returnTo && returnTo.isConnected) returnTo.focus();
  return true;
}
