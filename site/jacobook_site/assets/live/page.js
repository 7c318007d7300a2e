// "Try it": cells and a slider for a rule's operands; value, derivatives and a check as they change.
(() => {
  "use strict";
  const { array, run, jacobian, quotient, moved } = jbLive;
  const MINUS = "\u2212", SVG = "http://www.w3.org/2000/svg";

  function make(tag, attributes, ...inside) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...inside);
    return made;
  }

  // A number in at most six digits, as the page's other numbers are written.
  function shown(v, digits = 6) {
    if (Number.isNaN(v)) return "nan";
    if (!Number.isFinite(v)) return v > 0 ? "\u221e" : `${MINUS}\u221e`;
    const [mantissa, exponent] = v.toExponential(digits - 1).split("e");
    const text =
      exponent < -4 || exponent >= digits ? `${+mantissa}e${+exponent}` : String(+v.toPrecision(digits));
    return v ? text.replaceAll("-", MINUS) : "0";
  }

  // Numbers as the page typesets them: one, a row, or a matrix. They are all that the markup holds.
  function typeset(d, s) {
    const cell = (v) => (Number.isNaN(v) ? "<mtext>nan</mtext>" : `<mn>${shown(v)}</mn>`);
    const width = s.length ? s[s.length - 1] : 0, lines = [];
    if (!width) return `<math class="jb-numbers">${d.map(cell).join("")}</math>`;
    for (let i = 0; i < d.length; i += width) {
      const row = d.slice(i, i + width).map((v) => `<mtd>${cell(v)}</mtd>`);
      lines.push(`<mtr>${row.join("")}</mtr>`);
    }
    const fence = (sign, form) => `<mo form="${form}" stretchy="true">${sign}</mo>`;
    const inside = `<mtable>${lines.join("")}</mtable>`;
    return `<math class="jb-numbers"><mrow>${fence("[", "prefix")}${inside}${fence("]", "postfix")}</mrow></math>`;
  }
  const FULL = 144;
  function numbers(label, name, d, s) {
    const box = make("div", { class: "jb-scroll", tabindex: 0, role: "group", "aria-label": `${label} ${name}` });
    const math = make("span", {});
    if (d.length > FULL) math.textContent = `${d.length} numbers, too many to show`;
    else math.innerHTML = typeset(d, s);
    box.append(make("span", { class: "jb-pair" }, make("code", {}, name), " = ", math));
    return make("div", { class: "jb-row" }, make("div", { class: "jb-label" }, label), box);
  }

  function start(box) {
    const program = JSON.parse(box.querySelector(".jb-live-program").textContent);
    const plot = program.plot, picture = plot && document.querySelector("svg[data-frame]");
    const inputs = program.in.map((input) => array(input.s, input.x.map(Number)));
    const has = (k, ...words) => (program.in[k].w ?? []).some(([word]) => words.includes(word));
    const places = (k) => inputs[k].d.map((_, i) => [Math.floor(i / (inputs[k].s[1] ?? 1)), i % (inputs[k].s[1] ?? 1)]);

    // What is changed with an entry: its mirror image with a sign, or nothing at all.
    const mirror = (k, i) => {
      const [row, column] = places(k)[i], n = inputs[k].s[1];
      if (has(k, "sym", "spd")) return [column * n + row, 1];
      if (has(k, "skew")) return [column * n + row, row === column ? 0 : -1];
      if (has(k, "tril")) return [i, row < column ? 0 : 1];
      return [i, 1];
    };
    function put(k, i, value) {
      const [other, sign] = mirror(k, i);
      inputs[k].d[i] = sign ? value : 0;
      if (other !== i) inputs[k].d[other] = sign * value;
    }

    // ---------------------------------------------------------------- cells

    const cells = program.in.map((input, k) =>
      inputs[k].d.map((_, i) => {
        const where = places(k)[i].map((n) => n + 1);
        const axes = input.s.length;
        const place = axes === 2 ? `, row ${where[0]}, column ${where[1]}` : axes ? `, entry ${i + 1}` : "";
        const cell = make("input", {
          type: "number", step: "any", inputmode: "text", "aria-label": input.n + place,
        });
        cell.disabled = !mirror(k, i)[1];
        cell.addEventListener("input", () => {
          put(k, i, cell.value.trim() === "" ? NaN : cell.valueAsNumber);
          refresh(cell);
        });
        return cell;
      }),
    );
    const fields = program.in.map((input, k) => {
      const columns = input.s.length === 2 ? input.s[1] : Math.min(input.s[0] ?? 1, 4);
      const grid = make("div", { class: "jb-live-grid", style: `--columns:${columns}` }, ...cells[k]);
      return make("div", { class: "jb-live-field", role: "group", "aria-label": input.n },
        make("code", {}, input.n), " = ", grid);
    });

    const slider = plot && make("input", {
      type: "range", min: plot.from, max: plot.to, step: plot.step, "aria-label": program.in[0].n,
    });
    if (slider) {
      slider.addEventListener("input", () => {
        const near = plot.kinks.find((kink) => Math.abs(kink - slider.value) < 0.6 * plot.step);
        inputs[0].d[0] = near ?? slider.valueAsNumber;
        refresh(slider);
      });
      fields[0].append(slider);
    }

    // ---------------------------------------------------------------- the point on the plot

    const marks = picture && ["line", "circle", "circle"].map((tag, i) => {
      const mark = document.createElementNS(SVG, tag);
      mark.setAttribute("class", ["jb-live-tangent", "jb-live-point", "jb-live-slope"][i]);
      mark.setAttribute("r", 5);
      picture.append(mark);
      return mark;
    });
    function draw(x, y, slope) {
      const [left, right, bottom, top] = picture.dataset.frame.split(" ").map(Number);
      const across = (v) => 34 + ((v - left) / (right - left)) * 372;
      const up = (v) => 226 - ((v - bottom) / (top - bottom)) * 192;
      const inside = (v) => v >= bottom && v <= top && x >= left && x <= right;
      marks.forEach((mark) => mark.setAttribute("visibility", "hidden"));
      const show = (mark, given) => {
        mark.setAttribute("visibility", "visible");
        for (const [name, value] of Object.entries(given)) mark.setAttribute(name, value.toFixed(1));
      };
      if (inside(y)) show(marks[1], { cx: across(x), cy: up(y) });
      if (inside(slope)) show(marks[2], { cx: across(x), cy: up(slope) });
      if (!inside(y) || !Number.isFinite(slope)) return;
      const reach = Math.min((right - left) / 5, slope ? (top - bottom) / 3 / Math.abs(slope) : Infinity);
      const clipped = (t) => {
        const to = Math.min(Math.max(y + slope * t, bottom), top);
        const run = slope ? (to - y) / slope : t;
        return Math.min(Math.max(x + run, left), right) - x;
      };
      const [a, b] = [clipped(-reach), clipped(reach)];
      show(marks[0], {
        x1: across(x + a), y1: up(y + slope * a), x2: across(x + b), y2: up(y + slope * b),
      });
    }

    // ---------------------------------------------------------------- the address

    const written = (k) => {
      const width = inputs[k].s[1] ?? inputs[k].d.length, lines = [];
      for (let i = 0; i < inputs[k].d.length; i += width) lines.push(inputs[k].d.slice(i, i + width).join());
      return lines.join(";");
    };
    const first = program.in.map((_, k) => written(k));
    function writeAddress() {
      const changed = program.in.flatMap((input, k) => (written(k) === first[k] ? [] : `${input.n}=${written(k)}`));
      try {
        history.replaceState(null, "", changed.length ? `#${changed.join("&")}` : location.pathname + location.search);
      } catch {
        // Some browsers refuse to change the address of a file.
      }
    }
    function readAddress() {
      let found = false;
      for (const part of location.hash.slice(1).split("&")) {
        const [name, text = ""] = part.split("="), k = program.in.findIndex((input) => input.n === name);
        const given = text.split(/[,;]|%2C|%3B/i).map((v) => (v.trim() === "" ? NaN : Number(v)));
        if (k < 0 || given.length !== inputs[k].d.length || !given.every(Number.isFinite)) continue;
        given.forEach((v, i) => put(k, i, v));
        found = true;
      }
      return found;
    }

    // ---------------------------------------------------------------- what is found

    const TESTS = {
      pos: (v) => v > 0, nonneg: (v) => v >= 0, nonzero: (v) => v !== 0, gt1: (v) => v > 1,
      unit: (v) => Math.abs(v) < 1, unit01: (v) => v > 0 && v < 1, nonint: (v) => v % 1 !== 0,
      int: (v) => v % 1 === 0, index: (v) => v % 1 === 0 && v >= 0, bool: (v) => v === 0 || v === 1,
      pm1: (v) => Math.abs(v) === 1, range: (v, low, high) => v >= low && v <= high,
    };
    function outside() {
      return program.in.flatMap((input, k) => (input.w ?? []).flatMap(([word, numbers, spoken]) => {
        const kept = inputs[k].d.filter((_, i) => !has(k, "tril") || places(k)[i][0] === places(k)[i][1]);
        const holds = !TESTS[word] || kept.every((v) => TESTS[word](v, ...numbers));
        return holds ? [] : `The rule asks for ${input.n} ${spoken}. `;
      })).join("");
    }

    // The directions that count: all, or of a structured operand those that keep the structure.
    function directions(k) {
      const unit = (i) => inputs[k].d.map((_, j) => {
        const [other, sign] = program.in[k].own ? mirror(k, i) : [i, 1];
        return j === i ? +(sign !== 0) : j === other ? sign : 0;
      });
      return inputs[k].d.map((_, i) => unit(i)).filter((direction) => direction.some(Boolean));
    }
    function check(slopes) {
      let worst = 0, scale = 1;
      slopes.forEach(({ position, rows }) => {
        for (const direction of directions(position)) {
          quotient(program, inputs, position, direction).forEach((found, i) => {
            const stated = rows[i].reduce((t, v, j) => t + v * direction[j], 0);
            scale = Math.max(scale, Math.abs(stated));
            worst = Math.max(worst, Math.abs(found - stated));
          });
        }
      });
      return { worst, agrees: worst <= 1e-6 * scale };
    }
    function words(y, slopes) {
      if (inputs.some((x) => x.d.some(Number.isNaN))) return "A cell has no number. ";
      const kink = plot?.kinks.includes(inputs[0].d[0]) && slopes[0].rows[0][0];
      if (typeof kink === "number") {
        const [left, right] = [-1e-6, 1e-6].map((t) => (moved(program, inputs, 0, [1], t)[0] - y.d[0]) / t);
        return `At this point the function has no derivative, or one by convention: this rule takes ${shown(kink)}. ` +
          `Difference quotients: ${shown(left, 4)} from the left, ${shown(right, 4)} from the right. `;
      }
      if (y.d.some(Number.isNaN)) return "The value is not defined here: nan means “not a number”. ";
      const { worst, agrees } = check(slopes);
      if (Number.isNaN(worst)) return "No difference quotient: next to this point something is not defined. ";
      return agrees
        ? `A difference quotient gives the same: the largest difference is ${shown(worst, 2)}. `
        : `A difference quotient gives something else (largest difference ${shown(worst, 2)}): the function has no derivative here, or it is too steep. `;
    }

    const results = make("div", { class: "jb-lines" });
    const said = make("span", { class: "jb-live-said" });
    const found = make("span", {});
    const told = make("output", { "aria-live": "polite", class: "jb-live-told" }, said, found);
    const name = (slope) => `d${program.name} / d${program.in[slope.position].n}`;
    function rowsOf(y, slope) {
      const x = inputs[slope.position], flat = slope.rows.flat();
      if (slope.form === "elem") {
        const label = y.s.length ? "derivative, each entry" : "derivative";
        return numbers(label, name(slope), slope.rows.map((row) => row.reduce((a, b) => a + b, 0)), y.s);
      }
      if (y.d.length === 1) return numbers(x.s.length ? "gradient" : "derivative", name(slope), flat, x.s);
      const flattened = y.s.length > 1 || x.s.length > 1 ? ", entries row by row" : "";
      return numbers(`Jacobian${flattened}`, name(slope), flat, [y.d.length, x.d.length]);
    }

    function refresh(source) {
      cells.forEach((own, k) => own.forEach((cell, i) => {
        if (cell !== source) cell.value = String(inputs[k].d[i]);
      }));
      if (slider && slider !== source) slider.value = inputs[0].d[0];
      const y = run(program, inputs)[program.y];
      const slopes = program.d.map((given) => ({
        position: given[0], form: given[1], rows: jacobian(program, given, inputs),
      }));
      results.replaceChildren(numbers("value", program.name, y.d, y.s), ...slopes.map((slope) => rowsOf(y, slope)));
      if (plot) said.textContent = `${program.name} = ${shown(y.d[0])}, ${name(slopes[0])} = ${shown(slopes[0].rows[0][0])}. `;
      found.textContent = outside() + words(y, slopes);
      if (picture) draw(inputs[0].d[0], y.d[0], slopes[0].rows[0][0]);
      if (source) writeAddress();
    }

    const reset = make("button", { type: "button", class: "jb-copy" }, "Reset");
    function restore() {
      program.in.forEach((input, k) => input.x.forEach((v, i) => (inputs[k].d[i] = Number(v))));
    }
    reset.addEventListener("click", () => {
      restore();
      refresh(reset);
    });
    window.addEventListener("hashchange", () => {
      restore();
      readAddress();
      refresh();
    });
    const given = readAddress();
    refresh();
    box.prepend(make("div", { class: "jb-live-fields" }, ...fields, reset), results, told);
    box.hidden = false;
    if (given) box.closest("section, article").querySelector("#live").scrollIntoView();
  }

  for (const box of document.querySelectorAll(".jb-live")) {
    try {
      start(box);
    } catch {
      box.remove(); // A program that is not sound shows nothing.
    }
  }
})();
