// The value of a formula that a reader types, for arrays of at most two axes. Nothing is ever run as
// code: the text is read by the parser below, which knows a closed list of names.
(() => {
  "use strict";

  // ---------------------------------------------------------------- arrays: {shape, data}

  const scalar = (value) => ({ shape: [], data: [value] });
  const vector = (data) => ({ shape: [data.length], data });
  const table = (m, n, entry) => ({ shape: [m, n], data: Array.from({ length: m * n }, (_, k) => entry(Math.floor(k / n), k % n)) });
  const at = (a, i, j) => a.data[i * a.shape[1] + j];
  const words = (a) => `(${a.shape.join(", ")}${a.shape.length === 1 ? "," : ""})`;
  const map = (f) => (a) => ({ shape: a.shape, data: a.data.map(f) });

  function fail(message) {
    throw new Error(message);
  }

  // NumPy's broadcasting of several arrays through one function of their entries.
  function each(f, ...arrays) {
    const axes = Math.max(...arrays.map((a) => a.shape.length));
    const padded = arrays.map((a) => [...Array(axes - a.shape.length).fill(1), ...a.shape]);
    const shape = Array.from({ length: axes }, (_, k) => {
      const sizes = new Set(padded.map((p) => p[k]).filter((size) => size !== 1));
      if (sizes.size > 1) fail(`Shapes ${arrays.map(words).join(" and ")} do not go together.`);
      return [...sizes][0] ?? 1;
    });
    const total = shape.reduce((a, b) => a * b, 1);
    const data = Array.from({ length: total }, (_, flat) => f(...arrays.map((a, i) => a.data[offset(flat, shape, padded[i])])));
    return { shape, data };
  }

  function offset(flat, shape, own) {
    let [index, stride] = [0, 1];
    for (let k = shape.length - 1; k >= 0; k--) {
      if (own[k] !== 1) index += (flat % shape[k]) * stride;
      stride *= own[k];
      flat = Math.floor(flat / shape[k]);
    }
    return index;
  }

  function product(a, b) {
    if (!a.shape.length || !b.shape.length) fail("@ takes vectors and matrices; use * with a number.");
    const left = a.shape.length === 1 ? { shape: [1, ...a.shape], data: a.data } : a;
    const right = b.shape.length === 1 ? { shape: [...b.shape, 1], data: b.data } : b;
    const inner = left.shape[1];
    if (inner !== right.shape[0]) fail(`${words(a)} @ ${words(b)} does not fit.`);
    const entry = (i, j) => Array.from({ length: inner }, (_, k) => at(left, i, k) * at(right, k, j)).reduce((s, v) => s + v, 0);
    const whole = table(left.shape[0], right.shape[1], entry);
    return { shape: [...a.shape.slice(0, -1), ...b.shape.slice(1)], data: whole.data };
  }

  const transposed = (a) => (a.shape.length < 2 ? a : table(a.shape[1], a.shape[0], (i, j) => at(a, j, i)));
  const total = (a) => a.data.reduce((s, v) => s + v, 0);

  function diag(a) {
    if (a.shape.length === 1) return table(a.data.length, a.data.length, (i, j) => (i === j ? a.data[i] : 0));
    if (a.shape.length !== 2) fail("diag takes a vector or a matrix.");
    return vector(Array.from({ length: Math.min(...a.shape) }, (_, i) => at(a, i, i)));
  }

  // Gauss and Jordan, with the largest pivot.
  function inverse(a) {
    const n = a.shape[0];
    if (a.shape.length !== 2 || a.shape[1] !== n) fail("inv takes a square matrix.");
    const rows = Array.from({ length: n }, (_, i) => Array.from({ length: 2 * n }, (_, j) => (j < n ? at(a, i, j) : Number(j - n === i))));
    for (let k = 0; k < n; k++) {
      const best = rows.slice(k).reduce((p, row, i) => (Math.abs(row[k]) > Math.abs(rows[p][k]) ? i + k : p), k);
      [rows[k], rows[best]] = [rows[best], rows[k]];
      rows[k] = rows[k].map((v) => v / rows[k][k]);
      rows.forEach((row, i) => { if (i !== k) rows[i] = row.map((v, j) => v - row[k] * rows[k][j]); });
    }
    return table(n, n, (i, j) => rows[i][n + j]);
  }

  // ---------------------------------------------------------------- names

  const entrywise = { sin: Math.sin, cos: Math.cos, tan: Math.tan, exp: Math.exp, log: Math.log, sqrt: Math.sqrt, tanh: Math.tanh, abs: Math.abs, sign: Math.sign };
  const sizes = (args) => args.map((a) => a.data[0]);
  const filled = (value) => (...args) => {
    if (sizes(args).some((size) => !(size < 100))) fail("That size is no small number.");
    const [m, n] = sizes(args);
    return n === undefined ? vector(Array(m).fill(value)) : table(m, n, () => value);
  };
  const calls = {
    ...Object.fromEntries(Object.entries(entrywise).map(([name, f]) => [name, map(f)])),
    sum: (a) => scalar(total(a)),
    mean: (a) => scalar(total(a) / a.data.length),
    maximum: (a, b) => each(Math.max, a, b),
    minimum: (a, b) => each(Math.min, a, b),
    where: (test, a, b) => each((t, u, v) => (t ? u : v), test, a, b),
    dot: product,
    outer: (a, b) => table(a.data.length, b.data.length, (i, j) => a.data[i] * b.data[j]),
    diag,
    ones: filled(1),
    zeros: filled(0),
    eye: (n) => diag(filled(1)(n)),
    norm: (a) => scalar(Math.hypot(...a.data)),
    trace: (a) => scalar(total(diag(a))),
    transpose: transposed,
    inv: inverse,
  };
  Object.assign(calls, { norm2: calls.norm, tr: calls.trace });

  const operators = {
    "+": (a, b) => each((u, v) => u + v, a, b),
    "-": (a, b) => each((u, v) => u - v, a, b),
    "*": (a, b) => each((u, v) => u * v, a, b),
    "/": (a, b) => each((u, v) => u / v, a, b),
    "**": (a, b) => each((u, v) => u ** v, a, b),
    "@": product,
    ">": (a, b) => each((u, v) => Number(u > v), a, b),
    "<": (a, b) => each((u, v) => Number(u < v), a, b),
    ">=": (a, b) => each((u, v) => Number(u >= v), a, b),
    "<=": (a, b) => each((u, v) => Number(u <= v), a, b),
  };

  // ---------------------------------------------------------------- reading

  const TOKEN = /\s*(?:(\d+\.?\d*(?:e[-+]?\d+)?|\.\d+)|((?:np\.|linalg\.)*[A-Za-z_]\w*)|(\*\*|\^|\.\*|\.T\b|>=|<=|[-+*/@()[\],<>']))/gy;

  function tokens(text) {
    const found = [];
    const plain = text.replace(/[−–]/g, "-").replace(/[·×]/g, "*").trim();
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < plain.length) {
      const start = TOKEN.lastIndex;
      const match = TOKEN.exec(plain);
      if (!match) fail(`I cannot read “${plain.slice(start).trim().slice(0, 12)}”.`);
      const sign = { "^": "**", ".*": "*", "'": ".T" }[match[3]] ?? match[3];
      found.push(match[1] !== undefined ? { number: Number(match[1]) } : match[2] ? { name: match[2].replace(/np\.|linalg\./g, "") } : { sign });
    }
    return found;
  }

  function value(text, names) {
    const queue = tokens(text);
    const peek = () => queue[0]?.sign;
    const take = (sign) => peek() === sign && queue.shift();
    const expect = (sign) => take(sign) || fail(`A “${sign}” is missing.`);
    const level = (signs, inner) => () => {
      let left = inner();
      while (signs.includes(peek())) left = operators[queue.shift().sign](left, inner());
      return left;
    };

    function list(end) {
      const items = [];
      while (!take(end)) {
        items.push(comparison());
        if (peek() !== end) expect(queue.length ? "," : end);
      }
      return items;
    }

    function atom() {
      const token = queue.shift() ?? fail("The formula ends too early.");
      if (token.number !== undefined) return scalar(token.number);
      if (token.sign === "(") {
        const inner = comparison();
        expect(")");
        return inner;
      }
      if (!token.name) fail(`I did not expect “${token.sign}” here.`);
      if (take("(")) return call(token.name, list(")"));
      return Object.hasOwn(names, token.name) ? names[token.name] : fail(`There is no variable ${token.name}; there are ${Object.keys(names).join(", ")}.`);
    }

    function call(name, args) {
      if (!Object.hasOwn(calls, name)) fail(`I do not know the function ${name}.`);
      if (args.length < Math.max(calls[name].length, 1)) fail(`${name} needs more arguments.`);
      return calls[name](...args);
    }

    function index(a) {
      const at = sizes(list("]"));
      const inner = a.shape.slice(at.length).reduce((p, q) => p * q, 1);
      const start = at.reduce((p, i, k) => p * a.shape[k] + i, 0) * inner;
      const fits = at.length && at.every((i, k) => Number.isInteger(i) && i >= 0 && i < a.shape[k]);
      return fits ? { shape: a.shape.slice(at.length), data: a.data.slice(start, start + inner) } : fail("There is no such entry.");
    }

    function postfix() {
      let found = atom();
      for (;;) {
        if (take(".T")) found = transposed(found);
        else if (take("[")) found = index(found);
        else return found;
      }
    }

    function power() {
      const base = postfix();
      return take("**") ? operators["**"](base, signed()) : base;
    }

    function signed() {
      if (take("-")) return map((v) => -v)(signed());
      take("+");
      return power();
    }

    const terms = level(["*", "/", "@"], signed);
    const sums = level(["+", "-"], terms);
    const comparison = level([">", "<", ">=", "<="], sums);
    const found = comparison();
    if (queue.length) fail(`I did not expect “${queue[0].sign ?? queue[0].name ?? queue[0].number}” here.`);
    return found;
  }

  globalThis.jacobookFormula = value;
})();
