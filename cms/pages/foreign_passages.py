"""Foreign passages in running text: marked in the editor, stored and shown as <span lang="en"> (WCAG 3.1.2).

A screen reader speaks them in their language, a browser breaks and hyphenates them by its rules.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.rich_text.feature_registry import FeatureRegistry

# By BCP 47 code, as the editor's button names them
LANGUAGES = {
    "en": _("Passage in English"),
    "fr": _("Passage in French"),
    "zh": _("Passage in Chinese"),
    "lo": _("Passage in Lao"),
}
FEATURES = [f"lang-{code}" for code in LANGUAGES]


def register(features: FeatureRegistry) -> None:
    """Give Wagtail's editor a button for each language."""
    # Upstream: the module needs the models, whose blocks need the names above.
    from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
    from wagtail.admin.rich_text.editors.draftail.features import InlineStyleFeature

    for code, words in LANGUAGES.items():
        style = f"LANG-{code.upper()}"
        control = {
            "type": style,
            "label": code.upper(),
            "description": words,
            "style": {"borderBottom": "2px dotted currentcolor"},
        }
        features.register_editor_plugin("draftail", f"lang-{code}", InlineStyleFeature(control))
        features.register_converter_rule(
            "contentstate",
            f"lang-{code}",
            {
                "from_database_format": {f'span[lang="{code}"]': InlineStyleElementHandler(style)},
                "to_database_format": {"style_map": {style: {"element": "span", "props": {"lang": code}}}},
            },
        )
