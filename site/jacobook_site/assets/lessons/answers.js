// Compares what a reader types with the answer of an exercise, and remembers what was solved.
(() => {
  "use strict";
  const KEY = "jacobook.lessons";
  const DIGITS = 2e-3; // relative: answers may be rounded to three digits

  // ---------------------------------------------------------------- arrays: {shape, data}

  function arrayOf(nested) {
    if (!Array.isArray(nested)) return { shape: [], data: [Number(nested)] };
    const parts = nested.map(arrayOf);
    const inner = parts[0]?.shape ?? [];
    return { shape: [nested.length, ...inner], data: parts.flatMap((part) => part.data) };
  }

  // "3", "1/2", "1, 2", "1, 2; 3, 4", "[[1, 2], [3, 4]]"; null if it is none of them.
  function typed(text) {
    const plain = text.trim().replace(/[−–]/g, "-").replace(/^array\((.*)\)$/, "$1");
    const rows = plain.split(/;|\n|\]\s*,?\s*\[|\)\s*,\s*\(/).map((row) => row.replace(/[[\]()]/g, " ").trim());
    const cells = rows.filter(Boolean).map((row) => row.split(/\s*,\s*|\s+/).filter(Boolean).map(numberOf));
    if (!cells.length || cells.some((row) => row.some(Number.isNaN) || row.length !== cells[0].length)) return null;
    const nested = /\[\s*\[/.test(plain);
    if (cells.length > 1 || nested) return { shape: [cells.length, cells[0].length], data: cells.flat() };
    if (cells[0].length > 1 || /^\[/.test(plain)) return { shape: [cells[0].length], data: cells[0] };
    return { shape: [], data: cells[0] };
  }

  function numberOf(text) {
    const match = /^([-+]?[\d.]+(?:e[-+]?\d+)?)(?:\/([\d.]+))?$/i.exec(text);
    return match ? Number(match[1]) / Number(match[2] ?? 1) : NaN;
  }

  const sameShape = (a, b) => a.shape.join() === b.shape.join();
  const sizeOf = (a) => Math.max(...a.data.map(Math.abs), 1e-9);
  const near = (a, b, digits = DIGITS) =>
    sameShape(a, b) && a.data.every((v, i) => Math.abs(v - b.data[i]) <= digits * sizeOf(b));
  const times = (factor, a) => ({ shape: a.shape, data: a.data.map((v) => factor * v) });

  function transposed(a) {
    if (a.shape.length !== 2) return a;
    const [m, n] = a.shape;
    return { shape: [n, m], data: Array.from({ length: m * n }, (_, k) => a.data[(k % m) * n + Math.floor(k / m)]) };
  }

  function diagonalOf(a) {
    const [m, n] = a.shape;
    return m === n ? { shape: [m], data: Array.from({ length: m }, (_, i) => a.data[i * n + i]) } : a;
  }

  const shapeWords = (a) => (a.shape.length ? `the shape (${a.shape.join(", ")}${a.shape.length === 1 ? "," : ""})` : "no axes, it is one number");

  // What is wrong, as far as the numbers tell; `pairs` are reader's and right arrays at each point.
  function mistake(pairs) {
    const all = (test) => pairs.every(([mine, right]) => test(mine, right));
    const matrix = pairs[0][1].shape.length === 2;
    if (matrix && all((mine, right) => near(transposed(mine), right))) return "This is the transpose. Each row belongs to one output.";
    if (matrix && all((mine, right) => near(mine, diagonalOf(right)))) return "These are the numbers on the diagonal. The answer is the whole matrix.";
    const [mine, right] = pairs[0];
    if (!sameShape(mine, right)) return `Yours has ${shapeWords(mine)}; the answer has ${shapeWords(right)}.`;
    if (all((mine, right) => near(times(-1, mine), right))) return "The sign is the other one.";
    if (all((mine, right) => near(times(2, mine), right))) return "This is half of it: a factor 2 is missing.";
    if (all((mine, right) => near(times(0.5, mine), right))) return "This is twice as much.";
    if (all((mine, right) => near(mine, right, 0.05))) return "Close. Give one digit more.";
    const hits = mine.data.filter((v, i) => Math.abs(v - right.data[i]) <= DIGITS * sizeOf(right)).length;
    return mine.data.length > 1 && pairs.length === 1 ? `${hits} of ${mine.data.length} numbers are right.` : "";
  }

  // ---------------------------------------------------------------- one exercise

  // The reader's and the right arrays, or words about what cannot be read.
  function pairsFor(text, answer) {
    if (!answer.points) {
      const mine = typed(text);
      return mine ? [[mine, arrayOf(answer.value)]] : "I cannot read this as numbers. Write 0.5, or 1, 2 for a vector, or 1, 2; 3, 4 for a matrix.";
    }
    try {
      return answer.points.map((point, i) => {
        const names = Object.fromEntries(Object.entries(point).map(([k, v]) => [k, arrayOf(v)]));
        return [globalThis.jacobookFormula(text, names), arrayOf(answer.values[i])];
      });
    } catch (error) {
      return error.message;
    }
  }

  function isKnown(pairs, wrong) {
    const values = wrong.values ?? [wrong.value];
    return pairs.every(([mine], i) => near(mine, arrayOf(values[i])));
  }

  function verdict(text, answer) {
    if (!text.trim()) return { right: false, say: "Type your answer first." };
    const pairs = pairsFor(text, answer);
    if (typeof pairs === "string") return { right: false, say: pairs };
    if (pairs.every(([mine, right]) => near(mine, right))) {
      return { right: true, say: answer.points ? `Right, at ${pairs.length} points.` : "Right." };
    }
    const known = answer.near.find((wrong) => isKnown(pairs, wrong));
    return { right: false, say: `Not yet. ${known ? known.say : mistake(pairs)}`.trim() };
  }

  // ---------------------------------------------------------------- progress

  function solved() {
    try {
      return JSON.parse(localStorage.getItem(KEY)) ?? {};
    } catch {
      return {};
    }
  }

  function keep(progress) {
    try {
      localStorage.setItem(KEY, JSON.stringify(progress));
    } catch {
      // Without storage the ticks last as long as the page.
    }
  }

  function tick(form) {
    form.closest(".jb-exercise").classList.add("jb-solved");
  }

  function remember(form) {
    const { lesson, number } = form.dataset;
    const progress = solved();
    progress[lesson] = [...new Set([...(progress[lesson] ?? []), number])];
    keep(progress);
    tick(form);
  }

  function answering(form) {
    const answer = JSON.parse(form.dataset.answer);
    const output = form.querySelector("output");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const found = verdict(form.elements.answer.value, answer);
      output.textContent = found.say;
      output.className = found.right ? "good" : "";
      if (found.right) remember(form);
    });
    if ((solved()[form.dataset.lesson] ?? []).includes(form.dataset.number)) tick(form);
    form.hidden = false;
  }

  // The places that say how far the reader is, in the list of lessons.
  function showProgress() {
    const progress = solved();
    let begun = false;
    for (const place of document.querySelectorAll("[data-progress]")) {
      const done = (progress[place.dataset.progress] ?? []).length;
      const of = Number(place.dataset.of);
      place.textContent = done ? (done >= of ? `all ${of} solved ✓` : `${done} of ${of} solved`) : `${of}`;
      place.classList.toggle("good", done > 0);
      begun ||= done > 0;
    }
    for (const button of document.querySelectorAll("button[data-forget]")) {
      button.hidden = !begun;
      button.onclick = () => {
        keep({});
        showProgress();
      };
    }
  }

  document.querySelectorAll("form.jb-answer").forEach(answering);
  showProgress();
})();
