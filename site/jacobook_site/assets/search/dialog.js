// The box in which one types, with what is found below it; made when it is first opened.
(() => {
  "use strict";

  const space = (globalThis.jacobookSearch ??= {});
  const MOST = 24;
  const HINTS = [
    ["a name", ["np.linalg.inv", "matmul", "@", "JB203"]],
    ["words", ["trace of product", "mean squared error"]],
    ["a formula, as in NumPy or MATLAB", ["log(det(X))", "norm2(A*x - y)^2"]],
    ["LaTeX", ["\\operatorname{tr}(AX)", "W^T"]],
  ];

  function element(tag, attributes = {}, ...content) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...content);
    return made;
  }

  let parts = null;
  function build() {
    const input = element("input", {
      type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": "jb-found", "aria-autocomplete": "list", "aria-label": "Search",
      autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "go", placeholder: "name, words, formula or LaTeX",
    });
    const close = element("button", { type: "button", class: "jb-close" }, "Close");
    const list = element("div", { role: "listbox", id: "jb-found", "aria-label": "Results" });
    const note = element("div", { class: "jb-found-note" });
    const status = element("p", { class: "jb-found-status", role: "status" });
    const all = element("a", { class: "jb-found-all", href: space.root });
    const dialog = element(
      "dialog", { class: "jb-dialog md-typeset", "aria-label": "Search" },
      element("div", { class: "jb-dialog-head" }, input, close), element("div", { class: "jb-dialog-body" }, list, note), element("div", { class: "jb-dialog-foot" }, status, all),
    );
    document.body.append(dialog);
    return { dialog, input, close, list, note, status, all };
  }

  // A function and its derivative; the statement that answered the query stands for one of them.
  function formulas(rule, answer = "") {
    const derived = space.engine.isDerivative(answer);
    return [answer && !derived ? answer : rule.text, derived ? answer : rule.derivative].filter(Boolean);
  }

  function option({ place, why, text }, number) {
    const title = element("span", { class: "jb-found-title" }, place.page ? `${place.page} › ${place.title}` : place.title);
    const made = element("a", { role: "option", id: `jb-found-${number}`, "aria-selected": "false", tabindex: "-1", href: space.root + place.url }, title);
    if (place.rule) {
      if (place.pack) title.append(` (${place.pack})`);
      for (const formula of formulas(place, text)) made.append(element("code", { class: "jb-found-formula" }, formula));
      made.append(element("span", { class: "jb-found-why" }, element("span", {}, place.id), ` · ${why}`));
    } else {
      if (place.words) made.append(element("span", { class: "jb-found-words" }, /[.!?]$/.test(place.words) ? place.words : `${place.words} …`));
      made.append(element("span", { class: "jb-found-why" }, `page · ${why}`));
    }
    return made;
  }

  const tableUrl = (query) => `${space.root}rules/index.html${query ? `#${new URLSearchParams({ q: query })}` : ""}`;

  function hints() {
    const items = HINTS.map(([kind, examples]) =>
      element("li", {}, `${kind}: `, ...examples.flatMap((example, i) => [i ? ", " : "", tryButton(example)])));
    return [element("p", {}, "Type"), element("ul", {}, ...items)];
  }
  function tryButton(example) {
    const made = element("button", { type: "button", class: "jb-try" }, element("code", {}, example));
    made.addEventListener("click", () => {
      parts.input.value = example;
      show();
      parts.input.focus();
    });
    return made;
  }
  const joined = (words) => words.join(", ").replace(/, ([^,]*)$/, " and $1");
  function nothing(query, tried) {
    const told = `Nothing is called, says or computes “${query}”. It was looked for among ${joined(tried)}.`;
    const unread = tried.includes("formulas") || !/[^\w\s]/.test(query) ? "" : " It was not read as a formula: brackets have to match, and products need their sign.";
    return [element("p", {}, told + unread), element("p", {}, "Fewer or other words may help; so may one part of a formula."), ...hints()];
  }

  let index = null;
  let selected = -1;
  function show() {
    const query = parts.input.value;
    const { results, total, tried } = space.engine.find(index, query, MOST);
    parts.list.replaceChildren(...results.map(option));
    parts.list.hidden = !results.length;
    parts.note.replaceChildren(...(results.length ? [] : query.trim() ? nothing(query.trim(), tried) : hints()));
    parts.input.setAttribute("aria-expanded", String(results.length > 0));
    parts.status.textContent = query.trim() ? (total ? `${total} found` : "Nothing found") : "";
    parts.all.href = tableUrl(query.trim());
    parts.all.textContent = query.trim() ? "In the table of all rules" : "All rules";
    choose(results.length ? 0 : -1);
  }
  function choose(number) {
    const options = parts.list.children;
    options[selected]?.setAttribute("aria-selected", "false");
    selected = number;
    const chosen = options[number];
    if (!chosen) return parts.input.removeAttribute("aria-activedescendant");
    chosen.setAttribute("aria-selected", "true");
    parts.input.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }
  const MOVES = {
    ArrowDown: (at, count) => (at + 1) % count,
    ArrowUp: (at, count) => (at - 1 + count) % count,
    PageDown: (at, count) => Math.min(at + 6, count - 1),
    PageUp: (at) => Math.max(at - 6, 0),
  };
  function pressed(event) {
    if (event.isComposing) return;
    if (event.key === "Enter") settle();
    const count = parts.list.children.length;
    if (event.key === "Enter" && count) {
      event.preventDefault();
      go(parts.list.children[Math.max(selected, 0)], event.ctrlKey || event.metaKey);
    } else if (MOVES[event.key] && count) {
      event.preventDefault();
      choose(MOVES[event.key](selected, count));
    }
  }
  function go(chosen, apart) {
    if (apart) window.open(chosen.href);
    else {
      parts.dialog.close();
      location.assign(chosen.href);
    }
  }

  // Results follow the typing at a small distance; Enter does not wait for it.
  let waiting = 0;
  function later() {
    clearTimeout(waiting);
    waiting = setTimeout(() => ((waiting = 0), show()), 60);
  }
  function settle() {
    if (!waiting) return;
    clearTimeout(waiting);
    waiting = 0;
    show();
  }

  function listen() {
    parts.input.addEventListener("input", later);
    parts.input.addEventListener("keydown", pressed);
    parts.close.addEventListener("click", () => parts.dialog.close());
    parts.dialog.addEventListener("click", (event) => event.target === parts.dialog && parts.dialog.close());
    parts.list.addEventListener("click", (event) => !event.ctrlKey && !event.metaKey && !event.shiftKey && parts.dialog.close());
  }

  function open(made, query) {
    index = made;
    if (!parts) {
      parts = build();
      listen();
    }
    if (query) parts.input.value = query;
    parts.dialog.showModal();
    if (query) parts.input.setSelectionRange(query.length, query.length);
    else parts.input.select();
    parts.input.focus();
    show();
    (globalThis.requestIdleCallback ?? setTimeout)(() => index.formulas);
  }

  space.dialog = { open };
})();
