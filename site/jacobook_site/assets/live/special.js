// Special functions for the programs of rules, each to ten digits or more.
(() => {
  "use strict";

  // Coefficients of the asymptotic series of digamma and of the logarithm of gamma.
  const BERNOULLI = [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510];
  function erf(x) {
    if (Math.abs(x) > 2.5) return Math.sign(x) * (1 - erfc(Math.abs(x)));
    let term = x, sum = x;
    for (let n = 1; n < 60; n++) sum += term *= (2 * x * x) / (2 * n + 1);
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }
  function erfc(x) {
    return x > 2.5 ? Math.exp(-x * x) / Math.sqrt(Math.PI) * fraction(x) : 1 - erf(x);
  }
  function fraction(x) {
    let tail = x;
    for (let n = 120; n > 0; n--) tail = x + n / 2 / tail;
    return 1 / tail;
  }
  function gammaln(x) {
    if (x <= 0) {
      return x % 1 ? Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - gammaln(1 - x) : Infinity;
    }
    if (x === 1 || x === 2) return 0;
    let shift = 1;
    for (; x < 12; x++) shift *= x;
    const tail = BERNOULLI.reduce((t, b, k) => t + b / (2 * k + 2) / (2 * k + 1) / x ** (2 * k + 1), 0);
    return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + tail - Math.log(shift);
  }
  function gamma(x) {
    if (x === 0) return 1 / x;
    if (x < 0 && !(x % 1)) return NaN;
    return Math.exp(gammaln(x)) * (x < 0 && Math.floor(x) % 2 ? -1 : 1);
  }
  function digamma(x) {
    if (x <= 0) return x % 1 ? digamma(1 - x) - Math.PI / Math.tan(Math.PI * x) : x ? NaN : -1 / x;
    let shift = 0;
    for (; x < 12; x++) shift += 1 / x;
    const tail = BERNOULLI.reduce((t, b, k) => t + b / (2 * k + 2) / x ** (2 * k + 2), 0);
    return Math.log(x) - 0.5 / x - tail - shift;
  }

  // The inverse of erfc by Newton's method, for its logarithm where it is small.
  function erfcx(x) {
    return x < 25 ? Math.exp(x * x) * erfc(x) : fraction(x) / Math.sqrt(Math.PI);
  }
  function erfcinv(p) {
    if (p > 1) return -erfcinv(2 - p);
    if (!(p > 0)) return p === 0 ? Infinity : NaN;
    if (p > 0.7) return inverted(1 - p);
    let x = Math.sqrt(-Math.log(p * (2 - p))) * 0.9;
    for (let k = 0; k < 30; k++) {
      const scaled = erfcx(x);
      x += ((Math.log(scaled / p) - x * x) * scaled * Math.sqrt(Math.PI)) / 2;
    }
    return x;
  }
  const erfinv = (y) => (y < 0 ? -erfinv(-y) : y < 0.3 ? inverted(y) : erfcinv(1 - y));
  function inverted(y) {
    let x = 0.9 * y;
    for (let k = 0; k < 20; k++) x -= ((erf(x) - y) * Math.exp(x * x) * Math.sqrt(Math.PI)) / 2;
    return x;
  }

  // Sums until the terms vanish: `next(term, k)` is the k-th term.
  function series(first, next) {
    let sum = first, term = first;
    for (let k = 1; k < 3000; k++) {
      term = next(term, k);
      sum += term;
      if (Math.abs(term) <= 1e-17 * Math.abs(sum)) return sum;
    }
    return NaN;
  }
  function erfi(x) {
    if (Math.abs(x) > 26) return x * Infinity;
    let power = x;
    return 2 / Math.sqrt(Math.PI) * series(x, (_, k) => (power *= (x * x) / k) / (2 * k + 1));
  }
  function dawsn(x) {
    if (Math.abs(x) < 10) return Math.sqrt(Math.PI) / 2 * Math.exp(-x * x) * erfi(x);
    let term = 0.5 / x, sum = term;
    for (let k = 1; k < 15; k++) sum += term *= (2 * k - 1) / (2 * x * x);
    return sum;
  }
  function hyp1f1(a, b, z) {
    if (z < 0) return Math.exp(z) * hyp1f1(b - a, b, -z);
    return z > 700 ? NaN : series(1, (term, k) => (term * (a + k - 1) * z) / (b + k - 1) / k);
  }

  // Bernoulli numbers are the coefficients of the Euler-Maclaurin sum of the Hurwitz zeta function.
  function zeta(s, q) {
    if (!(s > 1 && q > 0)) return s === 1 ? Infinity : NaN;
    let sum = 0;
    for (; q < 12; q++) sum += q ** -s;
    sum += q ** (1 - s) / (s - 1) + q ** -s / 2;
    let factor = s * q ** (-s - 1) / 2;
    BERNOULLI.forEach((b, j) => {
      sum += b * factor;
      factor *= ((s + 2 * j + 1) * (s + 2 * j + 2)) / (q * q) / ((2 * j + 3) * (2 * j + 4));
    });
    return sum;
  }
  function spence(z) {
    if (z > 2) return -spence(1 / z) - Math.log(z) ** 2 / 2;
    if (!(z > 0)) return z === 0 ? Math.PI ** 2 / 6 : NaN;
    if (z < 0.5) return Math.PI ** 2 / 6 - Math.log1p(-z) * Math.log(z) - spence(1 - z);
    const u = -Math.log(z);
    let power = u;
    const terms = BERNOULLI.map((b, k) => b * (power *= (u * u) / (2 * k + 2) / (2 * k + 3)));
    return u - (u * u) / 4 + terms.reduce((a, b) => a + b, 0);
  }

  // Incomplete gamma and beta functions: a series on one side, a continued fraction on the other.
  function lower(a, x) {
    const front = Math.exp(a * Math.log(x) - x - gammaln(a));
    return x ? front * series(1 / a, (term, k) => (term * x) / (a + k)) : 0;
  }
  function upper(a, x) {
    let tail = 0;
    for (let k = 400; k > 0; k--) tail = (k * (a - k)) / (x + 2 * k + 1 - a + tail);
    return Math.exp(a * Math.log(x) - x - gammaln(a)) / (x + 1 - a + tail);
  }
  const proper = (a, x) => a > 0 && x >= 0;
  const gammainc = (a, x) => (proper(a, x) ? (x < a + 1 ? lower(a, x) : 1 - upper(a, x)) : NaN);
  const gammaincc = (a, x) => (proper(a, x) ? (x < a + 1 ? 1 - lower(a, x) : upper(a, x)) : NaN);
  function betainc(a, b, x) {
    if (!(a > 0 && b > 0 && x >= 0 && x <= 1)) return NaN;
    if (x > (a + 1) / (a + b + 2)) return 1 - betainc(b, a, 1 - x);
    let tail = 0;
    for (let k = 300; k > 0; k--) {
      const odd = (-(a + k) * (a + b + k) * x) / (a + 2 * k) / (a + 2 * k + 1);
      const even = (k * (b - k) * x) / (a + 2 * k - 1) / (a + 2 * k);
      tail = even / (1 + odd / (1 + tail));
    }
    const first = (-(a * (a + b)) * x) / a / (a + 1);
    const front = a * Math.log(x) + b * Math.log1p(-x) + gammaln(a + b) - gammaln(a) - gammaln(b);
    return x ? Math.exp(front) / a / (1 + first / (1 + tail)) : 0;
  }

  // Exponential integrals.
  const EULER = 0.5772156649015329;
  function powers(x) {
    let power = 1;
    return series(0.0, (_, k) => (power *= x / k) / k || 1e-300);
  }
  function expi(x) {
    if (!(x > 0)) return x ? -expn(1, -x) : -Infinity;
    if (x < 40) return EULER + Math.log(x) + powers(x);
    let term = 1, sum = 1;
    for (let k = 1; k < Math.min(x, 60); k++) sum += term *= k / x;
    return (Math.exp(x) / x) * sum;
  }
  function expn(n, x) {
    if (n % 1 || n < 0 || !(x >= 0)) return NaN;
    if (n === 0) return Math.exp(-x) / x;
    if (x === 0) return 1 / (n - 1);
    if (x > 1) {
      let tail = 0;
      for (let k = 500; k > 0; k--) tail = (-k * (n - 1 + k)) / (x + n + 2 * k + tail);
      return Math.exp(-x) / (x + n + tail);
    }
    let found = -EULER - Math.log(x) - powers(-x);
    for (let k = 1; k < n; k++) found = (Math.exp(-x) - x * found) / k;
    return found;
  }

  // Complete elliptic integrals by the arithmetic-geometric mean.
  function elliptic(m) {
    let a = 1, b = Math.sqrt(1 - m), sum = m / 2;
    for (let power = 1, k = 0; k < 40 && a !== b; k++, power *= 2) {
      const c = (a - b) / 2;
      [a, b] = [(a + b) / 2, Math.sqrt(a * b)];
      sum += power * c * c;
    }
    return [Math.PI / 2 / a, (Math.PI / 2 / a) * (1 - sum)];
  }
  const ellipk = (m) => (m < 1 ? elliptic(m)[0] : m === 1 ? Infinity : NaN);
  const ellipe = (m) => (m < 1 ? elliptic(m)[1] : m === 1 ? 1 : NaN);

  // Orthogonal polynomials by their recurrences.
  function recurrence(n, second, next) {
    if (n % 1) return NaN;
    let [before, now] = [0, n < 0 ? 0 : 1];
    for (let k = 1; k <= n; k++) [before, now] = [now, k === 1 ? second : next(k, now, before)];
    return now;
  }
  const eval_chebyt = (n, x) => recurrence(n, x, (k, p, q) => 2 * x * p - q);
  const eval_hermite = (n, x) => recurrence(n, 2 * x, (k, p, q) => 2 * x * p - 2 * (k - 1) * q);
  const eval_gegenbauer = (n, a, x) =>
    recurrence(n, 2 * a * x, (k, p, q) => (2 * x * (k + a - 1) * p - (k + 2 * a - 2) * q) / k);
  const eval_legendre = (n, x) => eval_gegenbauer(n, 0.5, x);

  function lambertw(x) {
    if (!(x >= -1 / Math.E)) return NaN;
    let w = x < 1 ? -1 + Math.sqrt(Math.max(0, 2 * (1 + Math.E * x))) : Math.log(x);
    if (x > 1) w -= Math.log(Math.max(w, 0.6));
    for (let k = 0; k < 60; k++) {
      const e = Math.exp(w), f = w * e - x;
      const step = f / (e * (w + 1) - ((w + 2) * f) / (2 * w + 2)) || 0;
      w -= step;
    }
    return w;
  }
  function wrightomega(x) {
    let w = x > 1 ? x - Math.log(x) : Math.exp(x > -2 ? x * 0.6 - 0.5 : x);
    for (let k = 0; k < 30; k++) w *= (1 + x - Math.log(w)) / (1 + w);
    return x === -Infinity ? 0 : w;
  }

  Object.assign(jbLive.functions, {
    erf, erfc, erfcx, erfcinv, erfinv, erfi, dawsn, gammaln, gamma, digamma, zeta, spence, hyp1f1,
    gammainc, gammaincc, betainc, expi, expn, ellipk, ellipe,
    eval_chebyt, eval_hermite, eval_legendre, eval_gegenbauer, lambertw, wrightomega,
  });
})();
