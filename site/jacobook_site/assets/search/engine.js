// One search for names, words, formulas and LaTeX: a query to a list of places, the best first.
(() => {
  "use strict";

  const space = (globalThis.jacobookSearch ??= {});
  const SMALL = new Set("a an and as at by for from how i in is it of on or the to what with respect wrt do does".split(" "));
  const WEAK = new Set(
    "derivative derivatives differentiate gradient gradients differential formula rule rules function functions matrix vector numpy jacobook".split(" "),
  );
  const FORMS = {
    elem: "derivative", grad: "gradient", jac: "Jacobian", hess: "Hessian",
  };

  // ------------------------------------------------------------------ words

  const PLAIN = /^[\x20-\x7e]*$/;
  const unmarked = (text) => (PLAIN.test(text) ? text : text.normalize("NFKD").replace(/[\u0300-\u036f]/g, ""));
  const plain = (text) => unmarked(text.toLowerCase());
  const spelled = (word) => word.replace(/iz(?=e|ing|ation)/, "is").replace(/yz(?=e|ing)/, "ys").replace(/our$/, "or");
  const split = (text) => plain(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean).map(spelled);
  // A word without its ending: "inverse", "inverses" and "inversion" have one stem.
  const STEMS = new Map();
  const stem = (word) => STEMS.get(word) ?? STEMS.set(word, withoutEnding(word)).get(word);
  function withoutEnding(word) {
    if (word.length < 5) return word.replace(/(?<=\w{2}[^s])s$/, "");
    return word
      .replace(/(?:'s|ies)$/, "y")
      .replace(/(?<=[^s])s$/, "")
      .replace(/(?<=\w{4})(?:isations?|ations?|ators?|ating|ated|ate|ing|ions?|ed|es|e|ives?|ity)$/, "")
      .replace(/(?<=\w{4}[a-z])(.)\1$/, "$1");
  }

  function distance(a, b, most) {
    let [older, old] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      for (let j = 1; j <= b.length; j++) {
        const cost = Number(a[i - 1] !== b[j - 1]);
        row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + cost);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1);
      }
      if (Math.min(...row) > most) return most + 1;
      [older, old] = [old, row];
    }
    return old[b.length];
  }
  const mistakes = (word) => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

  const WEAK_STEMS = new Set([...WEAK].map(stem));

  // ------------------------------------------------------------------ the index, made ready once

  const lines = (text) => (text ? text.split("\n") : []);
  const last = (name) => name.slice(name.lastIndexOf(".") + 1);

  const isDerivative = (text) => /^(?:(?:elem|grad|jac|hess)\[|d[A-Za-z]\w* = |\w+_bar = )/.test(text);
  function ruleOf(fields, values) {
    const rule = Object.fromEntries(fields.map((field, i) => [field, values[i]]));
    for (const field of ["numpy", "aliases", "tags", "texts"]) rule[field] = lines(rule[field]);
    const url = `rules/${rule.id.replaceAll(".", "/")}/index.html`;
    return { ...rule, url, rule: true, text: rule.texts[0], derivative: rule.texts.find(isDerivative) };
  }
  const fieldsOfRule = (rule) => {
    const called = [rule.op, ...rule.aliases, ...rule.numpy.map(last)].filter(Boolean);
    return [
      [called.map(plain), 6],
      [[plain(last(rule.id))], 5],
      [split(rule.title), 4.2],
      [[...new Set(rule.tags.flatMap(split))], 2.4],
      [split(`${rule.id} ${rule.op} ${called.join(" ")}`), 2.2],
      [split(rule.words), 1],
    ];
  };
  const fieldsOfSection = (section) => [
    [split(section.title), section.anchor ? 3.6 : 4],
    [split(section.page), 1.5],
    [split(section.words), 0.8],
  ];

  class Index {
    constructor(rules, pages) {
      this.rules = rules.rules.map((values) => ruleOf(rules.fields, values));
      this.sections = pages.pages.flatMap(([url, sections]) =>
        sections.map(([title, anchor, words]) => ({
          title, anchor, words, page: anchor ? sections[0][0] : "", url: anchor ? `${url}#${anchor}` : url, weight: anchor ? 0 : 2,
        })),
      );
      this.places = [...this.rules, ...this.sections];
      this.names = this.namesOf();
      this.words = new Map();
      this.stems = new Map();
      this.meant = new Map();
      this.places.forEach((place) => this.enter(place));
    }

    // Names of rules, in small letters: the rules that go by them, and how firmly.
    namesOf() {
      const names = new Map();
      const add = (name, rule, score, why) => {
        const key = plain(name);
        if (!names.has(key)) names.set(key, []);
        names.get(key).push({ place: rule, score, why });
      };
      for (const rule of this.rules) {
        add(rule.id, rule, 1000, "id");
        rule.aliases.forEach((name) => add(name, rule, 900, `also called ${name}`));
        rule.numpy.forEach((name) => this.addFunction(name, rule, add));
        if (rule.op) add(rule.op, rule, 880, `operation ${rule.op}`);
        const parts = rule.id.split(".");
        parts.slice(2).forEach((_, i) => add(parts.slice(i + 1).join("."), rule, 700, "id"));
        for (const title of new Set([split(rule.title).join(" "), rule.title])) add(title, rule, 860, "title");
      }
      for (const section of this.sections) {
        add(split(section.title).join(" "), section, section.anchor ? 250 : 840, "title");
        if (!section.anchor.startsWith("jb.")) continue;
        add(section.anchor, section, 950, "name");
        add(section.title, section, 250, "name");
      }
      return names;
    }
    addFunction(name, rule, add) {
      const parts = name.split(".");
      const own = rule.weight < 0 ? -300 : last(name) === rule.op || last(name) === last(rule.id) ? 20 : 0;
      parts.forEach((_, i) => add(parts.slice(i).join("."), rule, (i === parts.length - 1 ? 870 : 940) + own, name));
    }
    enter(place) {
      const best = new Map();
      for (const [words, score] of place.rule ? fieldsOfRule(place) : fieldsOfSection(place))
        for (const word of words) if (word && !(best.get(word) >= score)) best.set(word, score);
      for (const [word, score] of best) {
        if (!this.words.has(word)) {
          this.words.set(word, []);
          const root = stem(word);
          this.stems.set(root, [...(this.stems.get(root) ?? []), word]);
        }
        this.words.get(word).push([place, score]);
      }
      const head = /^([^:,(]+)[:,(]/.exec(place.title)?.[1]; // "Gradient" of "Gradient: the vector of all ..."
      place.phrases = [place.title, ...(place.tags ?? []), ...(head ? [head] : [])].map((phrase) => split(phrase).join(" "));
      place.own = new Set([...split(place.title), ...split(place.words)]);
    }

    // The words of the book that a typed word may mean, with how sure that is.
    meanings(word) {
      return this.meant.get(word) ?? this.meant.set(word, this.meaningsOf(word)).get(word);
    }
    meaningsOf(word) {
      const found = new Map();
      const add = (known, sure) => found.set(known, Math.max(found.get(known) ?? 0, sure));
      if (this.words.has(word)) add(word, 1);
      for (const known of this.stems.get(stem(word)) ?? []) add(known, 0.92);
      if (word.length > 1)
        for (const known of this.words.keys()) {
          if (known.startsWith(word)) add(known, 0.55 + 0.3 * (word.length / known.length));
          else if (word.length > 3 && known.includes(word)) add(known, 0.4);
        }
      if (!found.size) for (const known of this.close(word, this.words.keys())) add(known, 0.6);
      return found;
    }
    corrected(word) {
      if (this.words.has(word) || this.stems.has(stem(word))) return word;
      return this.close(word, this.words.keys())[0] ?? word;
    }
    close(word, known) {
      const most = mistakes(word);
      if (!most) return [];
      const near = [...known].filter((k) => Math.abs(k.length - word.length) <= most).map((k) => [k, distance(word, k, most)]);
      const least = Math.min(...near.map(([, d]) => d));
      return least <= most ? near.filter(([, d]) => d === least).map(([k]) => k) : [];
    }

    // The trees of all statements, read when a formula is asked for.
    get formulas() {
      return (this.read ??= this.readFormulas());
    }
    readFormulas() {
      this.synonyms = new Map();
      for (const rule of this.rules) {
        if (!rule.op) continue;
        for (const name of [...rule.aliases, ...rule.numpy.map(last)]) if (!this.synonyms.has(name)) this.synonyms.set(name, rule.op);
      }
      const operations = (this.operations = new Set(this.rules.map((rule) => rule.op)));
      for (const operation of operations) this.synonyms.delete(operation);
      this.readSymbols(operations);
      return this.rules.flatMap((rule) => rule.texts.map((text, i) => this.statement(rule, text, i)).filter(Boolean));
    }
    // Functions that LaTeX writes as a letter, such as \sigma(x), by what their rule calls them.
    readSymbols(operations) {
      for (const rule of this.rules) {
        const [, name] = /^\w+ = (\w+)\(/.exec(rule.texts[0]) ?? [];
        const [, letter] = /^\\([A-Za-z]+)\(/.exec(rule.latex) ?? [];
        if (name && letter && !operations.has(letter) && !this.synonyms.has(letter)) this.synonyms.set(letter, name);
      }
    }
    statement(rule, text, i) {
      const [, left, right] = /^(.*?)\s(?:=)\s(.*)$/s.exec(text) ?? [null, "", text];
      const tree = space.formula.parse(right, this.synonyms);
      const bonus = (i === 0 ? 4 : isDerivative(text) ? 1 : 3) + (rule.derivative ? 1.5 : 0);
      return tree?.args ? { rule, tree, role: roleOf(left, i), bonus, value: !isDerivative(text), text, right } : null;
    }
    get latex() {
      return (this.fragments ??= this.rules.map((rule) => ({ rule, fragment: space.latex.fragment(rule.latex) })));
    }
  }

  function roleOf(left, i) {
    if (i === 0) return "the function";
    const [, form, variable] = /^(\w+)\[(\w+)\]$/.exec(left) ?? [];
    if (form) return `the ${FORMS[form] ?? form} by ${variable}`;
    return /_bar$/.test(left) ? "the pullback" : /^d[A-Za-z]/.test(left) ? "the differential" : "another form";
  }

  // ------------------------------------------------------------------ the four kinds of query

  class Found {
    constructor() {
      this.by = new Map();
    }
    // A place with how well it answers, why, and the formula that does; `whole` if it has all that was asked for.
    add(place, score, why, whole = true, text = undefined) {
      const entry = this.by.get(place);
      if (!entry || entry.score < score) this.by.set(place, { place, score, why, whole, text });
    }
  }

  const OPERATORS = {
    "@": "matmul", "*": "multiply", ".*": "multiply", "+": "add", "-": "subtract", "/": "divide", "./": "divide", "**": "power", "^": "power", ".^": "power",
    "'": "transpose", ".t": "transpose", "\\": "solve", "%": "remainder", "//": "floor_divide", "||": "norm2", "|": "absolute", "<": "less", ">": "greater",
  };

  function byName(index, query, found) {
    const typed = plain(query).trim().replace(/\(\s*\)$|(?<=^\w{3,})'$/, "");
    const name = OPERATORS[typed] ?? typed.replace(/^(?:np|jnp|torch)\./, "numpy.").replace(/^(?:sp|scipy)\.(?=special|linalg)/, "scipy.");
    const bare = name.replace(/^(?:numpy|jb|jacobook)\./, "");
    const exact = index.names.get(name) ?? index.names.get(bare) ?? (WORDY.test(query) && index.names.get(split(query).join(" ")));
    for (const { place, score, why } of exact || []) found.add(place, score, why);
    if (exact && name.includes(".")) for (const { place, score, why } of index.names.get(last(name)) ?? []) found.add(place, score * 0.8, why);
    if (!exact && /^[\w.]+$/.test(name) && /[._]/.test(name) && bare.length > 2) nearNames(index, name, bare, found);
    return Boolean(exact);
  }
  function nearNames(index, name, bare, found) {
    const begins = [...index.names.keys()].filter((known) => known.startsWith(name) || known.startsWith(bare));
    const near = begins.length ? begins : index.close(bare, index.names.keys());
    for (const known of near)
      for (const { place, score, why } of index.names.get(known)) found.add(place, score * (begins.length ? 0.6 : 0.5), begins.length ? why : `spelled like ${known}`, true);
  }

  function byWords(index, query, found) {
    const typed = split(query.replace(/(\w)'s\b/g, "$1"));
    const told = typed.filter((word) => !SMALL.has(word));
    const words = told.length ? told : typed;
    const strong = words.filter((word) => !WEAK.has(word));
    const needed = new Set(strong.length ? strong : words);
    const scores = new Map();
    for (const word of new Set(words)) scoreWord(index, word, scores);
    const meant = words.map((word) => index.corrected(word));
    for (const [place, hits] of scores) {
      const met = [...needed].filter((word) => hits.has(word)).length;
      if (!met || (place.anchor && ![...hits.values()].some(([, known]) => place.own.has(known)))) continue;
      const sum = [...hits].reduce((total, [word, [score]]) => total + score * (needed.has(word) ? 1 : 0.6), 0);
      const share = met / needed.size;
      const score = (10 * sum + phraseBonus(place, meant)) * share ** 3 * (place.rule ? 1.1 : 0.95);
      found.add(place, Math.min(score, 590), whyWords(hits), met === needed.size);
    }
  }
  function scoreWord(index, word, scores) {
    for (const [known, sure] of index.meanings(word))
      for (const [place, score] of index.words.get(known)) {
        if (!scores.has(place)) scores.set(place, new Map());
        const hits = scores.get(place);
        if (!(hits.get(word)?.[0] >= score * sure)) hits.set(word, [score * sure, known]);
      }
  }
  const essence = (words) => words.filter((word) => !SMALL.has(word)).map(stem);
  const strongOf = (stems) => stems.filter((word) => !WEAK_STEMS.has(word)).join(" ");
  // What is added for words that stand side by side, or are all there is.
  function phraseBonus(place, words) {
    const wanted = essence(words);
    const [title, ...tags] = (place.essences ??= place.phrases.map((phrase) => essence(phrase.split(" "))));
    const [asked, told] = [wanted.join(" "), title.join(" ")];
    const strong = words.filter((word) => !WEAK.has(word));
    const joined = [words, strong].flatMap((each) => [each.join(""), each.join("_")]);
    const called = place.rule ? [place.op, ...place.aliases, ...place.numpy.map(last)].map(plain) : [];
    let bonus = place.rule ? place.weight / 4 : 0;
    if (place.phrases[0] === words.join(" ")) bonus += 180;
    else if (told === asked) bonus += 120;
    else if (strongOf(title) === strongOf(wanted)) bonus += 110;
    else if (told.startsWith(`${asked} `)) bonus += 50;
    else if (words.length > 1 && ` ${told} `.includes(` ${asked} `)) bonus += 30;
    if (tags.some((tag) => tag.join(" ") === asked)) bonus += 110;
    if (words.length > 1 && called.some((name) => joined.includes(name))) bonus += 120;
    if (place.rule && joined.includes(last(place.id))) bonus += words.length > 1 ? 90 : 40;
    return bonus - 0.4 * title.length;
  }
  const whyWords = (hits) => {
    const shown = [...hits].map(([word, [, known]]) => (known.includes(word) || stem(known) === stem(word) ? known : `${known} for “${word}”`));
    return `words: ${[...new Set(shown)].join(", ")}`;
  };

  const MODES = ["exact", "ordered", "bag"];
  function byFormula(index, trees, found, query) {
    for (const tree of trees) {
      const outline = space.formula.outline(tree);
      for (const statement of index.formulas) {
        if (space.formula.outline(statement.tree) !== outline) continue;
        const tier = MODES.findIndex((mode) => space.formula.key(statement.tree, mode) === space.formula.key(tree, mode));
        if (tier < 0) continue;
        const asWritten = letterless(statement.right) === letterless(query) ? 6 : 0;
        found.add(statement.rule, 960 - 25 * tier + statement.bonus + asWritten + statement.rule.weight / 100, `formula: ${statement.role}`, true, statement.text);
      }
      byParts(index.formulas, tree, found);
    }
  }
  // A text with its single letters numbered, to prefer what is written as it was typed.
  function letterless(text) {
    const order = new Map();
    return text.replace(/\s/g, "").replace(/(?<![\w.])[A-Za-z](?!\w)/g, (x) => `#${order.get(x) ?? order.set(x, order.size).get(x)}`);
  }
  // Rules whose formulas have the query, or the largest part of it, inside.
  function byParts(statements, tree, found) {
    const { key, outline, parts, size, heads } = space.formula;
    for (const part of parts(tree).filter((each) => each === tree || size(each) > 3)) {
      const needed = [...heads(part)];
      const share = size(part) / size(tree);
      for (const statement of statements) {
        if (!needed.every((head) => heads(statement.tree).has(head))) continue;
        statement.parts ??= parts(statement.tree);
        if (!statement.parts.some((own) => outline(own) === outline(part) && key(own, "bag") === key(part, "bag"))) continue;
        const fit = size(part) / size(statement.tree);
        const score = (part === tree ? 520 : 330 * share) + 120 * fit + statement.bonus;
        const why = part === tree ? `formula: inside ${statement.role}` : `formula: a part of it inside ${statement.role}`;
        found.add(statement.rule, score, why, part === tree, statement.text);
      }
    }
  }
  // Rules whose function is of the same operations.
  function byHeads(index, tree, found) {
    const wanted = space.formula.heads(tree);
    for (const statement of index.formulas) {
      if (!statement.value) continue;
      const own = space.formula.heads(statement.tree);
      const common = [...wanted].filter((head) => own.has(head)).length;
      if (common < 2 && common < wanted.size) continue;
      const outer = statement.tree.op === tree.op ? 40 : 0;
      found.add(statement.rule, (200 * common) / new Set([...own, ...wanted]).size + outer, "formula: of the same operations", false, statement.text);
    }
  }

  function byLatex(index, query, found) {
    const wanted = space.latex.fragment(query);
    const tokens = new Set(wanted.trim().split(" "));
    for (const { rule, fragment } of index.latex) {
      if (fragment.includes(wanted)) {
        found.add(rule, 560 + 120 * (wanted.length / fragment.length) + rule.weight / 10, "LaTeX of the function");
        continue;
      }
      const own = new Set(fragment.trim().split(" "));
      const common = [...tokens].filter((token) => own.has(token)).length / tokens.size;
      if (common >= 0.7) found.add(rule, 240 * common + 40 * (tokens.size / own.size), "LaTeX of the function, in part", false);
    }
  }

  // ------------------------------------------------------------------ queries

  const WORDY = /^[\p{L}\p{N}]+(?:[\s,'’:.-]+[\p{L}\p{N}]+)*$/u;
  // The trees that a query can mean: the sides of an equation, or the whole.
  const BEFORE = /^(?:(?:(?:the\s+)?(?:gradient|derivative|jacobian|differential|hessian|differentiate)(?:\s+of)?|d|grad|diff|d\s*\/\s*d\w+)\s+)+(?=[\w(\\|‖[-])/i;
  const AFTER = /\s+(?:with respect to|w\.?r\.?t\.?|by|for)\s+\w+$/i;
  // What is being typed, without what waits for more and with its brackets closed.
  function completed(text) {
    const begun = text.replace(/[\s*+\-/@^.,([\\=]+$/, "");
    const open = [];
    for (const sign of begun) {
      if (sign === "(" || sign === "[") open.push(sign === "(" ? ")" : "]");
      else if (sign === open.at(-1)) open.pop();
    }
    return begun + open.reverse().join("");
  }
  // Words such as "log det X" or "trace of the inverse of AB": functions, applied to letters at the end.
  function spokenTree(index, query) {
    const said = query.replace(BEFORE, "").replace(AFTER, "").split(/\s+/);
    const letters = said.pop();
    const words = said.map(plain).filter((word) => !SMALL.has(word) && !WEAK.has(word));
    if (!words.length || !/^(?:[A-Za-z]|[A-Z]{2,4})$/.test(letters)) return [];
    void index.formulas;
    const operations = words.map((word) => operationOf(index, word));
    if (!operations.every(Boolean)) return [];
    const tree = space.formula.parse(`${operations.join("(")}(${[...letters].join(" @ ")}${")".repeat(operations.length)}`, index.synonyms);
    return tree?.args ? [tree] : [];
  }
  function operationOf(index, word) {
    if (index.operations.has(word) || index.synonyms.has(word)) return word;
    const found = new Found();
    byName(index, word, found);
    byWords(index, word, found);
    const best = [...found.by.values()].filter(({ place }) => place.op).sort((a, b) => b.score - a.score)[0];
    return best?.score > 150 ? best.place.op : "";
  }
  function treesOf(index, asked, latex) {
    const query = asked.replace(BEFORE, "").replace(AFTER, "");
    void index.formulas;
    const read = (text) => {
      const written = latex ? space.latex.readable(text) : text;
      const parse = (each) => space.formula.parse(each, index.synonyms, latex);
      return parse(written) ?? parse(completed(written));
    };
    const sides = query.split(/(?<![=<>!~(,\w]|[(,]\s*\w+\s?)=(?!=)/);
    const whole = sides.length === 1 ? [read(query)] : sides.map(read);
    return whole.filter((tree) => tree?.args);
  }

  function find(index, query, limit = 40) {
    const asked = query.trim();
    const found = new Found();
    if (!asked) return { results: [], total: 0, tried: [] };
    const tried = ["names", "words"];
    const named = byName(index, asked, found);
    const latex = space.latex.looksLikeLatex(asked);
    const wordy = WORDY.test(asked) && !/\.m?[TH]\b|'$|(?<!\w)\w-\w(?!\w)/.test(asked);
    const isName = named && /^[^\s(]*$/.test(asked);
    const trees = isName ? [] : wordy && !latex ? spokenTree(index, asked) : treesOf(index, asked, latex);
    if (trees.length) tried.push("formulas");
    byFormula(index, trees, found, asked);
    if (trees.length && ![...found.by.values()].some((entry) => entry.score > 300)) byHeads(index, trees.at(-1), found);
    if (latex) {
      tried.push("LaTeX");
      byLatex(index, asked, found);
    } else if (!trees.length || wordy) byWords(index, asked, found);
    const sorted = [...found.by.values()].filter(({ score }) => score > 3).sort(
      (a, b) => b.score - a.score || b.place.weight - a.place.weight || a.place.title.length - b.place.title.length || (a.place.url < b.place.url ? -1 : 1),
    );
    return { results: sorted.slice(0, limit), total: sorted.length, tried };
  }

  space.engine = { Index, find, isDerivative };
})();
