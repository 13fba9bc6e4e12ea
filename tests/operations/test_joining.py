"""collectstatic makes one file of a style sheet and its parts, and one of a module and what it imports."""

import pytest

from cms.operations.joining import CannotJoin, join_modules, join_styles

pytestmark = pytest.mark.no_database


def reader(**files):
    """Return a reader of `files`: without their ending, with `__` for `/`."""

    def read(name):
        key = name.rpartition(".")[0].replace("/", "__")
        if key not in files:
            raise FileNotFoundError(name)
        return files[key]

    return read


def test_parts_stand_in_the_order_of_their_imports():
    read = reader(
        css__site='/* All */ @import url("a.css");\n@import url("parts/b.css") print;',
        css__a="a { color: red; } /* why */",
        css__parts__b="b { margin: calc(1rem + 2px); }",
    )
    joined = join_styles("css/site.css", read)
    assert joined.text == "a{color:red}@media print{b{margin:calc(1rem + 2px)}}"
    assert joined.parts == ["css/a.css", "css/parts/b.css"]


@pytest.mark.parametrize(
    ("entry", "part", "message"),
    [
        ('@import url("a.css"); p { color: red; }', "", "css/site.css: holds imports alone"),
        ("@import 'a.css';", "", "css/site.css: holds imports alone"),
        ('@import url("missing.css");', "", "imports css/missing.css, which is not there"),
        ('@import url("a.css"); @import url("a.css");', "", "imports css/a.css twice"),
        ('@import url("a.css");', '@import url("b.css");', "css/a.css: @import cannot stand in a part"),
        ('@import url("parts/a.css");', "a { background: url(x.png); }", "css/parts/a.css: url() is relative"),
    ],
)
def test_a_style_sheet_of_another_form_is_refused(entry, part, message):
    with pytest.raises(CannotJoin, match=message.replace("(", r"\(").replace(")", r"\)")):
        join_styles("css/site.css", reader(css__site=entry, css__a=part, css__parts__a=part))


def test_modules_keep_a_scope_of_their_own():
    read = reader(
        site='import { one } from "./a.js";\nimport { two } from "./b.js";\none();\ntwo();',
        a="// first\nconst LIMIT = 1;\nexport function one() {\n  return LIMIT;\n}",
        b='import { one } from "./a.js";\nconst LIMIT = 2;\nexport const two = () => one() + LIMIT;',
    )
    joined = join_modules("site.js", read)
    assert joined.parts == ["a.js", "b.js"]
    assert "import" not in joined.text
    assert "export" not in joined.text
    assert joined.text.index("{one}") < joined.text.index("{two}") < joined.text.rindex("one();")


def test_white_space_inside_of_template_strings_stays():
    assert (
        "`https://a  b // ${c}`" in join_modules("site.js", reader(site="const d = `https://a  b // ${c}`; // e")).text
    )


@pytest.mark.parametrize(
    ("entry", "module", "message"),
    [
        ('import x from "./a.js";', "", "site.js: an import or export of another form"),
        ('import * as x from "./a.js";', "", "site.js: an import or export of another form"),
        ('import { x as y } from "./a.js";', "", "site.js: an import or export of another form"),
        ('const x = await import("./a.js");', "", "site.js: an import or export of another form"),
        ('import { x } from "./a.js";', "export default function x() {}", "a.js: an import or export of another form"),
        ('import { x } from "./a.js";', "export let x = 1;", "a.js: an import or export of another form"),
        ('import { x } from "./a.js";', "export const y = 1;", "site.js: a.js does not export x"),
        ('import { x } from "./missing.js";', "", "site.js: imports missing.js, which is not there"),
        ('import { x } from "./a.js";', 'import { y } from "./site.js";\nexport const x = 1;', "imports it in turn"),
        ('import { x } from "./a.js";\nimport { x } from "./b.js";', "export const x = 1;", "a.js exports x as well"),
        ("export const x = 1;", "", "nothing imports this module"),
    ],
)
def test_a_module_of_another_form_is_refused(entry, module, message):
    with pytest.raises(CannotJoin, match=message):
        join_modules("site.js", reader(site=entry, a=module, b=module))
