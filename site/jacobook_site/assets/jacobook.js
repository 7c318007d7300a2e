// Two comforts; every page is whole without them: a filter for the table of rules, copy buttons.
(() => {
  "use strict";

  function filterOf(form) {
    const table = document.getElementById(form.dataset.filter);
    const rows = [...table.tBodies[0].rows];
    const count = form.querySelector("output");

    function readAddress() {
      const wanted = new URLSearchParams(location.hash.slice(1));
      for (const field of form.elements) {
        if (field.name) field.value = wanted.get(field.name) ?? "";
      }
    }

    function writeAddress() {
      const given = new URLSearchParams();
      for (const field of form.elements) {
        if (field.name && field.value) given.set(field.name, field.value);
      }
      const hash = given.toString();
      history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
    }

    function apply() {
      const words = form.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean);
      const chosen = ["kind", "grade"].map((name) => [name, form.elements[name].value]);
      let shown = 0;
      for (const row of rows) {
        const fits =
          words.every((word) => row.dataset.words.includes(word)) &&
          chosen.every(([name, value]) => !value || row.dataset[name] === value);
        row.hidden = !fits;
        shown += fits;
      }
      count.textContent = shown === rows.length ? `${shown} rules` : `${shown} of ${rows.length} rules`;
    }

    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => {
      apply();
      try {
        writeAddress();
      } catch {
        // Some browsers refuse to change the address of a file.
      }
    });
    window.addEventListener("hashchange", () => {
      readAddress();
      apply();
    });
    form.hidden = false;
    readAddress();
    apply();
  }

  // The text itself, or the formulas of the derivation that the button stands below.
  function textOf(button) {
    if (button.dataset.copy) return button.dataset.copy;
    const steps = button.closest(".jb-derivation").querySelector(".jb-steps");
    const all = [...steps.querySelectorAll(".jb-step > .jb-scroll math, .jb-layouts math")];
    const shown = all.filter((formula) => !formula.closest(".jb-layouts") || formula.checkVisibility());
    const lines = shown.map((formula) =>
      formula.getAttribute("alttext").replace(" = ", " &= "),
    );
    return `\\begin{aligned}\n${lines.join(" \\\\\n")}\n\\end{aligned}`;
  }

  function copyFrom(button) {
    const label = button.textContent;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(textOf(button));
        button.textContent = "Copied";
      } catch {
        button.textContent = "Not allowed";
      }
      setTimeout(() => (button.textContent = label), 1500);
    });
  }

  document.querySelectorAll("form[data-filter]").forEach(filterOf);
  document.querySelectorAll("button.jb-copy").forEach(copyFrom);
})();
