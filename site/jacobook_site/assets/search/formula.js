// Formulas as people type them, in NumPy's, MATLAB's or LaTeX's way: one tree, and texts to compare.
(() => {
  "use strict";

  const TOKEN =
    /\s*(?:(\d+\.?\d*(?:e[+-]?\d+)?|\.\d+)|([\p{L}_][\p{L}\p{N}_]*)|(\*\*|\.\*|\.\/|\.\^|\.'|[<>=!~]=|[-+*\/@^()[\],:=<>&|~.'\\;]))/uy;
  const UNICODE = {
    "ᵀ": "'", "²": "^2", "³": "^3", "⁻¹": "^(-1)", "½": "0.5", "⊙": ".*", "∘": ".*", "·": "*", "×": "*", "−": "-",
    "√": "sqrt", "∞": "inf", "⊗": "@kron@", "‖": "|", "≤": "<=", "≥": ">=",
  };
  const LIBRARY = /^(?:np|numpy|scipy|special|linalg|jb|op|math|torch|jnp|jax)$/;
  const CONSTANTS = /^(?:pi|inf|nan|None|True|False)$|^"/; // what is in quotes, too
  const NAMES = {
    ln: "log", tr: "trace", transpose: "T", t: "T", ctranspose: "T", norm2: "norm", normf: "norm", fro: "norm", absolute: "abs",
    dot: "@", matmul: "@", inner: "@", vdot: "@", mtimes: "@", multiply: "*", times: "*", divide: "/", true_divide: "/",
    subtract: "-", negative: "neg", power: "^", square: "sq2", inverse: "inv", logabsdet: "logdet", slogdet: "logdet",
    max: "amax", min: "amin", diagonal: "diag", mpower: "^", add: "+",
  };

  class Unreadable extends Error {}

  const isNumber = (node) => typeof node.value === "number";
  const number = (value) => ({ value });
  const node = (op, ...args) => ({ op, args });
  const text = (tree) => tree.text ?? (tree.text = tree.args ? `${tree.op}(${tree.args.map(text)})` : `${tree.name ?? tree.value}`);
  const same = (a, b) => text(a) === text(b);

  // What kind of thing a tree probably is: "s" a number, "v" a vector, "M" a matrix; letters tell.
  const SCALARS = /^(?:sq|norm1|det|trace|sum|mean|logdet|amax|amin|logsumexp)$/;
  function kind(tree) {
    if (tree.kind) return tree.kind;
    return (tree.kind = kindOf(tree));
  }
  function kindOf(tree) {
    if (isNumber(tree)) return "s";
    if (tree.name) return CONSTANTS.test(tree.name) ? "s" : /^\p{Lu}/u.test(tree.name) ? "M" : "v";
    if (SCALARS.test(tree.op)) return "s";
    if (/^(?:outer|inv|diag|eye|kron)$/.test(tree.op)) return "M";
    const kinds = tree.args.map(kind);
    if (tree.op === "@") {
      const vectors = kinds.filter((k) => k === "v").length;
      return vectors ? (vectors % 2 ? "v" : "s") : kinds.includes("M") ? "M" : "s";
    }
    return kinds.includes("M") ? "M" : kinds.includes("v") ? "v" : "s";
  }

  // Constructors that put what they are given into its usual form.
  function scale(factor, tree) {
    if (isNumber(tree)) return number(factor * tree.value);
    if (tree.op === "scale") return scale(factor * tree.args[0].value, tree.args[1]);
    return factor === 1 ? tree : node("scale", number(factor), tree);
  }
  const flat = (op, trees) => trees.flatMap((tree) => (tree.op === op ? tree.args : [tree]));
  function plus(...trees) {
    const terms = flat("+", trees);
    const constant = terms.filter(isNumber).reduce((sum, term) => sum + term.value, 0);
    const others = terms.filter((term) => !isNumber(term));
    if (constant || !others.length) others.push(number(constant));
    return others.length > 1 ? node("+", ...others) : others[0];
  }
  function power(base, exponent) {
    if (base.name === "e") return node("exp", exponent);
    if (!isNumber(exponent)) return node("^", base, exponent);
    const n = exponent.value;
    if (isNumber(base)) return number(base.value ** n);
    if (n === 1) return base;
    if (base.op === "^" && isNumber(base.args[1])) return power(base.args[0], number(n * base.args[1].value));
    if (base.op === "sqrtsq" && n % 2 === 0) return power(node("sq", base.args[0]), number(n / 2));
    if (base.op === "scale" && Number.isInteger(n)) return scale(base.args[0].value ** n, power(base.args[1], exponent));
    if (n === -1 && kind(base) === "M") return inverse(base);
    return node("^", base, exponent);
  }
  const inverse = (tree) =>
    tree.op === "inv" ? tree.args[0] : tree.op === "scale" ? scale(1 / tree.args[0].value, inverse(tree.args[1])) : node("inv", tree);
  function transposed(tree) {
    if (kind(tree) === "s") return tree;
    if (tree.op === "T") return tree.args[0];
    if (tree.op === "scale") return scale(tree.args[0].value, transposed(tree.args[1]));
    if (isVector(tree)) return node("T", tree);
    if (tree.op === "+") return plus(...tree.args.map(transposed));
    if (tree.op === "*") return node("*", ...tree.args.map(transposed));
    if (tree.op === "@") return node("@", ...tree.args.map(transposed).reverse());
    if (tree.op === "inv") return inverse(transposed(tree.args[0]));
    return node("T", tree);
  }
  const isVector = (tree) => kind(tree) === "v";
  // A product, of entries ("*"), of matrices ("@"), or one that does not say which ("?").
  function times(a, b, style) {
    if (isNumber(a)) return scale(a.value, b);
    if (isNumber(b)) return scale(b.value, a);
    if (a.op === "scale") return scale(a.args[0].value, times(a.args[1], b, style));
    if (b.op === "scale") return scale(b.args[0].value, times(a, b.args[1], style));
    return style === "*" ? entries(a, b) : matrices(a, b, style);
  }
  function entries(a, b) {
    const powers = new Map();
    for (const factor of flat("*", [a, b])) {
      const [base, n] = factor.op === "^" && isNumber(factor.args[1]) ? [factor.args[0], factor.args[1].value] : [factor, 1];
      const entry = powers.get(text(base)) ?? [base, 0];
      powers.set(text(base), [base, entry[1] + n]);
    }
    const factors = [...powers.values()].filter(([, n]) => n).map(([base, n]) => (n === 1 ? base : power(base, number(n))));
    return factors.length > 1 ? node("*", ...factors) : factors[0] ?? number(1);
  }
  function matrices(a, b, style) {
    if (a.op === "T" && isVector(a)) return same(a.args[0], b) ? node("sq", b) : matrices(row(a.args[0]), b, "@");
    if (b.op === "T" && isVector(b)) return isVector(a) ? node("outer", a, b.args[0]) : matrices(a, b.args[0], style);
    if (isVector(a) && same(a, b)) return style === "@" ? node("sq", a) : power(a, number(2));
    return node("@", ...flat("@", [a, b]));
  }
  // A column laid down, as a factor: vectors have no direction here, products have an order.
  const row = (tree) =>
    tree.op === "@" ? node("@", ...tree.args.map((arg) => (isVector(arg) ? arg : transposed(arg))).reverse()) : tree;

  const BUILD = {
    "@": (a, b) => times(a, b, "@"),
    "*": (a, b) => times(a, b, "*"),
    "/": (a, b) => times(a, power(b, number(-1)), "*"),
    "+": (a, b) => plus(a, b),
    "-": (a, b) => plus(a, scale(-1, b)),
    "^": power,
    neg: (a) => scale(-1, a),
    T: transposed,
    inv: inverse,
    sqrt: (a) => power(a, number(0.5)),
    sq2: (a) => power(a, number(2)),
    reciprocal: (a) => power(a, number(-1)),
    exp: (a) => node("exp", a),
    solve: (a, b) => times(inverse(a), b, "@"),
    outer: (a, b) => node("outer", a, b),
    norm: (a, order) => (!order || order.value === 2 || order.name === '"fro' ? node("sqrtsq", a) : node("norm", a, order)),
    sum: (a, ...rest) => (rest.length ? node("sum", a, ...rest) : summed(a)),
    trace: (a) => (a.op === "@" && a.args.length === 2 && same(transposed(a.args[0]), a.args[1]) ? node("sq", a.args[1]) : node("trace", a)),
    log: (a) => (a.op === "det" ? node("logdet", a.args[0]) : a.op === "abs" && a.args[0].op === "det" ? node("logdet", a.args[0].args[0]) : node("log", a)),
    amax: (...args) => node(args.length === 2 && !isOption(args[1]) ? "maximum" : "amax", ...args),
    amin: (...args) => node(args.length === 2 && !isOption(args[1]) ? "minimum" : "amin", ...args),
  };
  const isOption = (tree) => /^=/.test(tree.op ?? "");
  function summed(tree) {
    if (tree.op === "scale") return scale(tree.args[0].value, summed(tree.args[1]));
    if (tree.op === "^" && tree.args[1].value === 2) return node("sq", tree.args[0]);
    if (tree.op === "*" && tree.args.length === 2 && tree.args.every(isVector)) return node("@", ...tree.args);
    return node("sum", tree);
  }
  function call(name, args, synonyms) {
    const plain = NAMES[name.toLowerCase()] ?? name;
    const known = NAMES[synonyms.get(plain)] ?? synonyms.get(plain) ?? plain;
    const build = BUILD[known];
    const positional = args.filter((arg) => !isOption(arg));
    const fits = build && positional.length && (build.length === 0 || args.length === build.length || known === "norm" || known === "sum");
    return fits ? build(...args) : node(known, ...args);
  }

  function tokens(source) {
    const prepared = source.replace(/‖([^‖]+)‖(?:_?2|₂)?/gu, "norm2($1)").replace(/⁻¹|[ᵀ²³½⊙∘·×−√∞⊗≤≥]/gu, (c) => UNICODE[c]);
    const plain = prepared.trimEnd();
    const found = [];
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < plain.length) {
      const word = /^[(,=]$/.test(found.at(-1)?.text ?? "") && quoted(plain, TOKEN.lastIndex);
      if (word) {
        found.push({ name: `"${word[2]}`, text: word[0] });
        TOKEN.lastIndex += word[0].length;
        continue;
      }
      const match = TOKEN.exec(plain);
      if (!match) throw new Unreadable(plain);
      const [whole, digits, name] = match;
      found.push({ digits, name, text: whole.trim(), spaced: /^\s/.test(whole) });
    }
    return found;
  }

  const signs = (text) => new Set(text.split(" "));
  const COMPARED = signs("< > <= >= == != ~= & |");
  const ADDED = signs("+ -");
  const MULTIPLIED = signs("* / @ .* ./ \\");
  const RAISED = signs("** ^ .^");
  const TURNED = signs("' .'");
  const SEPARATED = signs(", ;");
  const SIGN = Object.fromEntries([..."+-~|^:()[]"].map((sign) => [sign, signs(sign)]));

  const quoted = (source, at) => /^\s*(['"])([^'"]*)\1/.exec(source.slice(at, at + 60));

  // A parser of one text; `loose` reads letters side by side as a product, as LaTeX writes it.
  class Parser {
    constructor(source, synonyms, loose) {
      this.tokens = tokens(source);
      this.at = 0;
      this.synonyms = synonyms;
      this.loose = loose;
      this.product = /\.\*|\.\/|'|\.\^/.test(source) || loose ? "?" : "*";
    }
    get next() {
      return this.tokens[this.at]?.text;
    }
    // The next sign, if it is one of those that are wanted; otherwise nothing.
    take(wanted) {
      const token = this.tokens[this.at];
      return token && !token.name && wanted.has(token.text) ? this.tokens[this.at++].text : "";
    }
    need(wanted) {
      if (!this.take(SIGN[wanted])) throw new Unreadable(`${wanted} expected`);
    }
    whole() {
      const tree = this.comparison();
      if (this.at < this.tokens.length) throw new Unreadable(this.next);
      return tree;
    }
    comparison() {
      let left = this.sum();
      for (let op; (op = this.take(COMPARED)); ) left = node(op, left, this.sum());
      return left;
    }
    sum() {
      let left = this.term();
      for (let op; (op = this.take(ADDED)); ) left = BUILD[op](left, this.term());
      return left;
    }
    term() {
      let left = this.factor();
      for (;;) {
        const op = this.take(MULTIPLIED);
        if (op === "@" && this.tokens[this.at]?.name === "kron" && this.tokens[this.at + 1]?.text === "@") {
          this.at += 2;
          left = node("kron", left, this.factor());
        } else if (op === "\\") left = BUILD.solve(left, this.factor());
        else if (op) left = this.joined(left, op, this.factor());
        else if (this.beginsOperand(left)) left = times(left, this.factor(), "?");
        else return left;
      }
    }
    joined(left, op, right) {
      if (op === "/" || op === "./") return BUILD["/"](left, right);
      return times(left, right, op === "*" ? this.product : op === ".*" ? "*" : "@");
    }
    beginsOperand(left) {
      const token = this.tokens[this.at];
      if (!token) return false;
      if (this.loose) return token.name || token.digits || /^[([]$/.test(token.text);
      return isNumber(left) && token.name && !token.spaced;
    }
    factor() {
      if (this.take(SIGN["-"])) return scale(-1, this.factor());
      if (this.take(SIGN["+"])) return this.factor();
      if (this.take(SIGN["~"])) return node("~", this.factor());
      const base = this.postfix(this.atom());
      return this.take(RAISED) ? this.postfix(power(base, this.exponent())) : base;
    }
    exponent() {
      return this.take(SIGN["-"]) ? scale(-1, this.exponent()) : this.factor();
    }
    postfix(given) {
      let tree = given;
      for (;;) {
        if (this.take(TURNED)) tree = transposed(tree);
        else if (this.next === "." && this.tokens[this.at + 1]?.name) tree = this.attribute(tree);
        else if (this.next === "[" && !this.loose) tree = node("[]", tree, ...this.list("[", "]"));
        else return tree;
      }
    }
    attribute(tree) {
      const { name } = this.tokens[this.at + 1];
      this.at += 2;
      if (tree.name && LIBRARY.test(tree.name)) return this.named(name);
      if (/^(?:T|mT|H)$/.test(name)) return transposed(tree);
      return call(name, [tree, ...(this.next === "(" ? this.list("(", ")") : [])], this.synonyms);
    }
    list(open, close) {
      this.need(open);
      const items = [];
      while (!this.take(SIGN[close])) {
        items.push(this.item());
        if (!this.take(SEPARATED) && this.next !== close) throw new Unreadable(`${close} expected`);
      }
      return items;
    }
    item() {
      const { name } = this.tokens[this.at] ?? {};
      if (name && this.tokens[this.at + 1]?.text === "=") {
        this.at += 2;
        return node(`=${name}`, this.comparison());
      }
      const parts = [];
      while (!/^[,;\])]$/.test(this.next ?? ")")) parts.push(this.take(SIGN[":"]) ? { name: ":" } : this.comparison());
      if (!parts.length) throw new Unreadable("nothing");
      return parts.length > 1 ? node("slice", ...parts) : parts[0];
    }
    atom() {
      const token = this.tokens[this.at];
      if (!token) throw new Unreadable("end");
      if (this.next === "(" && !token.name) return this.bracketed();
      if (this.next === "[") return node("list", ...this.list("[", "]"));
      if (this.take(SIGN["|"])) {
        const inside = this.sum();
        this.need("|");
        return node("abs", inside);
      }
      this.at += 1;
      if (token.digits) return number(Number(token.digits));
      if (token.name === undefined) throw new Unreadable(token.text);
      return this.named(token.name);
    }
    bracketed() {
      const items = this.list("(", ")");
      return items.length === 1 ? items[0] : node("tuple", ...items);
    }
    named(name) {
      if (this.next === "(" && this.isCalled(name)) return call(name, this.list("(", ")"), this.synonyms);
      const prefix = this.loose && name.length > 1 && /^[a-z]/.test(name) && !CONSTANTS.test(name);
      if (prefix && this.next === "^") return this.raised(name);
      if (prefix && this.beginsOperand()) return call(name, [this.factor()], this.synonyms);
      return { name };
    }
    raised(name) {
      this.take(SIGN["^"]);
      const exponent = this.exponent();
      return this.beginsOperand() ? power(call(name, [this.factor()], this.synonyms), exponent) : power({ name }, exponent);
    }
    isCalled(name) {
      if (!this.loose || name.length > 1 || /[fghJFGH]/.test(name)) return true;
      return this.tokens[this.at + 2]?.text === ")";
    }
  }

  // The tree of a text; null if it is no formula.
  function parse(source, synonyms = new Map(), loose = false) {
    try {
      return new Parser(source, synonyms, loose).whole();
    } catch (error) {
      if (error instanceof Unreadable) return null;
      throw error;
    }
  }

  // How a tree is written for comparison, with `label` for its letters; operands that may change
  // places are sorted as `by` labels them. "exact" tells products apart, and letters of matrices from
  // others; "ordered" does neither; "bag" also forgets the order of factors.
  function written(tree, mode, label, by) {
    if (isNumber(tree)) return String(Number(tree.value.toPrecision(12)));
    if (tree.name) return CONSTANTS.test(tree.name) || tree.name === ":" ? tree.name : label(tree.name);
    const parts = [...operands(tree, mode)];
    const place = new Map(isSorted(tree, mode) ? parts.map((part) => [part, written(part, mode, by, by)]) : []);
    if (place.size) parts.sort((a, b) => (place.get(a) < place.get(b) ? -1 : Number(place.get(a) > place.get(b))));
    const op = isProduct(tree) && mode !== "exact" ? "·" : tree.op;
    return `${op}(${parts.map((part) => written(part, mode, label, by))})`;
  }
  const isProduct = (tree) => tree.op === "*" || tree.op === "@";
  const factors = (tree) => (isProduct(tree) ? tree.args.flatMap(factors) : [tree]);
  const operands = (tree, mode) => (isProduct(tree) && mode !== "exact" ? factors(tree) : tree.args);
  function isSorted(tree, mode) {
    if (isProduct(tree)) return mode === "bag" || (mode === "exact" && tree.op === "*");
    return tree.op === "+" || tree.op === "maximum" || tree.op === "minimum";
  }

  // A text in which letters are numbered as they occur: equal for formulas that differ in names only.
  const key = (tree, mode) => ((tree.keys ??= {})[mode] ??= renamed(tree, mode));
  function renamed(tree, mode) {
    const letter = (name) => (mode === "exact" && /^\p{Lu}/u.test(name) ? "M" : "v");
    let colours = new Map();
    const coloured = (name) => letter(name) + (colours.get(name) ?? "");
    for (let round = 0; round < 2; round++) colours = coloursOf(tree, mode, coloured, round);
    const order = new Map();
    const first = (name) => letter(name) + (order.get(name) ?? order.set(name, order.size).get(name));
    return written(tree, mode, first, coloured);
  }
  // What tells letters apart whatever they are called: the places at which they stand.
  function coloursOf(tree, mode, label, round) {
    const places = new Map();
    const walk = (part, path) => {
      if (part.name) places.set(part.name, [...(places.get(part.name) ?? []), path]);
      const own = `${path}/${part.op}${round ? hash(written(part, mode, label, label)) : ""}`;
      if (part.args) operands(part, mode).forEach((arg, i) => walk(arg, isSorted(part, mode) ? own : own + i));
    };
    walk(tree, "");
    return new Map([...places].map(([name, found]) => [name, hash(found.sort().join(";"))]));
  }
  function hash(string) {
    let h = 2166136261;
    for (let i = 0; i < string.length; i++) h = Math.imul(h ^ string.charCodeAt(i), 16777619);
    return (h >>> 0).toString(36);
  }

  // Every part of a tree that is more than a letter, with runs of the factors of a product.
  function parts(tree) {
    if (!tree.args) return [];
    const run = isProduct(tree) ? tree.args : [];
    const runs = [];
    for (let length = 2; length < run.length; length++)
      for (let i = 0; i + length <= run.length; i++) runs.push(node(tree.op, ...run.slice(i, i + length)));
    return [tree, ...runs, ...tree.args.flatMap(parts)];
  }
  const size = (tree) => (tree.size ??= 1 + (tree.args ?? []).reduce((sum, arg) => sum + size(arg), 0));
  // The operations of a tree as one word: formulas that are equal have the same.
  const outline = (tree) => (tree.outline ??= tree.args ? outlines(tree).sort().join(" ") : "");
  const outlines = (tree) =>
    tree.args ? [isProduct(tree) ? "·" : tree.op, ...operands(tree, "bag").flatMap(outlines)] : ["."];
  const heads = (tree) => (tree.heads ??= new Set(parts(tree).map((part) => (isProduct(part) ? "·" : part.op))));

  (globalThis.jacobookSearch ??= {}).formula = { parse, key, outline, parts, size, heads };
})();
