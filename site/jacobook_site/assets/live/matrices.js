// Operations of matrices for the programs of rules; matrices are lists of rows here.
(() => {
  "use strict";
  const { array, product } = jbLive;

  const range = (n, f) => Array.from({ length: n }, (_, i) => f(i));
  const rows = (a) => range(a.s[0], (i) => a.d.slice(i * a.s[1], (i + 1) * a.s[1]));
  const matrix = (m) => array([m.length, m[0].length], m.flat());
  const eye = (n) => range(n, (i) => range(n, (j) => +(i === j)));
  const times = (a, b) => a.map((row) => b[0].map((_, j) => row.reduce((t, x, k) => t + x * b[k][j], 0)));

  // Gaussian elimination with pivots: what A turns B into, and the determinant of A.
  function eliminate(a, b) {
    a = a.map((row) => [...row]);
    b = b.map((row) => [...row]);
    let det = 1;
    const n = a.length, less = (row, other, f) => row.forEach((_, j) => (row[j] -= f * other[j]));
    for (let k = 0; k < n; k++) {
      let p = k;
      for (let i = k; i < n; i++) if (Math.abs(a[i][k]) > Math.abs(a[p][k])) p = i;
      if (p !== k) {
        [a[k], a[p], b[k], b[p]] = [a[p], a[k], b[p], b[k]];
        det = -det;
      }
      det *= a[k][k];
      if (a[k][k]) {
        for (let i = k + 1; i < n; i++) {
          const f = a[i][k] / a[k][k];
          less(a[i], a[k], f);
          less(b[i], b[k], f);
        }
      }
    }
    for (let k = n - 1; k >= 0; k--) {
      b[k] = b[k].map((x) => x / a[k][k]);
      for (let i = 0; i < k; i++) less(b[i], b[k], a[i][k]);
    }
    return { det, x: b };
  }
  // A function of matrices on an array whose last two axes are theirs.
  function over(a, f) {
    const [m, n] = a.s.slice(-2), rest = a.s.slice(0, -2);
    const made = range(product(rest), (i) => f(array([m, n], a.d.slice(i * m * n, (i + 1) * m * n))));
    return array([...rest, ...made[0].s], made.flatMap((one) => one.d));
  }
  function solve(a, b) {
    const x = eliminate(rows(a), b.s.length === 1 ? b.d.map((v) => [v]) : rows(b)).x;
    return array(b.s, x.flat());
  }
  function cholesky(a) {
    const l = range(a.s[0], () => Array(a.s[0]).fill(0)), m = rows(a);
    l.forEach((row, i) => {
      for (let j = 0; j <= i; j++) {
        const rest = m[i][j] - l[j].reduce((t, x, k) => t + (k < j ? x * row[k] : 0), 0);
        row[j] = i === j ? Math.sqrt(rest) : rest / l[j][j];
      }
    });
    return matrix(l);
  }
  function expm(a) {
    const size = Math.max(...rows(a).map((row) => row.reduce((t, x) => t + Math.abs(x), 0)));
    const halvings = Math.max(0, Math.ceil(Math.log2(size)) + 3) || 0, n = a.s[0];
    if (!(halvings < 60)) return array(a.s, a.d.map(() => NaN));
    const small = rows(a).map((row) => row.map((x) => x / 2 ** halvings));
    let sum = eye(n), term = eye(n);
    for (let k = 1; k < 16; k++) {
      term = times(term, small).map((row) => row.map((x) => x / k));
      sum = sum.map((row, i) => row.map((x, j) => x + term[i][j]));
    }
    for (let k = 0; k < halvings; k++) sum = times(sum, sum);
    return matrix(sum);
  }
  // Jacobi's rotations of a symmetric matrix, of which the lower triangle is read: eigenvalues in
  // increasing order, eigenvectors as rows, the largest entry of each positive.
  function eigh(a) {
    const m = rows(a), n = m.length, v = eye(n);
    m.forEach((row, i) => row.forEach((_, j) => j > i && (row[j] = m[j][i])));
    const turn = (p, q, c, s) => p.forEach((x, j) => ([p[j], q[j]] = [c * x - s * q[j], s * x + c * q[j]]));
    for (let sweep = 0; sweep < 30; sweep++) {
      for (let p = 0; p < n; p++) {
        for (let q = p + 1; q < n; q++) {
          if (!m[p][q]) continue;
          const angle = Math.atan(2 / ((m[q][q] - m[p][p]) / m[p][q])) / 2;
          const c = Math.cos(angle), s = Math.sin(angle);
          for (const row of m) [row[p], row[q]] = [c * row[p] - s * row[q], s * row[p] + c * row[q]];
          turn(m[p], m[q], c, s);
          turn(v[p], v[q], c, s);
        }
      }
    }
    const found = m.map((row, i) => {
      const largest = v[i].reduce((x, y) => (Math.abs(y) > Math.abs(x) * (1 + 1e-9) ? y : x));
      return [row[i], largest < 0 ? v[i].map((x) => -x) : v[i]];
    });
    return found.sort((x, y) => x[0] - y[0]);
  }

  Object.assign(jbLive.operations, {
    det: ([a]) => over(a, (m) => array([], [eliminate(rows(m), eye(m.s[0])).det])),
    inv: ([a]) => over(a, (m) => matrix(eliminate(rows(m), eye(m.s[0])).x)),
    solve: ([a, b]) => solve(a, b),
    cholesky: ([a]) => cholesky(a),
    expm: ([a]) => expm(a),
    eigvalsh: ([a]) => array([a.s[0]], eigh(a).map((pair) => pair[0])),
    eigvecs: ([a]) => array(a.s, eye(a.s[0]).flatMap((_, i, __, e = eigh(a)) => e.map((pair) => pair[1][i]))),
    sort: ([a]) => array(a.s, [...a.d].sort((x, y) => x - y)),
  });
})();
