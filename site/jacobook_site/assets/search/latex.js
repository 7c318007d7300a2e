// LaTeX, and formulas with mathematical characters: as tokens to find fragments by, and as a text to read.
(() => {
  "use strict";

  const TOKEN = /\\[a-z]+|\\.|\p{L}|\d+(?:\.\d+)?|\S/giu;
  const STYLE = /^\\(?:mathbf|mathit|mathcal|mathsf|mathbb|boldsymbol|bm|vec|underline|displaystyle|textstyle|limits|left|right|[bB]igg?[lrm]?|[,;:! ]|q?quad)$/;
  const WORD = /^\\(?:operatorname|mathrm|text|textrm)$/;
  const TRANSPOSED = /^(?:\\top|\\intercal|\\prime|T|\\T|′)$/;
  const SAME = {
    "\\|": "\\Vert", "\\lVert": "\\Vert", "\\rVert": "\\Vert", "|": "\\vert", "\\lvert": "\\vert", "\\rvert": "\\vert",
    "\\dfrac": "\\frac", "\\tfrac": "\\frac", "\\lbrace": "\\{", "\\rbrace": "\\}", "−": "-", "\\ln": "\\log", "\\trace": "\\tr", "\\Tr": "\\tr",
    "σ": "\\sigma", "∇": "\\nabla", "∂": "\\partial", "⊙": "\\odot", "∘": "\\circ", "⊗": "\\otimes", "·": "\\cdot", "×": "\\times", "λ": "\\lambda",
    "π": "\\pi", "∞": "\\infty", "∑": "\\sum", "√": "\\sqrt", "‖": "\\Vert", "Γ": "\\Gamma", "ψ": "\\psi", "Φ": "\\Phi", "δ": "\\delta",
    "≤": "\\le", "≥": "\\ge", "\\leq": "\\le", "\\geq": "\\ge", "\\neq": "\\ne", "\\rm": "", "\\bf": "", "$": "", "&": "", "~": "", "\\\\": "",
  };

  // The tokens of a fragment, without styles and spaces; `\operatorname{tr}` is `\tr`, `^{\top}` is `^T`.
  function tokens(source) {
    const prepared = source
      .replace(/\\(?:operatorname|mathrm|text|textrm)\*?\s*\{\s*([A-Za-z]\w*)\s*\}/g, (_, word) => (word.length > 1 ? `\\${word} ` : word))
      .replace(/ᵀ/gu, "^T")
      .replace(/⁻¹/gu, "^{-1}")
      .replace(/²/gu, "^2")
      .replace(/³/gu, "^3");
    const found = (prepared.match(TOKEN) ?? []).map((token) => SAME[token] ?? token).filter((token) => token && !STYLE.test(token));
    return found.map((token, i) => (TRANSPOSED.test(token) && isRaised(found, i) ? "T" : token));
  }
  const isRaised = (found, i) => found[i - 1] === "^" || (found[i - 1] === "{" && found[i - 2] === "^") || (found[i - 1] === "-" && found[i - 2] !== ")" && found.slice(0, i).lastIndexOf("^") >= i - 3);

  // A fragment as one string of tokens without braces, in which another can be looked for.
  const fragment = (source) => ` ${tokens(source).filter((token) => token !== "{" && token !== "}").join(" ")} `;

  // The same formula in the syntax of texts, with products left out where LaTeX leaves them out.
  class Reader {
    constructor(source) {
      this.tokens = tokens(source);
      this.at = 0;
    }
    group() {
      if (this.tokens[this.at] !== "{") return this.tokens[this.at] === undefined ? "" : this.piece();
      this.at += 1;
      const inside = this.until("}");
      this.at += 1;
      return inside;
    }
    until(end) {
      let made = "";
      while (this.at < this.tokens.length && this.tokens[this.at] !== end) made += ` ${this.piece()}`;
      return made;
    }
    piece() {
      const token = this.tokens[this.at++];
      const write = WRITERS[token];
      if (write) return write(this);
      if (token === "{") {
        this.at -= 1;
        return `(${this.group()})`;
      }
      return token.startsWith("\\") ? token.slice(1) : token;
    }
    fence(end, name) {
      const inside = this.until(end);
      this.at += 1;
      if (this.tokens[this.at] === "_") {
        this.at += 1;
        const order = this.group().trim();
        return order === "1" ? `norm1(${inside})` : `${name}(${inside})`;
      }
      return `${name}(${inside})`;
    }
    raised() {
      const exponent = this.group().replace(/\s/g, "");
      if (exponent === "T") return "'";
      if (exponent === "-T") return "'^(-1)";
      return /^[*+]$/.test(exponent) ? "" : `^(${exponent})`;
    }
  }
  const WRITERS = {
    "\\frac": (reader) => `((${reader.group()})/(${reader.group()}))`,
    "\\sqrt": (reader) => `sqrt(${reader.group()})`,
    "\\Vert": (reader) => reader.fence("\\Vert", "norm2"),
    "\\vert": (reader) => reader.fence("\\vert", "abs"),
    "^": (reader) => reader.raised(),
    _: (reader) => `_${reader.group().replace(/\W/g, "")}`,
    "\\odot": () => ".*",
    "\\circ": () => ".*",
    "\\cdot": () => "*",
    "\\times": () => "*",
    "\\otimes": () => "@kron@",
    "\\{": () => "(",
    "\\}": () => ")",
  };
  const readable = (source) => new Reader(source).until(undefined).replace(/\s+_/g, "_");

  const looksLikeLatex = (source) => /\\[A-Za-z]{2}|\\[^A-Za-z\s]|[_^]\{|[A-Za-z]\^(?:T|⊤)\b|\$|[ᵀ²³⁻½⊙∘√∞⊗‖σ∇∂∑]/u.test(source);

  (globalThis.jacobookSearch ??= {}).latex = { tokens, fragment, readable, looksLikeLatex };
})();
