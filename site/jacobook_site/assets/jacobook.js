// A comfort; every page is whole without it: copy buttons.
(() => {
  "use strict";

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

  document.querySelectorAll("button.jb-copy").forEach(copyFrom);
})();
