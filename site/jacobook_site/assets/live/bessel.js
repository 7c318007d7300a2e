// Functions that are integrals, for the programs of rules: Bessel's, Fresnel's, sine and cosine integrals.
(() => {
  "use strict";
  const { PI, abs, cos, cosh, exp, log, sin, sinh, asinh, acosh } = Math;
  const WHOLE = (n) => n % 1 === 0;

  // Periodic functions: the trapezoidal rule is exact but for an error that falls exponentially.
  function mean(f, count) {
    let sum = (f(0) + f(PI)) / 2;
    for (let k = 1; k < count; k++) sum += f((k * PI) / count);
    return sum / count;
  }
  // The power series, where the argument is small.
  function small(n, x, sign) {
    let term = 1;
    for (let k = 1; k <= n; k++) term *= x / 2 / k;
    let sum = term;
    for (let k = 1; k < 60; k++) sum += term *= (sign * x * x) / 4 / k / (k + n);
    return sum;
  }
  function iv(n, x) {
    if (!WHOLE(n) || abs(x) > 700) return NaN;
    if (abs(x) < 4) return small(abs(n), x, 1);
    return mean((t) => exp(x * cos(t)) * cos(n * t), 60 + 2 * abs(n) + abs(x) | 0);
  }
  function jv(n, x) {
    if (!WHOLE(n) || abs(x) > 2000) return NaN;
    if (abs(x) < 4) return small(abs(n), x, -1) * (n < 0 && n % 2 ? -1 : 1);
    return mean((t) => cos(n * t - x * sin(t)), 60 + 2 * abs(n) + 2 * abs(x) | 0);
  }
  function kv(v, x) {
    if (!(x > 0) || x > 700) return x === 0 ? Infinity : NaN;
    const step = 0.1, last = acosh(750 / x) / step;
    let sum = exp(-x) / 2;
    for (let k = 1; k < last; k++) sum += exp(-x * cosh(k * step)) * cosh(v * k * step);
    return sum * step;
  }

  // Gauss and Legendre's rule on pieces of a length of at most `piece`.
  const NODES = Array.from({ length: 16 }, (_, i) => {
    let x = cos((PI * (i + 0.75)) / 16.5), slope = 1;
    for (let step = 0; step < 20; step++) {
      let [before, now] = [1, x];
      for (let k = 2; k <= 16; k++) [before, now] = [now, ((2 * k - 1) * x * now - (k - 1) * before) / k];
      slope = (16 * (x * now - before)) / (x * x - 1);
      x -= now / slope;
    }
    return [x, 2 / ((1 - x * x) * slope * slope)];
  });
  function integral(f, from, to, piece) {
    const count = Math.max(1, Math.ceil(abs(to - from) / piece)), half = (to - from) / count / 2;
    if (!(count < 4000)) return NaN;
    let sum = 0;
    for (let k = 0; k < count; k++) {
      for (const [x, weight] of NODES) sum += weight * f(from + (2 * k + 1 + x) * half);
    }
    return sum * half;
  }
  function yv(n, x) {
    if (!WHOLE(n) || !(x > 0)) return x === 0 ? -Infinity : NaN;
    const wave = integral((t) => sin(x * sin(t) - n * t), 0, PI, 3 / (1 + x + abs(n)));
    const sign = n % 2 ? -1 : 1, end = asinh(40 * (1 + abs(n)) / x) + 1;
    const rest = integral((t) => (exp(n * t) + sign * exp(-n * t)) * exp(-x * sinh(t)), 0, end, 0.25);
    return (wave - rest) / PI;
  }
  const EULER = 0.5772156649015329;
  const quotient = (f, limit) => (t) => (t ? f(t) / t : limit);
  const si = (x) => integral(quotient(sin, 1), 0, x, 1);
  const shi = (x) => integral(quotient(sinh, 1), 0, x, 1);
  const ci = (x) => EULER + log(x) + integral(quotient((t) => -2 * sin(t / 2) ** 2, 0), 0, x, 1);
  const chi = (x) => EULER + log(x) + integral(quotient((t) => 2 * sinh(t / 2) ** 2, 0), 0, x, 1);
  const fresnel = (f) => (x) => integral((t) => f((PI * t * t) / 2), 0, x, 1 / (1 + abs(x)));
  const owens_t = (h, a) =>
    integral((t) => exp((-h * h * (1 + t * t)) / 2) / (1 + t * t), 0, a, 0.5 / (1 + abs(h))) / 2 / PI;

  Object.assign(jbLive.functions, {
    iv, jv, kv, yv, si, shi, ci, chi, owens_t, fresnel_s: fresnel(sin), fresnel_c: fresnel(cos),
  });
})();
