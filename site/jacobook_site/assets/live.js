// Where a page has a program, fetches what runs it: nothing else is loaded.
(() => {
  "use strict";
  const box = document.querySelector(".jb-live");
  if (!box) return;
  const folder = new URL("live/", document.currentScript.src);
  const next = ([name, ...rest]) => {
    const script = document.createElement("script");
    script.src = new URL(`${name}.js`, folder);
    script.onload = () => rest.length && next(rest);
    document.head.append(script);
  };
  next(["runtime", ...box.dataset.needs.split(" ").filter(Boolean), "page"]);
})();
