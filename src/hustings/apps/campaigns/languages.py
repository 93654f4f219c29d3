"""The languages in which the words of consent can be kept, in each language's own name."""

from hustings.core import words
from hustings.engine.home import home

LANGUAGES = {
    "en": "English",
    "cy": "Cymraeg (Welsh)",
    "gd": "Gàidhlig (Scottish Gaelic)",
    "ga": "Gaeilge (Irish)",
    "ar": "العربية (Arabic)",
    "bn": "বাংলা (Bengali)",
    "fa": "فارسی (Persian)",
    "fr": "Français (French)",
    "gu": "ગુજરાતી (Gujarati)",
    "hi": "हिन्दी (Hindi)",
    "ku": "Kurdî (Kurdish)",
    "pa": "ਪੰਜਾਬੀ (Punjabi)",
    "pl": "Polski (Polish)",
    "pt": "Português (Portuguese)",
    "ro": "Română (Romanian)",
    "so": "Soomaali (Somali)",
    "es": "Español (Spanish)",
    "ta": "தமிழ் (Tamil)",
    "tr": "Türkçe (Turkish)",
    "ur": "اردو (Urdu)",
    "zh": "中文 (Chinese)",
}


def spoken() -> dict[str, words.Language]:
    """The languages of the app at the door, this server's own corrections before the words that came along."""
    return words.load(home() / "words")


def corrections() -> tuple[tuple[str, int, int], ...]:
    """What tells one state of this server's own corrections from another: each file's name, time and size."""
    stats = [
        (each.name, each.stat()) for each in sorted((home() / "words").glob("*.json"))
    ]
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)
