// Runs the programs of rules: straight-line lists of operations on small arrays, all of a closed list.
// An array is {s: shape, d: entries in row-major order}; truth values are 0 and 1.
window.jbLive = (() => {
  "use strict";
  const MOST = 4096, WORK = 1e5, STEPS = 400;

  const product = (sizes) => sizes.reduce((a, b) => a * b, 1);
  function array(s, d) {
    if (product(s) !== d.length) throw RangeError("shape");
    return { s, d };
  }
  function sized(s) {
    const size = product(s);
    if (!(size <= MOST) || s.some((n) => n < 0)) throw RangeError("size");
    return size;
  }

  function broadcast(shapes) {
    const axes = Math.max(0, ...shapes.map((s) => s.length));
    return Array.from({ length: axes }, (_, k) => {
      const sizes = shapes.map((s) => s[k - axes + s.length] ?? 1).filter((n) => n !== 1);
      if (sizes.some((n) => n !== sizes[0])) throw RangeError("broadcast");
      return sizes[0] ?? 1;
    });
  }

  // For each index of the shape `to`, in order: a place, if one step along axis k adds strides[k].
  function places(to, strides) {
    let found = [0];
    to.forEach((n, k) => {
      const next = [];
      for (const place of found) for (let i = 0; i < n; i++) next.push(place + i * strides[k]);
      found = next;
    });
    return found;
  }
  function strides(s) {
    const made = Array(s.length);
    for (let k = s.length - 1, step = 1; k >= 0; step *= s[k--]) made[k] = step;
    return made;
  }
  function spread(from, to) {
    const own = strides(from), more = to.length - from.length;
    return places(to, to.map((_, k) => (from[k - more] > 1 ? own[k - more] : 0)));
  }
  function each(f, args) {
    const s = broadcast(args.map((a) => a.s)), size = sized(s);
    const at = args.map((a) => (a.d.length === size ? null : spread(a.s, s)));
    const d = Array(size);
    for (let i = 0; i < size; i++) d[i] = +f(...args.map((a, k) => a.d[at[k] ? at[k][i] : i]));
    return array(s, d);
  }

  const reduction = (f, start) => ([a], s, axes) => {
    const kept = a.s.map((n, k) => (axes.includes(k) ? 1 : n));
    const d = Array(sized(kept)).fill(start);
    spread(kept, a.s).forEach((place, i) => (d[place] = f(d[place], a.d[i])));
    return array(s, d);
  };

  function einsum(args, text) {
    const [inside, out] = text.split("->"), own = inside.split(","), size = {};
    own.forEach((letters, k) => [...letters].forEach((c, i) => (size[c] = args[k].s[i])));
    const all = [...new Set(out + own.join(""))], sizes = all.map((c) => size[c]);
    if (!(product(sizes) <= WORK)) throw RangeError("work");
    const s = [...out].map((c) => size[c]), d = Array(sized(s)).fill(0);
    const walk = (letters, shape) => {
      const step = strides(shape), add = all.map(() => 0);
      [...letters].forEach((c, i) => (add[all.indexOf(c)] += step[i]));
      return places(sizes, add);
    };
    const from = own.map((letters, k) => walk(letters, args[k].s));
    walk(out, s).forEach((place, i) => {
      d[place] += args.reduce((total, a, k) => total * a.d[from[k][i]], 1);
    });
    return array(s, d);
  }

  function gather(args, s, numbers) {
    const entries = [0].concat(...args.map((a) => a.d));
    return array(s, numbers.map((k) => entries[k]));
  }
  function bilinear([a, b], s, terms) {
    const d = Array(sized(s)).fill(0);
    for (let t = 0; t < terms.length; t += 4) {
      d[terms[t]] += terms[t + 3] * a.d[terms[t + 1]] * b.d[terms[t + 2]];
    }
    return array(s, d);
  }

  // ------------------------------------------------------------------ operations

  const MATH = {
    ...Object.fromEntries(
      ("sign sqrt cbrt exp expm1 log log1p log2 log10 sin cos tan sinh cosh tanh floor ceil trunc " +
        "hypot").split(" ").map((name) => [name, Math[name]]),
    ),
    arcsin: Math.asin, arccos: Math.acos, arctan: Math.atan, arctan2: Math.atan2,
    arcsinh: Math.asinh, arccosh: Math.acosh, arctanh: Math.atanh,
    maximum: (x, y) => Math.max(x, y), minimum: (x, y) => Math.min(x, y),
    negative: (x) => -x, absolute: Math.abs, exp2: (x) => 2 ** x, logical_not: (x) => x === 0,
    rint: (x) => (Math.abs(x % 1) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x)),
    add: (x, y) => x + y, subtract: (x, y) => x - y, multiply: (x, y) => x * y, divide: (x, y) => x / y,
    power: (x, y) => (x === 1 || (x === -1 && Math.abs(y) === Infinity) ? 1 : x ** y),
    fmod: (x, y) => x % y, floor_divide: (x, y) => Math.floor(x / y),
    remainder: (x, y) => (x % y && x % y < 0 !== y < 0 ? (x % y) + y : x % y),
    copysign: (x, y) => (y < 0 || Object.is(y, -0) ? -Math.abs(x) : Math.abs(x)),
    logaddexp: (x, y) => (x === y ? x + Math.LN2 : Math.max(x, y) + Math.log1p(Math.exp(-Math.abs(x - y)))),
    less: (x, y) => x < y, less_equal: (x, y) => x <= y, greater: (x, y) => x > y,
    greater_equal: (x, y) => x >= y, equal: (x, y) => x === y, not_equal: (x, y) => x !== y,
    logical_and: (x, y) => x !== 0 && y !== 0, logical_or: (x, y) => x !== 0 || y !== 0,
    where: (c, x, y) => (c !== 0 ? x : y),
    expit: (x) => 1 / (1 + Math.exp(-x)),
  };
  const OPERATIONS = {
    constant: (_, s, d) => array(s, d),
    reshape: ([a], s) => array(s, a.d),
    gather, bilinear, einsum,
    sum: reduction(MATH.add, 0),
    prod: reduction(MATH.multiply, 1),
    max: reduction(MATH.maximum, -Infinity),
    min: reduction(MATH.minimum, Infinity),
  };

  const number = (x) => ({ nan: NaN, inf: Infinity, "-inf": -Infinity })[x] ?? x;

  function apply(step, values) {
    if (!Array.isArray(step)) return array([], [number(step)]);
    const [name, ...rest] = step, end = rest.findIndex((part) => typeof part !== "number");
    const of = end < 0 ? rest : rest.slice(0, end), more = end < 0 ? [] : rest.slice(end);
    const args = of.map((k) => values[k]);
    if (args.some((a) => a === undefined)) return undefined;
    if (Object.hasOwn(MATH, name)) return each(MATH[name], args);
    const [shape, numbers] = more;
    if (Array.isArray(shape)) sized(shape);
    if (!Object.hasOwn(OPERATIONS, name)) throw RangeError("operation");
    return OPERATIONS[name](args, shape, numbers?.map(number));
  }

  // The values of all slots that follow from those given; a program that is not sound throws.
  function run(program, given) {
    const values = [...given], first = 2 * program.in.length + 1;
    if (program.steps.length > STEPS) throw RangeError("steps");
    program.steps.forEach((step, k) => (values[first + k] = apply(step, values)));
    return values;
  }

  const zeros = (a) => array(a.s, a.d.map(() => 0));
  const unit = (a, i) => array(a.s, a.d.map((_, k) => +(k === i)));
  const fitted = (a, s) => each((x) => x, [array(s, Array(product(s)).fill(0)), a].reverse());

  // The Jacobian as rows, one for each entry of the value, from what the rule states.
  function jacobian(program, [position, form, slot], inputs) {
    const values = run(program, inputs), y = values[program.y], x = inputs[position];
    const along = (place, of, result) => of.d.map((_, i) => {
      const given = [...inputs, zeros(y), ...inputs.map(zeros)];
      given[place] = unit(of, i);
      return fitted(run(program, given)[slot], result.s).d;
    });
    if (form === "vjp") return along(inputs.length, y, x);
    if (form === "d") {
      const columns = along(inputs.length + 1 + position, x, y);
      return y.d.map((_, i) => columns.map((column) => column[i]));
    }
    if (form === "elem") {
      const slope = fitted(values[slot], y.s), own = spread(x.s, y.s);
      return y.d.map((_, i) => x.d.map((_, j) => (own[i] === j ? slope.d[i] : 0)));
    }
    const whole = fitted(values[slot], [...y.s, ...x.s]);
    return y.d.map((_, i) => whole.d.slice(i * x.d.length, (i + 1) * x.d.length));
  }

  // The value where one input is moved by a multiple of a direction.
  function moved(program, inputs, position, direction, t) {
    const given = [...inputs], x = inputs[position];
    given[position] = array(x.s, x.d.map((v, k) => v + t * direction[k]));
    return run(program, given)[program.y].d;
  }

  // Central difference quotients along a direction, extrapolated once (Richardson).
  function quotient(program, inputs, position, direction, step) {
    const size = Math.max(...inputs[position].d.map((v, k) => (direction[k] ? Math.abs(v) : 0)));
    const h = step * Math.max(size, 0.1);
    const at = (t) => moved(program, inputs, position, direction, t);
    const slope = (t) => at(t).map((v, i, _, other = at(-t)) => (v - other[i]) / 2 / t);
    const coarse = slope(h), fine = slope(h / 2);
    return fine.map((v, i) => v + (v - coarse[i]) / 3);
  }

  return { array, product, run, jacobian, quotient, moved, functions: MATH, operations: OPERATIONS };
})();
