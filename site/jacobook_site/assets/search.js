// Opens the search; its parts and its data are loaded when somebody first wants them.
(() => {
  "use strict";

  const space = (globalThis.jacobookSearch ??= {});
  const here = document.currentScript.src;
  space.root = new URL("../../", here).href;

  const loaded = (url) =>
    new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement("script"), { src: url, async: false, onload: resolve, onerror: reject });
      document.head.append(script);
    });
  const part = (name) => new URL(`search/${name}.js`, here).href;
  const parts = ["formula", "latex", "engine", "dialog"].map(part);
  const data = ["rules", "pages"].map((name) => new URL(`search/${name}.js`, space.root).href);

  // The index with all it needs, loaded once.
  space.ready = () => (space.promise ??= Promise.all([...parts, ...data].map(loaded)).then(() => new space.engine.Index(space.rules, space.pages)));

  if (document.querySelector("form[data-filter]")) void loaded(part("table"));

  const opener = document.querySelector("a.jb-search");
  // What is typed while the search is being loaded is meant for it alone.
  let typed = null;
  const isChord = (event) => event.ctrlKey || event.metaKey || event.altKey;
  function gather(event) {
    if (isChord(event) || event.key === "Tab") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.key === "Escape") typed = null;
    else if (event.key === "Backspace") typed &&= typed.slice(0, -1);
    else if (event.key.length === 1 && typed !== null) typed += event.key;
  }
  async function open() {
    if (typed !== null) return;
    typed = "";
    addEventListener("keydown", gather, true);
    try {
      const index = await space.ready();
      if (typed !== null) space.dialog.open(index, typed);
    } catch {
      location.assign(opener.href); // the list of all rules
    } finally {
      typed = null;
      removeEventListener("keydown", gather, true);
    }
  }

  const isTyping = (element) => element.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
  function pressed(event) {
    const chord = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    const plain = (event.key === "/" || event.key === "s") && !isChord(event);
    if (document.querySelector("dialog[open]")) return;
    if (!chord && (!plain || isTyping(event.target))) return;
    event.preventDefault();
    void open();
  }

  if (!opener) return;
  opener.setAttribute("role", "button");
  opener.setAttribute("aria-haspopup", "dialog");
  opener.setAttribute("aria-keyshortcuts", "/ s Control+K");
  const clicked = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void open();
  };
  opener.addEventListener("click", clicked);
  opener.addEventListener("keydown", (event) => event.key === " " && clicked(event));
  document.addEventListener("keydown", pressed);
})();
