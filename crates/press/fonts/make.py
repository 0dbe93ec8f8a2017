"""Makes the fonts of this folder from those that README.md names: `python3 make.py SOURCES`, with fonttools 4.

SOURCES is a folder that holds the files named below, as they were published.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

WRITING = "20-7E,A0-24F,250-2AF,2B0-36F,370-3FF,400-52F,1C80-1C88,1D00-1DBF,1E00-1FFF,2000-206F,2070-209F,20A0-20C0,2100-214F,2150-218F,25CC,FB00-FB06,FFFD"
PLAIN = "20-7E,A0-17F,192,218-21B,2C6-2DD,300-304,306-30C,370-3FF,400-45F,490-491,2010-2027,2030-203A,20AC,2116,2122,2190-2195,2500-259F,FFFD"
SIGNS = "2100-214F,2190-21FF,2200-22FF,2300-23FF,27C0-27FF,2900-297F,2A00-2AFF"
MARKS = "2400-2426,2460-24FF,25A0-25FF,2600-26FF,2700-27BF,2B00-2BFF"

#        made, source, place on the axes, characters, name
FONTS = [
    ("serif.ttf", "SourceSerif4[opsz,wght].ttf", {"opsz": 11, "wght": 400}, WRITING, "Chancery Serif"),
    ("serif-strong.ttf", "SourceSerif4[opsz,wght].ttf", {"opsz": 11, "wght": 650}, WRITING, "Chancery Serif Strong"),
    ("serif-slanted.ttf", "SourceSerif4-Italic[opsz,wght].ttf", {"opsz": 11, "wght": 400}, WRITING, "Chancery Serif Slanted"),
    ("typed.ttf", "SourceCodePro[wght].ttf", {"wght": 400}, PLAIN, "Chancery Typed"),
    ("arabic.ttf", "NotoNaskhArabic-Regular.ttf", None, "*", "Chancery Arabic"),
    ("arabic-strong.ttf", "NotoNaskhArabic-Bold.ttf", None, "*", "Chancery Arabic Strong"),
    ("hebrew.ttf", "NotoSerifHebrew-Regular.ttf", None, "*", "Chancery Hebrew"),
    ("more.ttf", "NotoSerif-Regular.ttf", None, WRITING + ",2C60-2C7F,2DE0-2DFF,A640-A69F,A720-A7FF,AB30-AB6F", "Chancery More"),
    ("signs.ttf", "NotoSansMath-Regular.ttf", None, SIGNS, "Chancery Signs"),
    ("marks.ttf", "NotoSansSymbols2-Regular.ttf", None, MARKS, "Chancery Marks"),
]


def points(ranges, font):
    if ranges == "*":
        return set(font.getBestCmap())
    ends = ([int(end, 16) for end in part.split("-")] for part in ranges.split(","))
    return {point for end in ends for point in range(end[0], end[-1] + 1)}


def named(font, name):
    """The name that a licence reserves does not go with a changed font; the notice of copyright and licence does."""
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in (0, 13, 14) and record.platformID == 3]
    for number, text in ((1, name), (2, "Regular"), (3, name), (4, name), (5, "Version 1.0"), (6, name.replace(" ", ""))):
        table.setName(text, number, 3, 1, 0x409)


def make(made, source, place, ranges, name, sources, folder):
    font = TTFont(sources / source, recalcTimestamp=False)
    if place:
        font = instantiateVariableFont(font, place)
    options = subset.Options()
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.drop_tables += ["DSIG", "STAT", "MATH", "meta"]
    worker = subset.Subsetter(options)
    wanted = points(ranges, font)
    if made == "more.ttf":  # what the serif has is not had twice; letters that take marks are
        serif = set(TTFont(folder / "serif.ttf").getBestCmap())
        wanted = {point for point in wanted if point not in serif or 0x300 <= point < 0x370 or point < 0x7F}
    worker.populate(unicodes=wanted)
    worker.subset(font)
    named(font, name)
    font.recalcTimestamp = False
    font.save(folder / made)


if __name__ == "__main__":
    for row in FONTS:
        make(*row, Path(sys.argv[1]), Path(__file__).parent)
