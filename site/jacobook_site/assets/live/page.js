// "Try it": cells and a slider for a rule's operands; value, derivatives and a check as they change.
(() => {
  "use strict";
  const box = document.querySelector(".jb-live");
  const program = JSON.parse(box.firstElementChild.textContent), plot = program.plot;
  const { array, run, jacobian, quotient, moved } = jbLive;
  const inputs = program.in.map((input) => array(input.s, input.x.map(Number)));

  function make(tag, attributes, ...inside) {
    const made = document.createElement(tag);
    for (const name in attributes) made.setAttribute(name, attributes[name]);
    made.append(...inside);
    return made;
  }

  // Numbers in at most six digits, typeset as the page's others are; they are all that the markup holds.
  function shown(v, digits = 6) {
    if (Number.isNaN(v)) return "nan";
    const [mantissa, exponent] = v.toExponential(digits - 1).split("e");
    const small = exponent < -4 || exponent >= digits;
    const text = small ? `${+mantissa}e${+exponent}` : `${+v.toPrecision(digits)}`;
    return v ? (Number.isFinite(v) ? text : `${v}`.replace("Infinity", "\u221e")).replaceAll("-", "\u2212") : "0";
  }
  function typeset(d, s) {
    const cells = d.map((v) => (v === v ? `<mn>${shown(v)}</mn>` : "<mtext>nan</mtext>"));
    const rows = [];
    for (let i = 0; s.length && i < d.length; i += s.at(-1)) {
      rows.push(`<mtr><mtd>${cells.slice(i, i + s.at(-1)).join("</mtd><mtd>")}</mtd></mtr>`);
    }
    const table = `<mo form="prefix">[</mo><mtable>${rows.join("")}</mtable><mo form="postfix">]</mo>`;
    return `<math class="jb-numbers">${rows.length ? `<mrow>${table}</mrow>` : cells.join("")}</math>`;
  }
  function row(label, name, d, s) {
    const math = make("span", {}, `${d.length} numbers, too many to show`);
    if (d.length <= 144) math.innerHTML = typeset(d, s);
    const pair = make("span", { class: "jb-pair" }, make("code", {}, name), " = ", math);
    const scroll = { class: "jb-scroll", tabindex: 0, role: "group", "aria-label": `${label} ${name}` };
    return make("div", { class: "jb-row" }, make("div", { class: "jb-label" }, label), make("div", scroll, pair));
  }

  // Which entry changes with an entry, and by what factor: a structure is kept.
  const has = (k, ...words) => program.in[k].w.some(([word]) => words.includes(word));
  const width = (k) => inputs[k].s[1] ?? (inputs[k].s[0] || 1);
  function mirror(k, i) {
    const n = width(k), line = Math.floor(i / n), column = i % n, other = column * n + line;
    if (has(k, "sym", "spd")) return [other, 1];
    if (has(k, "skew")) return [other, line === column ? 0 : -1];
    return [i, +!(has(k, "tril") && line < column)];
  }
  function put(k, i, value) {
    const [other, sign] = mirror(k, i), d = inputs[k].d;
    if (!sign) return;
    d[i] = value;
    d[other] = sign * value;
  }

  // ---------------------------------------------------------------- cells and slider

  const cells = inputs.map(({ d, s }, k) => d.map((_, i) => {
    const place = s.length > 1 ? `, row ${Math.floor(i / s[1]) + 1}, column ${(i % s[1]) + 1}` : `, entry ${i + 1}`;
    const label = program.in[k].n + (s.length ? place : "");
    const cell = make("input", { type: "number", step: "any", "aria-label": label });
    cell.disabled = !mirror(k, i)[1];
    cell.oninput = () => {
      put(k, i, cell.valueAsNumber);
      refresh(cell);
    };
    return cell;
  }));
  const fields = inputs.map((x, k) => {
    const grid = make("div", { class: "jb-live-grid", style: `--columns:${Math.min(width(k), 4)}` }, ...cells[k]);
    const name = program.in[k].n;
    return make("div", { class: "jb-live-field", role: "group", "aria-label": name }, make("code", {}, name), " = ", grid);
  });
  const slider = plot && make("input", {
    type: "range", min: plot.from, max: plot.to, step: plot.step, "aria-label": `${program.in[0].n}, slider`,
  });
  if (slider) {
    slider.oninput = () => {
      const x = slider.valueAsNumber;
      put(0, 0, plot.kinks.find((kink) => Math.abs(kink - x) < 0.6 * plot.step) ?? x);
      refresh(slider);
    };
    fields[0].append(slider);
  }

  // ---------------------------------------------------------------- the point on the plot

  const picture = plot && document.querySelector("svg[data-frame]");
  const marks = ["line", "circle", "circle"].map((tag, i) => {
    const mark = document.createElementNS("http://www.w3.org/2000/svg", tag);
    mark.setAttribute("class", ["jb-live-tangent", "jb-live-point", "jb-live-slope"][i]);
    mark.setAttribute("r", 5);
    picture?.append(mark);
    return mark;
  });
  function draw(x, y, slope) {
    const [left, right, bottom, top] = picture.dataset.frame.split(" ").map(Number);
    const across = (v) => 34 + ((v - left) / (right - left)) * 372;
    const up = (v) => 226 - ((v - bottom) / (top - bottom)) * 192;
    const mark = (k, visible, given) => {
      marks[k].style.display = visible ? "" : "none";
      for (const name in visible ? given : {}) marks[k].setAttribute(name, given[name].toFixed(1));
    };
    const inside = (v) => v >= bottom && v <= top && x >= left && x <= right;
    const end = (t) => Math.min(Math.max(x + t, left), right);
    const reach = Math.min((right - left) / 5, (top - bottom) / 3 / Math.abs(slope));
    const [a, b] = [end(-reach), end(reach)];
    mark(0, inside(y) && reach > 0, {
      x1: across(a), y1: up(y + slope * (a - x)), x2: across(b), y2: up(y + slope * (b - x)),
    });
    mark(1, inside(y), { cx: across(x), cy: up(y) });
    mark(2, inside(slope), { cx: across(x), cy: up(slope) });
  }

  // ---------------------------------------------------------------- the address

  function written(k) {
    const lines = [];
    for (let i = 0; i < inputs[k].d.length; i += width(k)) lines.push(inputs[k].d.slice(i, i + width(k)).join());
    return lines.join(";");
  }
  const first = inputs.map((_, k) => written(k));
  function writeAddress() {
    const changed = program.in.map(({ n }, k) => (written(k) === first[k] ? "" : `${n}=${written(k)}`));
    try {
      const hash = changed.filter(Boolean).join("&");
      history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
    } catch {
      // Some browsers refuse to change the address of a file.
    }
  }
  function fill(texts) {
    texts.forEach((text, k) => text.split(/[,;]/).forEach((v, i) => put(k, i, Number(v))));
  }
  // Takes the operands in the address, if they are there and fit; the others are those of the example.
  function readAddress() {
    const given = new Map(location.hash.slice(1).replaceAll("%20", "").split("&").map((part) => part.split("=")));
    const fits = (text, k) => text?.split(/[,;]/).filter((v) => v.trim() && Number.isFinite(+v)).length === inputs[k].d.length;
    const texts = program.in.map(({ n }, k) => fits(given.get(n), k) && given.get(n));
    const found = texts.some(Boolean);
    if (found) fill(texts.map((text, k) => text || first[k]));
    return found;
  }

  // ---------------------------------------------------------------- what is found

  const whole = (v) => v % 1 === 0;
  const TESTS = {
    pos: (v) => v > 0, nonneg: (v) => v >= 0, nonzero: (v) => v !== 0, gt1: (v) => v > 1,
    unit: (v) => v > -1 && v < 1, unit01: (v) => v > 0 && v < 1, range: (v, low, high) => v >= low && v <= high,
    int: whole, nonint: (v) => !whole(v), index: whole, bool: (v) => v === 0 || v === 1, pm1: (v) => v * v === 1,
  };
  function outside() {
    const asked = program.in.flatMap(({ n, w }, k) => w.map(([word, numbers, spoken]) => {
      const counted = inputs[k].d.filter((_, i) => !has(k, "tril") || i % (width(k) + 1) === 0);
      const holds = word === "range" && has(k, "int") ? () => true : TESTS[word];
      return !holds || counted.every((v) => holds(v, ...numbers)) ? "" : `The rule asks for ${n} ${spoken}. `;
    }));
    return asked.join("");
  }
  // The largest difference from difference quotients, along directions that keep a declared structure;
  // where that is large, a second try with a smaller step decides.
  function check(slopes, step = 1e-3) {
    let worst = 0, scale = 1;
    for (const { k, rows } of slopes) {
      inputs[k].d.forEach((_, i) => {
        const [other, sign] = program.in[k].own ? mirror(k, i) : [i, 1];
        const direction = inputs[k].d.map((_, j) => (j === i ? sign && 1 : j === other ? sign : 0));
        quotient(program, inputs, k, direction, step).forEach((found, y) => {
          const stated = rows[y].reduce((sum, v, j) => sum + v * direction[j], 0);
          scale = Math.max(scale, Math.abs(stated));
          worst = Math.max(worst, Math.abs(found - stated));
        });
      });
    }
    const agrees = worst <= 1e-6 * scale;
    return agrees || step < 1e-3 ? [worst, agrees] : check(slopes, 1e-6);
  }
  function words(y, slopes) {
    if (inputs.some((x) => x.d.some(Number.isNaN))) return "A cell has no number.";
    const slope = slopes[0].rows[0][0];
    if (plot?.kinks.includes(inputs[0].d[0]) && !Number.isNaN(slope)) {
      const [left, right] = [-1e-6, 1e-6].map((t) => shown((moved(program, inputs, 0, [1], t)[0] - y.d[0]) / t, 4));
      return `A special point: the rule’s derivative here is ${shown(slope)}; ` +
        `a difference quotient from the left gives ${left}, from the right ${right}.`;
    }
    if (y.d.some(Number.isNaN)) return "The value is not defined here: nan means “not a number”.";
    const [worst, agrees] = check(slopes);
    if (agrees) return `A difference quotient gives the same derivative, up to ${shown(worst, 2)}.`;
    if (Number.isNaN(worst)) return "No difference quotient: something is not defined at or next to this point.";
    return `A difference quotient differs by ${shown(worst, 2)}: here the function has no derivative, or changes too fast.`;
  }
  function found({ k, form, rows }, y) {
    const name = `d${program.name} / d${program.in[k].n}`, x = inputs[k];
    if (form === "elem") {
      const sums = rows.map((line) => line.reduce((a, b) => a + b, 0));
      return row(y.s.length ? "derivative, each entry" : "derivative", name, sums, y.s);
    }
    if (rows.length === 1) return row(x.s.length ? "gradient" : "derivative", name, rows[0], x.s);
    const label = y.s.length > 1 || x.s.length > 1 ? "Jacobian, entries row by row" : "Jacobian";
    return row(label, name, rows.flat(), [rows.length, x.d.length]);
  }

  const results = make("div", { class: "jb-lines" });
  const said = make("span", { class: "jb-live-said" }), told = make("span", {});
  function refresh(source) {
    cells.flat().forEach((cell, i) => cell !== source && (cell.value = inputs.flatMap((x) => x.d)[i]));
    if (slider && slider !== source) slider.value = inputs[0].d[0];
    const y = run(program, inputs)[program.y];
    const slopes = program.d.map((given) => ({ k: given[0], form: given[1], rows: jacobian(program, given, inputs) }));
    results.replaceChildren(row("value", program.name, y.d, y.s), ...slopes.map((slope) => found(slope, y)));
    if (y.d.length === 1) said.textContent = `${program.name} = ${shown(y.d[0])}. `;
    told.textContent = outside() + words(y, slopes);
    if (picture) draw(inputs[0].d[0], y.d[0], slopes[0].rows[0][0]);
    if (source) writeAddress();
  }

  const reset = make("button", { type: "button", class: "jb-copy" }, "Reset");
  reset.onclick = () => {
    fill(first);
    refresh(reset);
  };
  function follow() {
    if (!readAddress()) return;
    refresh();
    document.getElementById(plot ? "plot" : "live").scrollIntoView();
  }
  try {
    refresh();
    const output = make("output", { class: "jb-live-told", "aria-live": "polite" }, said, told);
    box.prepend(make("div", { class: "jb-live-fields" }, ...fields, reset), results, output);
    box.hidden = false;
    window.addEventListener("hashchange", follow);
    follow();
  } catch {
    box.remove(); // A program that is not sound shows nothing.
  }
})();
