// Opens the search of the site; its parts and its data are loaded when somebody first wants them.
(() => {
  "use strict";

  const space = (globalThis.jacobookSearch ??= {});
  const here = document.currentScript.src;
  space.root = new URL("../../", here).href;

  const loaded = (url) =>
    new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement("script"), { src: url, async: false });
      script.addEventListener("load", resolve);
      script.addEventListener("error", () => reject(new Error(`${url} cannot be loaded`)));
      document.head.append(script);
    });
  const part = (name) => new URL(`search/${name}.js`, here).href;
  const parts = ["formula", "latex", "engine", "dialog"].map(part);
  const data = ["rules", "pages"].map((name) => new URL(`search/${name}.js`, space.root).href);

  // The index with all it needs, loaded once.
  space.ready = () => (space.promise ??= Promise.all([...parts, ...data].map(loaded)).then(() => new space.engine.Index(space.rules, space.pages)));

  if (document.querySelector("form[data-filter]")) void loaded(part("table"));

  const opener = document.querySelector("a.jb-search");
  async function open(query = "") {
    try {
      const index = await space.ready();
      space.dialog.open(index, query);
    } catch {
      location.assign(opener.href); // the list of all rules
    }
  }

  const isTyping = (element) => element.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
  function pressed(event) {
    const chord = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    const plain = (event.key === "/" || event.key === "s") && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (document.querySelector("dialog[open]")) return;
    if (!chord && (!plain || isTyping(event.target))) return;
    event.preventDefault();
    void open();
  }

  if (!opener) return;
  opener.setAttribute("role", "button");
  opener.setAttribute("aria-haspopup", "dialog");
  opener.setAttribute("aria-keyshortcuts", "/ s Control+K");
  opener.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void open();
  });
  opener.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    void open();
  });
  document.addEventListener("keydown", pressed);
})();
