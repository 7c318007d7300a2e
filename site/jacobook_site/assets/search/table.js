// The table of all rules, narrowed by what is typed and by what is chosen; the address keeps both.
(() => {
  "use strict";

  const space = (globalThis.jacobookSearch ??= {});

  function narrowed(form) {
    const table = document.getElementById(form.dataset.filter);
    const body = table.tBodies[0];
    const text = form.elements.q;
    const facets = [...form.querySelectorAll("select")];
    const rows = [...body.rows].map((row) => ({
      row,
      id: row.cells[1].textContent,
      is: row.dataset.is.split("|").map((values) => values.split(" ")),
    }));
    const count = form.querySelector("output");
    const nothing = Object.assign(document.createElement("p"), { className: "jb-note", hidden: true });
    table.closest(".jb-scroll").after(nothing);

    function readAddress() {
      const wanted = new URLSearchParams(location.hash.slice(1));
      for (const field of [text, ...facets]) {
        field.value = wanted.get(field.name) ?? "";
        if (field.selectedIndex < 0) field.value = ""; // a value that nothing has
      }
    }
    function writeAddress() {
      const given = new URLSearchParams();
      for (const field of [text, ...facets]) if (field.value) given.set(field.name, field.value);
      const hash = given.toString();
      try {
        history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
      } catch {
        // Some browsers refuse to change the address of a file.
      }
    }

    // The places of the rules that are found, the best first; null if nothing is asked for.
    async function ranking() {
      const query = text.value.trim();
      if (!query) return null;
      const index = await space.ready();
      const { results } = space.engine.find(index, query, Infinity);
      const found = results.filter(({ place }) => place.rule);
      const whole = found.filter((one) => one.whole);
      return new Map((whole.length ? whole : found).map(({ place }, i) => [place.id, i]));
    }
    const fits = (is, except) => facets.every((field, i) => i === except || !field.value || is[i].includes(field.value));

    let turn = 0;
    async function apply() {
      const mine = ++turn;
      const ranked = await ranking();
      if (mine !== turn) return;
      const asked = rows.filter(({ id }) => !ranked || ranked.has(id));
      const shown = asked.filter(({ is }) => fits(is)).map(({ row, id }) => [row, id]);
      const place = new Map(shown.map(([row, id], i) => [row, ranked ? ranked.get(id) : i]));
      for (const { row } of rows) row.hidden = !place.has(row);
      body.append(...(ranked ? [...place].sort((a, b) => a[1] - b[1]).map(([row]) => row) : rows.map(({ row }) => row)));
      facets.forEach((field, i) => counted(field, i, asked));
      tell(shown.length);
    }
    // How many rules each choice of one facet would leave, with the others as they are.
    function counted(field, i, asked) {
      const counts = new Map();
      for (const { is } of asked) if (fits(is, i)) for (const value of is[i]) counts.set(value, (counts.get(value) ?? 0) + 1);
      for (const option of field.options) {
        if (!option.value) continue;
        const number = counts.get(option.value) ?? 0;
        option.textContent = `${option.dataset.words} (${number})`;
        option.disabled = !number && !option.selected;
      }
    }
    function tell(number) {
      count.textContent = number === rows.length ? `${number} rules` : `${number} of ${rows.length} rules`;
      nothing.hidden = number > 0;
      nothing.textContent = number ? "" : "No rule fits all of this. Clear one choice, or type fewer words or one part of the formula.";
    }

    let waiting = 0;
    function changed() {
      clearTimeout(waiting);
      waiting = setTimeout(() => (writeAddress(), void apply()), 80);
    }
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", changed);
    form.addEventListener("reset", () => setTimeout(changed));
    text.addEventListener("focus", () => void space.ready(), { once: true });
    window.addEventListener("hashchange", () => {
      readAddress();
      void apply();
    });
    form.hidden = false;
    readAddress();
    void apply();
  }

  document.querySelectorAll("form[data-filter]").forEach(narrowed);
})();
