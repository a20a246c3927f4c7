"""The empty Word file a paper is written into: A4, German, real styles, numbered pages, nothing by chance.

python-docx starts from an American letter; here it becomes a German committee paper. The letters
come with the file (`word_fonts`), so that it looks the same where Fira Sans is not installed.
"""

import io
import zipfile
from datetime import date, datetime, time
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from quartiersarbeit.ground.paper import word_fonts
from quartiersarbeit.ground.paper.sheet import Sheet

LANGUAGE = "de-DE"
TEXT_WIDTH = 16.0  # centimetres between the margins of A4
SIZES = {"Title": 24, "Heading 1": 14, "Heading 2": 12, "Heading 3": 11}
HEADING_COLOUR = RGBColor(0x17, 0x1A, 0x2B)
MUTED = RGBColor(0x4A, 0x4F, 0x63)
THEME_FONTS = ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme")


def element(tag: str, **attributes: Any) -> Any:
    """An XML element of Word's; `w_val="x"` is the attribute `w:val`."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(name.replace("_", ":", 1)), str(value))
    return made


def empty(sheet: Sheet, as_of: date) -> WordDocument:
    """A document ready for text: page, styles, language, header and footer, properties."""
    document = Document()
    _speak_german(document)
    _set_styles(document)
    _set_page(document, sheet)
    _describe(document, sheet, as_of)
    word_fonts.embed(document)
    return document


def packed(document: WordDocument, as_of: date) -> bytes:
    """The file; entries sorted and dated with the as-of date, so that the same paper gives the same bytes."""
    raw, out = io.BytesIO(), io.BytesIO()
    document.save(raw)
    day = max(as_of.year, 1980), as_of.month, as_of.day  # ZIP knows no earlier year
    with zipfile.ZipFile(raw) as written, zipfile.ZipFile(out, "w") as archive:
        for name in sorted(written.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, (*day, 0, 0, 0))
            archive.writestr(entry, written.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def field(paragraph: Paragraph, code: str, shown: str = "1") -> None:
    """A value that Word computes: a page number, a table's number; `shown` until it does."""
    for kind in ("begin", code, "separate", None, "end"):
        run = paragraph.add_run()
        if kind is None:
            run.text = shown
        elif kind == code:
            instruction = element("w:instrText", xml_space="preserve")
            instruction.text = f" {code} "
            run._r.append(instruction)
        else:
            run._r.append(element("w:fldChar", w_fldCharType=kind))


def _speak_german(document: WordDocument) -> None:
    styles, settings = document.styles.element, document.settings.element
    defaults = styles.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(element("w:lang", w_val=LANGUAGE, w_eastAsia=LANGUAGE, w_bidi="ar-SA"))
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # 14 would open in „Kompatibilitätsmodus“
    settings.find(qn("w:defaultTabStop")).addnext(element("w:autoHyphenation", w_val="true"))
    theme = settings.find(qn("w:themeFontLang"))
    if theme is not None:
        theme.set(qn("w:val"), LANGUAGE)


def _set_styles(document: WordDocument) -> None:
    styles = document.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = word_fonts.NAME, Pt(11)
    normal.paragraph_format.space_after = Pt(8)
    normal.paragraph_format.line_spacing = 1.15
    for name in (*SIZES, "Caption", "Header", "Footer"):
        style = styles[name]
        style.font.name = word_fonts.NAME
        for theme in THEME_FONTS:
            style.element.get_or_add_rPr().get_or_add_rFonts().attrib.pop(qn(theme), None)
    for name, size in SIZES.items():
        styles[name].font.size, styles[name].font.color.rgb = Pt(size), HEADING_COLOUR
        styles[name].font.bold = True
        styles[name].paragraph_format.space_before = Pt(0 if name == "Title" else 16)
        styles[name].paragraph_format.space_after = Pt(6)
    borders = styles["Title"].element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        borders.getparent().remove(borders)
    caption = styles["Caption"]
    caption.font.size, caption.font.color.rgb = Pt(9.5), HEADING_COLOUR
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(12), Pt(4)


def _set_page(document: WordDocument, sheet: Sheet) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.8), Cm(2.6)
    section.different_first_page_header_footer = True  # the first page says it all in its own text
    for name in ("Header", "Footer"):
        style = document.styles[name]
        style.font.size, style.font.color.rgb = Pt(8.5), MUTED
        style.paragraph_format.tab_stops.clear_all()
        for stop in style.element.get_or_add_pPr().findall(qn("w:tabs")):
            stop.getparent().remove(stop)  # the template's stops fit an American letter
        style.paragraph_format.tab_stops.add_tab_stop(Cm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    head = section.header.paragraphs[0]
    head.add_run(sheet["running_title"])
    if sheet["status"]:
        head.add_run("\t" + " · ".join(sheet["status"])).bold = True
    for footer in (section.footer, section.first_page_footer):
        foot = footer.paragraphs[0]
        foot.style = document.styles["Footer"]
        foot.add_run(f"{sheet['foot']}\tSeite ")
        field(foot, "PAGE")
        foot.add_run(" von ")
        field(foot, "NUMPAGES")


def _describe(document: WordDocument, sheet: Sheet, as_of: date) -> None:
    known, on = document.core_properties, datetime.combine(as_of, time())
    known.title, known.subject = sheet["title"], sheet["subject"][:255]
    known.author, known.last_modified_by = sheet["author"][:255], ""
    known.language, known.comments, known.keywords, known.category = LANGUAGE, "", "", sheet["kind"][:255]
    known.created, known.modified, known.revision = on, on, 1
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[key]  # a picture of somebody else's document
