"""The codes of findings: what each means and what to do; `jacobook explain JB203` prints it.

A code is never given another meaning. JB1xx are about finding and loading packs, JB2xx about what a
rule declares, JB3xx about what a check of the kit found (one code for each check), JB4xx about pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Code:
    """What a code means.

    Attributes:
        title: in a few words.
        severity: `error`, `warning` or `information`.
        meaning: what is wrong, and what the library does about it.
        mend: what the author, or whoever installed the pack, does.
        example: such a finding, as it is printed; a test makes the pack that earns it.
    """

    title: str
    severity: str
    meaning: str
    mend: str
    example: str = ""


_LOADING = {
    "JB101": Code(
        "Pack or module could not be imported",
        "error",
        "Importing the pack, or one of its modules, raised an exception: a missing dependency, a "
        "missing module or name, a syntax error. If the entry point itself cannot be imported the "
        "whole pack is left out; if a module of an included package cannot, its rules only.",
        "Read the exception and the line it names. A missing module belongs among the pack's "
        "dependencies. `jacobook check NAME --traceback` shows the whole traceback.",
    ),
    "JB102": Code(
        "Written for another contract",
        "error",
        "The pack declares a version of the contract with another first number than this host's. "
        "Nothing else of the pack is called.",
        "Install a version of jacobook, or of the pack, whose contracts agree.",
    ),
    "JB103": Code(
        "Written for a newer contract",
        "warning",
        "The pack declares a newer contract of the same first number. It is loaded; what it uses of "
        "the newer contract may not work.",
        "Install a newer jacobook.",
    ),
    "JB104": Code(
        "One namespace, two distributions",
        "error",
        "Two installed distributions claim the same namespace. Neither is loaded, because the order "
        "in which folders are listed must not decide which rules you get.",
        "Uninstall one, or choose one by the name of its distribution: "
        "`JACOBOOK_PLUGINS=jacobook-acme`.",
    ),
    "JB105": Code(
        "Unknown hook",
        "error",
        "The pack implements a hook that does not exist, or has a function with a hook's prefix that "
        "is not marked. A misspelt hook would never be called, so the pack is left out.",
        "Write the name as the contract has it, and mark the function with `@jacobook.hookimpl`.",
    ),
    "JB106": Code(
        "Wrong arguments of a hook",
        "error",
        "An implementation of a hook takes an argument that the hook does not have, takes it by "
        "keyword only, takes `**kwargs`, or is a wrapper. The pack is left out.",
        "Take the hook's arguments by their names, or fewer of them.",
    ),
    "JB107": Code(
        "Exit during import",
        "error",
        "The pack called `sys.exit` while it was imported. The call is caught, the pack left out.",
        "Remove the call; importing a module must not end the program.",
    ),
    "JB108": Code(
        "Unreadable entry points",
        "warning",
        "The `entry_points.txt` of some installed distribution cannot be read. That distribution is "
        "skipped, all others are loaded.",
        "Reinstall that distribution. It need not have anything to do with jacobook.",
    ),
    "JB109": Code(
        "Registry used while it is built",
        "error",
        "A pack asked for the registry while its own rules were being loaded. There is none yet.",
        "Take the registry from the hook `jacobook_ready`, or inside functions that run later.",
    ),
    "JB110": Code(
        "A switch names no pack",
        "error",
        "`JACOBOOK_PLUGINS` (or an option of the command line) names a pack that is not installed.",
        "Correct the name; `jacobook packs` lists what is installed.",
    ),
    "JB111": Code(
        "Distribution without metadata",
        "error",
        "A distribution offers a pack, but its METADATA is missing or gives no name. Without "
        "provenance the pack is left out.",
        "Reinstall the distribution.",
    ),
    "JB112": Code(
        "One distribution at two places",
        "warning",
        "The same distribution lies at two places on the path. The first one is used, as an import "
        "would do.",
        "Uninstall one of them.",
    ),
    "JB113": Code(
        "Two versions recorded at one place",
        "error",
        "Two versions of one distribution are recorded in the same folder: an uninstallation was "
        "interrupted. The newer one is tried.",
        "Uninstall the distribution and install it again.",
    ),
    "JB114": Code(
        "The check did not finish",
        "error",
        "The process in which the pack is checked ran out of time, crashed, or ended without saying "
        "that it was done.",
        "Look at the rule that was being checked last. `--timeout` gives more time.",
    ),
    "JB115": Code(
        "Importing changes the process",
        "error",
        "Importing the pack printed something, changed global state (NumPy's error handling or random "
        "numbers, warning filters, the recursion limit, the environment, the import path, threads), "
        "or loaded a heavy module.",
        "Do such things inside functions. SymPy, SciPy and plotting are imported where they are used.",
    ),
    "JB116": Code(
        "The entry point names no pack",
        "error",
        "The object that the entry point names is neither a `RulePack` nor a module or object that "
        "implements `jacobook_pack`.",
        'Name an instance: `acme = "jacobook_acme:pack"` with `pack = RulePack("acme", ...)`.',
    ),
    "JB117": Code(
        "A hook raised an exception",
        "error",
        "An implementation of a hook raised, at once or in the middle of what it gives. Since nobody "
        "knows what is missing, the pack is left out.",
        "Mend the function. `jacobook check NAME --traceback` shows the whole traceback.",
    ),
    "JB118": Code(
        "A hook gave something else",
        "error",
        "A hook returned something that cannot be iterated, or an item of the wrong type.",
        "Give an iterable of what the hook promises: rules, sections, checks or blocks.",
    ),
    "JB119": Code(
        "Two packs for one operation",
        "error",
        "Rules of two packs differentiate the same operation or function, and the built-in book has "
        "none. Neither is used: the choice would be silent.",
        'Choose one: `Registry(prefer={"softsign": "acme.softsign"})`, or leave one pack out.',
    ),
    "JB120": Code(
        "Alternative to another rule",
        "information",
        "The rule is for an operation or function for which the built-in book has a rule already. It "
        "is listed as an alternative and never chosen by itself.",
        'Nothing, or choose it: `Registry(prefer={"det": "acme.det"})`.',
    ),
    "JB121": Code(
        "Namespace refused",
        "error",
        "The pack's namespace is reserved for the built-in book, is not a plain lower-case word, or "
        "differs from the name of the entry point. The pack is left out.",
        "Give the pack and its entry point the same free name.",
    ),
}

_DECLARATIONS = {
    "JB201": Code(
        "Id refused",
        "error",
        "The id of a rule is malformed, or lies outside the pack's namespace. The rule is left out.",
        "Two to four lower-case words joined by dots; the first is the pack's namespace.",
    ),
    "JB202": Code(
        "Id taken",
        "error",
        "An id, alias or operation is claimed twice. The first rule in the order of files stays.",
        "Rename one of them. Ids are never reused.",
    ),
    "JB203": Code(
        "Wrong number of arguments",
        "error",
        "A function of a rule takes another number of arguments than it is called with. The rule is "
        "left out.",
        "A pullback takes `(y_bar, y, *operands)`, a pushforward `(x_dot, y, *operands)`, a primal "
        "the operands; static parameters come by keyword.",
    ),
    "JB204": Code(
        "Declaration refused",
        "error",
        "The declaration of a rule contradicts itself, or has a field that does not exist. The module "
        "that holds it is left out.",
        "Read the message: it names the rule and the field.",
    ),
    "JB205": Code(
        "Vector does not fit the operands",
        "error",
        "A test vector or a special point gives other names than the operands. The rule is left out.",
        "Give one entry for each operand, and gradients for operands only.",
    ),
    "JB206": Code(
        "Text that is not plain",
        "warning",
        "A text of the rule contains markup, control characters, or a link to something else than "
        "https. Pages show it as it was typed.",
        "Write plain Markdown: paragraphs, lists, tables, code, emphasis and https links.",
    ),
    "JB207": Code(
        "Left to do",
        "error",
        "A field still says TODO.",
        "Write what is missing.",
    ),
    "JB208": Code(
        "Link to a missing rule",
        "error",
        "A rule refers to a rule that no installed pack has, by `see_also` or as a replacement.",
        "Correct the id; the message names close ones.",
    ),
}

_CHECKS = {
    "JB300": Code(
        "A check of the pack's own fails",
        "error",
        "A check which the pack adds to the host's does not hold.",
        "Read the numbers: rule, probe and seed are named.",
    ),
    "JB319": Code(
        "Stale expected failure",
        "error",
        "A check is declared to fail, and passes; or a declaration names no check of any rule.",
        "Remove the declaration.",
    ),
}

_KIT = {
    "JB301": ("registration", "Rule is incomplete"),
    "JB302": ("value", "Wrong value"),
    "JB303": ("space", "Wrong shape or number type, or something is written into"),
    "JB304": ("linear", "Not a linear map"),
    "JB305": ("dot", "Pushforward and pullback disagree"),
    "JB306": ("directional", "Wrong derivative"),
    "JB307": ("complex_step", "Derivative is not exact"),
    "JB308": ("statements", "A printed formula is wrong"),
    "JB309": ("symbolic", "A printed formula is refuted symbolically"),
    "JB310": ("low_precision", "Single precision is lost"),
    "JB311": ("second", "Wrong second derivative"),
    "JB312": ("special", "Wrong at a special point"),
    "JB313": ("vectors", "The author's gradients do not come out"),
    "JB314": ("variants", "Wrong for a parameter, a shape or a memory order"),
    "JB315": ("keywords", "A keyword is ignored"),
    "JB316": ("rewrites", "A rewriting changes the value or the slope"),
    "JB317": ("sensitivity", "A planted error goes unseen"),
    "JB318": ("constant", "Not a plain value"),
}

CHECK_CODES: Mapping[str, str] = MappingProxyType({name: code for code, (name, _) in _KIT.items()})
"""The code of each check of the kit."""

_PAGES = {
    "JB401": Code(
        "A page block could not be made",
        "error",
        "The function that adds to a rule's page raised, or gave something else than blocks. The page "
        "is built with the message in the block's place.",
        "Mend the function.",
    ),
    "JB402": Code(
        "A page block takes long",
        "warning",
        "Making the blocks of one page took more than a second.",
        "Compute less, or compute it once for all pages.",
    ),
    "JB403": Code(
        "Record does not fit the host",
        "warning",
        "The record of a pack was made with another jacobook, contract or NumPy. Its rules are shown "
        "as unchecked.",
        "Make it again: `jacobook check NAME --record FILE`.",
    ),
}

_ALL = {
    **_LOADING,
    **_DECLARATIONS,
    **_CHECKS,
    **{
        code: Code(
            title,
            "error",
            f"The check `{name}` of the conformance kit fails.",
            "The message names the probe, its seed, the numbers, and the likely slip where one "
            f"fits. Run it alone: `jacobook check NAME --rule ID --check {name}`.",
        )
        for code, (name, title) in _KIT.items()
    },
    **_PAGES,
}

_EXAMPLES = {
    "JB101": (
        "JB101 jacobook-acme 0.1.0: acme_rules.rules.expm could not be imported: "
        "ModuleNotFoundError: No module named 'nosuchmodule'\n"
        "      at acme_rules/rules/expm.py:1, imported by entry point acme = "
        "acme_rules:pack\n"
        "      mend: add nosuchmodule to the pack's dependencies, or block the pack: "
        "JACOBOOK_PLUGINS=-acme"
    ),
    "JB102": (
        "JB102 jacobook-acme 0.1.0: written for contract 2.0, this jacobook has contract "
        "1.0\n"
        "      mend: install a jacobook, or a version of the pack, whose contracts agree"
    ),
    "JB103": (
        "JB103 jacobook-acme 0.1.0: written for contract 1.9, newer than 1.0; loaded, "
        "but parts may not work\n"
        "      mend: install a newer jacobook"
    ),
    "JB105": (
        "JB105 jacobook-acme 0.1.0: unknown hook 'jacobook_rule'; did you mean "
        "'jacobook_rules'?\n"
        "      mend: hooks: jacobook_pack, jacobook_rules, jacobook_sections, "
        "jacobook_page_blocks, jacobook_checks, jacobook_ready"
    ),
    "JB106": (
        "JB106 jacobook-acme 0.1.0: hook jacobook_rules(regsitry): no argument "
        "'regsitry'; available: api\n"
        "      mend: take the hook's arguments"
    ),
    "JB107": (
        "JB107 jacobook-acme 0.1.0: called sys.exit(0) while being imported\n"
        "      at acme_rules/__init__.py:3, imported by entry point acme = "
        "acme_rules:pack\n"
        "      mend: remove the call"
    ),
    "JB109": (
        "JB109 jacobook-acme 0.1.0: used the registry while it was still being built\n"
        "      at acme_rules.py:2, imported by entry point acme = acme_rules:pack\n"
        "      mend: take it from jacobook_ready"
    ),
    "JB116": (
        "JB116 jacobook-acme 0.1.0: the entry point acme = acme_rules:pack names a "
        "class; it must name a RulePack or a module\n"
        '      mend: name an instance: pack = jacobook.RulePack("acme", ...)'
    ),
    "JB117": (
        "JB117 jacobook-acme 0.1.0: hook jacobook_rules raised after the rule acme.cube: "
        "KeyError: 'x'\n"
        "      at acme_rules.py:11, imported by entry point acme = acme_rules:pack\n"
        "      mend: mend the file, or block the pack: JACOBOOK_PLUGINS=-acme"
    ),
    "JB118": (
        "JB118 jacobook-acme 0.1.0: hook jacobook_rules gave str 'acme.cube' as item 1\n"
        "      mend: give an iterable of Rule"
    ),
    "JB120": (
        "JB120 jacobook-acme 0.1.0, acme.tanh: 'tanh' is differentiated by 'ufunc.tanh'; "
        "listed as an alternative\n"
        '      mend: choose one: Registry(prefer={"tanh": "acme.tanh"})'
    ),
    "JB121": (
        "JB121 jacobook-acme 0.1.0: the pack calls itself 'linalg', its entry point "
        "'acme'\n"
        "      mend: give both the same name"
    ),
    "JB201": (
        "JB201 jacobook-acme 0.1.0, linalg.cube: id is outside the pack's namespace\n"
        "      at acme_rules/rules/other.py\n"
        "      mend: rename it to 'acme.linalg.cube'"
    ),
    "JB202": (
        "JB202 jacobook-acme 0.1.0, acme.cube: id already used in acme_rules.rules.cube; "
        "ids must be unique\n"
        "      at acme_rules/rules/other.py"
    ),
    "JB203": (
        "JB203 jacobook-acme 0.1.0, acme.other, field pullback['x']: takes 2 arguments "
        "(g, x), needs 3\n"
        "      at acme_rules/rules/other.py\n"
        "      mend: def pullback(y_bar, y, x): ..."
    ),
    "JB204": (
        "JB204 jacobook-acme 0.1.0: rule 'acme.bad' has no field 'pulback'; did you mean "
        "'pullback'?\n"
        "      at acme_rules/rules/bad.py:7, imported by entry point acme = "
        "acme_rules:pack\n"
        "      mend: jacobook explain JB204"
    ),
    "JB205": (
        "JB205 jacobook-acme 0.1.0, acme.other, field vectors[0]: operands has ['z'], "
        "the rule has ['x']\n"
        "      at acme_rules/rules/other.py\n"
        "      mend: give each operand of the rule"
    ),
}

CODES: Mapping[str, Code] = MappingProxyType(
    {code: replace(told, example=_EXAMPLES.get(code, "")) for code, told in _ALL.items()}
)
"""Every code with its meaning."""
