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
    if (!(x > 2.5)) return 1 - erf(x);
    let tail = x;
    for (let n = 120; n > 0; n--) tail = x + n / 2 / tail;
    return Math.exp(-x * x) / Math.sqrt(Math.PI) / tail;
  }
  function gammaln(x) {
    if (x <= 0) {
      return x % 1 ? Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - gammaln(1 - x) : Infinity;
    }
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

  Object.assign(jbLive.functions, { erf, erfc, gammaln, gamma, digamma });
})();
