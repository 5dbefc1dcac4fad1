// Data, small helpers and the address line. Everything on the page is built with text nodes: nothing is parsed as HTML.

const DATA = JSON.parse(document.getElementById("data").textContent);
const { documents, units, policies, tasks, assessments: A, findings, sentences } = DATA;
const STATUS = DATA.labels.statuses.map(([code, label]) => ({ code, label }));
const ASPECT = DATA.labels.aspects.map(([code, label]) => ({ code, label }));
const UNSURE = { code: "unsure", label: "待判读" };
const LABEL = DATA.labels.codes;
const SEVERITIES = ["high", "medium", "low"];
const PARTS = DATA.labels.components;
const HOP = { ...DATA.labels.findings, passed: "已转", unseen: "未见" };

/** A DOM element. Attributes by name, listeners as onclick etc.; children are nodes or text. */
function h(tag, attributes, ...children) {
  const [name, ...classes] = tag.split(".");
  const node = document.createElement(name || "div");
  if (classes.length) node.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "style") for (const [property, v] of Object.entries(value)) node.style.setProperty(property, v);
    else node.setAttribute(key, value === true ? "" : value);
  }
  add(node, children);
  return node;
}

function add(node, children) {
  for (const child of children) {
    if (Array.isArray(child)) add(node, child);
    else if (child !== null && child !== undefined && child !== false) node.append(child);
  }
}

function icon(code) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", `icon ${code}`);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `#s-${code}`);
  svg.append(use);
  return svg;
}

const number = new Intl.NumberFormat("zh-CN");
const percent = (part, whole) => (whole ? `${((100 * part) / whole).toFixed(part && part / whole < 0.01 ? 1 : 0)}%` : "–");
const day = (iso) => (iso ? iso.slice(0, 10).replace(/^(\d+)-0?(\d+)-0?(\d+)$/, "$1年$2月$3日") : "日期不详");
/** A day or minute, without its year where that is known from `beside`. */
const moment = (iso, beside = "") => (!iso ? "不详" : (beside && beside.slice(0, 4) === iso.slice(0, 4) ? `${+iso.slice(5, 7)}月${+iso.slice(8, 10)}日` : day(iso)) + (iso.length > 10 ? ` ${iso.slice(11, 16)}` : ""));

/** The status shown for assessment i: an uncertain one is shown as uncertain, never as a verdict. */
const shown = (i) => (A.x[i] ? UNSURE : STATUS[A.s[i]]);

/** 江澜省人民政府办公厅关于加强…的实施意见 -> …：enough to know a policy by in a narrow column. */
function short(policy) {
  const named = policy.title.replace(/^.*?关于/, "").replace(/^(?:印发|转发)/, "").replace(/[《》]/g, "")
    .replace(/的?(?:若干|实施|指导|工作)?(?:意见|方案|通知|办法|细则|行动计划|措施|规定|决定|要点)(?:（.*）)?(?:的通知)?$/, "");
  const bare = named.replace(/^(?:(?:进一步|全面|深入|扎实|切实|持续|加快)?(?:推进|加强|推动|促进|做好|开展|深化|完善|规范|健全|加快)(?:和|与|、)?)+/, "");
  if (/(?:年|行动)$/.test(bare)) return policy.title.replace(/^.*?关于/, "").replace(/^(?:印发|转发)/, "").replace(/[《》]/g, "").replace(/的?通知$/, "").replace(/（[^（）]*）$/, "");
  return bare.length > 1 ? bare : named || policy.title;
}

// ---- the address line: #/view/id?key=value — every state worth sending to a colleague has an address

function address() {
  const raw = location.hash.replace(/^#\/?/, "");
  const [path, query] = raw.split("?");
  const [view, id] = path.split("/");
  return { view: view || "overview", id: id || "", query: new URLSearchParams(query || "") };
}

function link(view, id, query) {
  const kept = new URLSearchParams();
  for (const [key, value] of Object.entries(query || {})) if (value !== "" && value !== null && value !== undefined) kept.set(key, value);
  const text = kept.toString();
  return `#/${view}${id ? "/" + id : ""}${text ? "?" + text : ""}`;
}

/** Change parts of the query without a new step in the browser's history. */
function amend(changes) {
  const { view, id, query } = address();
  const next = Object.fromEntries(query);
  Object.assign(next, changes);
  history.replaceState(null, "", link(view, id, next));
  remember();
}

/** Rows that appear as the reader scrolls: `make(i)` builds row i. All of them are there before printing. */
function lazily(container, count, make, step = 80) {
  let done = 0;
  const more = h("button.more", { type: "button", onclick: () => extend() });
  const watch = new IntersectionObserver((seen) => seen.some((s) => s.isIntersecting) && extend(), { rootMargin: "800px" });
  function extend(until = Math.min(count, done + step)) {
    const fragment = document.createDocumentFragment();
    for (; done < until; done++) fragment.append(make(done));
    container.insertBefore(fragment, more.parentNode === container ? more : null);
    if (done >= count) { watch.disconnect(); more.remove(); removeEventListener("beforeprint", all); } else more.textContent = `再显示一些（还有 ${number.format(count - done)} 条）`;
  }
  const all = () => extend(count);
  addEventListener("beforeprint", all);
  container.append(more);
  extend();
  if (done < count) watch.observe(more);
  return (i) => { if (i >= done) extend(Math.min(count, i + 1)); };
}

/** Whether every word of what was typed is somewhere in the text, in any order and case. */
function holds(text, typed) {
  const low = text.toLowerCase();
  return typed.toLowerCase().split(/\s+/).every((word) => low.includes(word));
}

function say(words) {
  document.getElementById("live").textContent = words;
}

// ---- indices over the columns of assessments, made once

const rowsOfPolicy = policies.map(() => []);
for (let i = 0; i < A.id.length; i++) rowsOfPolicy[A.p[i]].push(i);
const rowOfId = new Map(A.id.map((id, i) => [id, i]));
const findingOfId = new Map(findings.map((f) => [f.id, f]));
const scoreOf = new Map(DATA.scores.map((s) => [`${s[0]}/${s[1]}`, s]));
const findingsOf = new Map();
for (const f of findings) {
  if (f.out) continue; // answered as unfounded: stays in the list, counts for nothing
  const key = `${f.p}/${f.u}`;
  if (!findingsOf.has(key)) findingsOf.set(key, []);
  findingsOf.get(key).push(f);
}
const unitAt = new Map(units.map((u, i) => [u.n, i]));
const policyAt = new Map(policies.map((p, i) => [p.id, i]));
const unitName = (u) => (u >= 0 ? units[u].n : "（未注明单位）");

function tally(rows) {
  const counts = Object.fromEntries([...STATUS, UNSURE].map((s) => [s.code, 0]));
  for (const i of rows) counts[shown(i).code]++;
  return counts;
}

const counted = findings.filter((f) => !f.out);
const stateOf = (f) => (f.out ? "不属实" : f.agree === false ? "复核不一致" : f.reply ? (f.reply.state !== "待答复" ? f.reply.state : f.reply.verdict || (f.reply.answer ? "已答复" : "待答复")) : "待答复");
