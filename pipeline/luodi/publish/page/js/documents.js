// 材料: every file that was found, what it is taken for, and what was odd in reading it.

function documentList() {
  const kinds = [...new Set(documents.map((d) => d.k))].map((k) => [k, LABEL[k] || k]);
  const fields = [
    { name: "q", label: "查找", hint: "文件名、标题、文号…" },
    { name: "kind", label: "种类", options: kinds },
    { name: "state", label: "读取", options: [["read", "完整"], ["partial", "部分"], ["warned", "有提示"]] },
  ];
  const matches = (i, s) => {
    const d = documents[i];
    return (!s.kind || d.k === s.kind) && (!s.state || (s.state === "warned" ? d.w.length > 0 : d.state === s.state)) &&
      (!s.q || holds([d.f, d.title, d.n, d.u].join("\n"), s.q.trim()));
  };
  const view = listOf("材料", fields, matches, documents.length, (i) => {
    const d = documents[i];
    return h("li", null, h("button.row.file", { type: "button", onclick: () => surroundings(i, 1, 0, 0) },
      h("span.kind", null, LABEL[d.k] || d.k),
      h("span.why", null, h("span.q", null, d.title || d.f), h("small.q", null, [d.n, d.u, d.date && day(d.date)].filter(Boolean).join(" · "))),
      h("span.why.dim", null, h("span.q", null, d.f), d.w.map(([, message, page]) => h("small.warn.q", null, page && d.pages ? `第 ${page} 页：${message}` : message))),
      h("span.sure", null, d.pages ? `${d.pages} ${d.sheet ? "张表" : "页"}` : ""), h("span.sure", null, d.tasks ? `${d.tasks} 项任务` : "")));
  }, "份");
  if (DATA.quarantine.length) {
    view.append(h("section", null, h("h2", null, "未能读取 ", h("b", null, DATA.quarantine.length)), h("p.dim", null, "读不出的文件不等于没有报送。"),
      h("ul.files", null, DATA.quarantine.map((q) => h("li", null, h("b.q", { title: q.code }, q.file), h("span.q", null, q.message))))));
  }
  const run = DATA.run;
  view.append(h("section", null, h("h2", null, "本次运行"), h("dl.facts", null,
    [["核查日", day(run.as_of)], ["软件", `luodi ${run.version}`], ["数据格式", run.schema], ["设置摘要", run.settings],
      ["判读门槛", run.abstain_below === null ? "–" : `置信度低于 ${run.abstain_below} 的不作结论`],
      ["文件", `收到 ${run.counts.found} = 读取 ${run.counts.read} + 部分 ${run.counts.partial} + 未能读取 ${run.counts.quarantined}`]]
      .map(([k, v]) => [h("dt", null, k), h("dd", null, v)]))));
  return view;
}
