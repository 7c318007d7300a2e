// The layout of Jacobians, which the whole site keeps, and the menus that copy a formula.
(() => {
  "use strict";

  const root = document.documentElement;
  const radios = [...document.querySelectorAll('input[name="jb-layout"]')];

  function keep(layout) {
    try {
      localStorage.setItem("jb-layout", layout);
    } catch {
      // Nothing is kept where storage is not allowed.
    }
  }

  function useLayout(layout) {
    root.dataset.jbLayout = layout;
    for (const radio of radios) radio.checked = radio.value === layout;
  }

  const asked = new URLSearchParams(location.search).get("layout");
  if (asked === "numerator" || asked === "denominator") keep(asked);
  if (root.dataset.jbLayout) useLayout(root.dataset.jbLayout);
  for (const radio of radios) {
    radio.closest("fieldset").hidden = false;
    radio.addEventListener("change", () => {
      useLayout(radio.value);
      keep(radio.value);
    });
  }

  // What can be copied besides what the page shows lies beside it, and is loaded when it is first wanted.
  let promise = null;
  const copies = () =>
    (promise ??= new Promise((resolve) => {
      const script = Object.assign(document.createElement("script"), { src: new URL("copies.js", location.href).href });
      const done = () => resolve(globalThis.jacobookCopies ?? { arrays: {}, forms: {} });
      script.addEventListener("load", done);
      script.addEventListener("error", done);
      document.head.append(script);
    }));

  // The formula that is to be seen, in the layout that was chosen.
  function latexOf(row) {
    const shown = [...row.querySelectorAll("math[alttext]")].find((math) => math.checkVisibility());
    return shown?.getAttribute("alttext");
  }

  function programOf(form, arrays) {
    const lines = (form.needs ?? []).map((name) => arrays[name]).join("\n");
    return `${form.numpy}\n\n${lines}\n\nprint(${form.call})\n`;
  }

  function linkTo(anchor) {
    const there = new URL(location.href);
    there.hash = anchor;
    const row = document.getElementById(anchor);
    if (row?.querySelector(".jb-in-denominator")) there.searchParams.set("layout", root.dataset.jbLayout);
    return there.href;
  }

  function formatsOf(button, { arrays, forms }) {
    const anchor = button.dataset.form;
    const form = forms[anchor] ?? {};
    const formats = [
      ["LaTeX", latexOf(button.closest(".jb-form"))],
      ["NumPy", form.numpy && programOf(form, arrays)],
      ["SymPy", form.sympy],
      ["Text", form.text],
      ["MATLAB", form.matlab],
      ["Link", linkTo(anchor)],
    ];
    return formats.filter(([, text]) => text);
  }

  // Pages in a folder have no clipboard interface in some browsers; there the old way works.
  async function write(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      if (!done) throw new Error("not allowed");
    }
  }

  function choice([name, text], said) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.addEventListener("click", async () => {
      let word = "Copied";
      try {
        await write(text);
      } catch {
        word = "Not allowed";
      }
      button.focus();
      button.textContent = word;
      said.textContent = `${name}: ${word}`;
      setTimeout(() => (button.textContent = name), 1500);
    });
    return button;
  }

  function menuOf(button, known) {
    const menu = document.createElement("div");
    const said = document.createElement("span");
    menu.className = "jb-menu";
    menu.setAttribute("role", "group");
    menu.setAttribute("aria-label", button.getAttribute("aria-label"));
    said.className = "jb-said";
    said.setAttribute("role", "status");
    menu.append(...formatsOf(button, known).map((format) => choice(format, said)), said);
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      void toggle(button);
      button.focus();
    });
    return menu;
  }

  async function toggle(button) {
    const row = button.closest(".jb-form");
    const known = await copies();
    const open = row.querySelector(".jb-menu");
    if (open) open.remove();
    else row.append(menuOf(button, known));
    button.setAttribute("aria-expanded", String(!open));
    if (!open) row.querySelector(".jb-menu button").focus();
  }

  for (const button of document.querySelectorAll(".jb-take")) {
    button.addEventListener("click", () => void toggle(button));
  }
})();
