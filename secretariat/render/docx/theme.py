"""The theme of a Word file: the colours and fonts of the house, offered where Word offers any."""

from __future__ import annotations

from secretariat.documents.style import HouseStyle
from secretariat.render.docx.looks import colour, family

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_FLAT = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_FORMATS = (
    f"<a:fillStyleLst>{_FLAT * 3}</a:fillStyleLst>"
    f"<a:lnStyleLst>{f'<a:ln>{_FLAT}</a:ln>' * 3}</a:lnStyleLst>"
    f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FLAT * 3}</a:bgFillStyleLst>"
)


def theme(style: HouseStyle) -> str:
    """Return the theme part."""
    ink, quiet, accent = (colour(each) for each in (style.ink, style.quiet, style.accent))
    shade, rule = colour(style.shade, "EEEEEE"), colour(style.rule, "CCCCCC")
    colours = {
        "dk1": "000000",
        "lt1": "FFFFFF",
        "dk2": ink,
        "lt2": shade,
        "accent1": accent,
        "accent2": quiet,
        "accent3": ink,
        "accent4": rule,
        "accent5": accent,
        "accent6": quiet,
        "hlink": accent,
        "folHlink": accent,
    }
    scheme = "".join(f'<a:{k}><a:srgbClr val="{v}"/></a:{k}>' for k, v in colours.items())
    fonts = "".join(
        f'<a:{kind}Font><a:latin typeface="{family(name)}"/><a:ea typeface=""/><a:cs typeface=""/>'
        f"</a:{kind}Font>"
        for kind, name in (("major", style.heading_font), ("minor", style.font))
    )
    return (
        f'<a:theme xmlns:a="{_A}" name="House"><a:themeElements>'
        f'<a:clrScheme name="House">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="House">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="House">{_FORMATS}</a:fmtScheme>'
        "</a:themeElements></a:theme>"
    )
