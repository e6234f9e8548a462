"""Photos that the demo's people show: drawn here, flat as the goods' pictures are. Pixels by Python alone."""
import math
import struct
import zlib

WIDTH, HEIGHT, FINE = 360, 270, 2  # drawn twice as fine, for smooth edges


class Canvas:
    def __init__(self, top: tuple, bottom: tuple):
        self.rows = []
        for y in range(HEIGHT * FINE):
            part = y / (HEIGHT * FINE - 1)
            colour = bytes(round(a + (b - a) * part) for a, b in zip(top, bottom))
            self.rows.append(bytearray(colour * (WIDTH * FINE)))

    def polygon(self, colour: tuple, points: list[tuple]) -> None:
        paint = bytes(colour)
        scaled = [(x * FINE, y * FINE) for x, y in points]
        lowest, highest = min(y for _, y in scaled), max(y for _, y in scaled)
        for row in range(max(0, int(lowest)), min(len(self.rows), int(highest) + 1)):
            y = row + 0.5
            cuts = []
            for (x1, y1), (x2, y2) in zip(scaled, scaled[1:] + scaled[:1]):
                if (y1 <= y) != (y2 <= y):
                    cuts.append(x1 + (y - y1) * (x2 - x1) / (y2 - y1))
            cuts.sort()
            for left, right in zip(cuts[::2], cuts[1::2]):
                a, b = max(0, round(left)), min(WIDTH * FINE, round(right))
                if a < b:
                    self.rows[row][a * 3:b * 3] = paint * (b - a)

    def ellipse(self, colour: tuple, x: float, y: float, rx: float, ry: float) -> None:
        turns = [i * math.tau / 48 for i in range(48)]
        self.polygon(colour, [(x + rx * math.cos(t), y + ry * math.sin(t)) for t in turns])

    def line(self, colour: tuple, x1: float, y1: float, x2: float, y2: float, width: float = 3) -> None:
        length = max(1e-6, ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5)
        dx, dy = (y2 - y1) / length * width / 2, (x1 - x2) / length * width / 2
        self.polygon(colour, [(x1 + dx, y1 + dy), (x2 + dx, y2 + dy), (x2 - dx, y2 - dy), (x1 - dx, y1 - dy)])

    def path(self, colour: tuple, points: list[tuple], width: float = 3) -> None:
        for (x1, y1), (x2, y2) in zip(points, points[1:]):
            self.line(colour, x1, y1, x2, y2, width)

    def ring(self, x: float, y: float, r: float) -> None:
        """What somebody draws around the spot that he means."""
        turns = [i * math.tau / 40 for i in range(41)]
        self.path((226, 60, 48), [(x + r * 1.25 * math.cos(t), y + r * math.sin(t)) for t in turns], 4)

    def png(self) -> bytes:
        raw = bytearray()
        for y in range(HEIGHT):
            a, b = self.rows[2 * y], self.rows[2 * y + 1]
            row = bytearray(WIDTH * 3)
            for c in range(3):
                four = zip(a[c::6], a[c + 3::6], b[c::6], b[c + 3::6])
                row[c::3] = bytes((p + q + r + s + 2) >> 2 for p, q, r, s in four)
            raw.append(0)
            raw += row

        def chunk(kind: bytes, data: bytes) -> bytes:
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

        head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
        return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(raw), 9)) +
                chunk(b"IEND", b""))


def table() -> Canvas:
    canvas = Canvas((196, 164, 124), (172, 138, 98))
    for x in (58, 131, 204, 279, 338):
        canvas.line((160, 127, 89), x, 0, x - 14, HEIGHT, 2)
    return canvas


def cloth() -> Canvas:
    return Canvas((226, 224, 219), (203, 200, 194))


def carton(canvas: Canvas) -> None:
    canvas.polygon((201, 157, 103), [(62, 92), (298, 80), (316, 226), (50, 238)])
    canvas.polygon((214, 174, 121), [(62, 92), (298, 80), (272, 48), (92, 58)])
    canvas.polygon((232, 213, 170), [(168, 87), (194, 85), (200, 231), (172, 233)])


def garment(canvas: Canvas, colour: tuple, shade: tuple) -> None:
    canvas.polygon(colour, [(120, 34), (240, 34), (318, 92), (286, 138), (258, 118), (262, 262), (98, 262), (102, 118),
                            (74, 138), (42, 92)])
    canvas.polygon(shade, [(142, 34), (218, 34), (204, 56), (156, 56)])


def crushed_box() -> Canvas:
    canvas = table()
    carton(canvas)
    canvas.polygon((120, 88, 54), [(226, 104), (300, 96), (306, 168), (262, 150), (244, 172), (236, 132)])
    canvas.polygon((92, 66, 40), [(250, 118), (292, 110), (296, 146), (264, 138)])
    canvas.ring(268, 134, 46)
    return canvas


def label() -> Canvas:
    canvas = table()
    carton(canvas)
    canvas.polygon((250, 250, 248), [(84, 112), (164, 108), (168, 208), (86, 212)])
    for i, width in enumerate((2, 4, 2, 3, 5, 2, 3, 2, 4, 3)):
        canvas.line((40, 40, 44), 94 + i * 7, 122, 95 + i * 7, 152, width)
    for y in (164, 174, 184, 194):
        canvas.line((150, 150, 154), 94, y, 158 - y % 20, y - 2, 3)
    return canvas


def stain() -> Canvas:
    canvas = cloth()
    garment(canvas, (246, 246, 242), (225, 225, 219))
    canvas.ellipse((197, 164, 110), 200, 164, 20, 14)
    canvas.ellipse((181, 143, 88), 204, 168, 10, 7)
    canvas.ring(201, 165, 30)
    return canvas


def seam() -> Canvas:
    canvas = cloth()
    garment(canvas, (120, 148, 182), (98, 124, 158))
    canvas.path((64, 84, 112), [(132, 120), (138, 150), (132, 178), (140, 206)], 5)
    canvas.path((240, 240, 236), [(134, 146), (150, 154), (144, 168), (158, 176), (150, 190)], 2)
    canvas.ring(142, 166, 36)
    return canvas


def tear() -> Canvas:
    canvas = cloth()
    garment(canvas, (206, 189, 164), (184, 166, 140))
    canvas.polygon((84, 70, 56), [(214, 176), (236, 190), (228, 214), (216, 204), (208, 192)])
    canvas.ring(222, 195, 30)
    return canvas


def sole() -> Canvas:
    canvas = table()
    canvas.polygon((217, 114, 95), [(50, 150), (110, 128), (132, 90), (196, 138), (292, 160), (316, 192), (312, 206),
                                    (54, 206)])
    canvas.polygon((244, 244, 242), [(46, 206), (200, 206), (318, 214), (316, 232), (196, 232), (50, 228)])
    canvas.polygon((52, 40, 34), [(196, 205), (318, 205), (318, 216), (200, 209)])
    canvas.ring(262, 209, 28)
    return canvas


def screen() -> Canvas:
    canvas = table()
    canvas.polygon((38, 48, 66), [(126, 30), (236, 30), (240, 246), (122, 246)])
    canvas.polygon((134, 172, 226), [(134, 42), (228, 42), (231, 234), (131, 234)])
    for x, y in ((176, 60), (222, 96), (228, 160), (204, 214), (150, 206), (136, 120)):
        canvas.line((240, 246, 252), 188, 132, x, y, 2)
    canvas.ring(188, 132, 42)
    return canvas


def leak() -> Canvas:
    canvas = cloth()
    canvas.ellipse((222, 187, 196), 198, 226, 96, 20)
    canvas.polygon((231, 163, 181), [(150, 104), (226, 104), (232, 226), (144, 226)])
    canvas.polygon((140, 75, 96), [(168, 68), (208, 68), (212, 106), (164, 106)])
    canvas.path((118, 58, 80), [(168, 104), (184, 120), (178, 138), (196, 150)], 3)
    canvas.ring(184, 126, 30)
    return canvas


def torn_bag() -> Canvas:
    canvas = table()
    canvas.polygon((229, 154, 69), [(106, 40), (246, 40), (258, 236), (94, 236)])
    canvas.polygon((255, 245, 228), [(128, 84), (226, 84), (230, 176), (124, 176)])
    canvas.polygon((112, 70, 30), [(96, 208), (150, 196), (172, 224), (118, 238), (94, 236)])
    for x, y in ((84, 246), (104, 252), (132, 246), (152, 254), (174, 244)):
        canvas.ellipse((184, 115, 51), x, y, 8, 6)
    return canvas


def missing() -> Canvas:
    canvas = table()
    canvas.polygon((178, 136, 86), [(48, 52), (312, 52), (326, 242), (34, 242)])
    canvas.polygon((138, 102, 62), [(66, 70), (294, 70), (304, 224), (56, 224)])
    for x in (98, 180):
        canvas.polygon((108, 143, 78), [(x - 26, 104), (x + 26, 104), (x + 26, 192), (x - 26, 192)])
        canvas.ellipse((201, 166, 90), x, 104, 26, 9)
    canvas.ring(256, 148, 40)
    return canvas


def papers() -> Canvas:
    """A bill, a transfer slip, a chat: grey lines tell enough."""
    canvas = Canvas((236, 238, 242), (220, 224, 230))
    canvas.polygon((253, 253, 252), [(96, 20), (264, 20), (264, 252), (96, 252)])
    canvas.polygon((44, 108, 176), [(96, 20), (264, 20), (264, 52), (96, 52)])
    for i, y in enumerate(range(74, 216, 20)):
        canvas.line((178, 182, 190), 112, y, 248 - (i * 37) % 60, y, 5)
    canvas.ellipse((222, 92, 80), 226, 214, 24, 24)
    canvas.ellipse((253, 253, 252), 226, 214, 19, 19)
    canvas.line((222, 92, 80), 210, 214, 242, 214, 4)
    return canvas


def bench() -> Canvas:
    """The shop's own look at what came back."""
    canvas = Canvas((214, 222, 226), (184, 194, 200))
    for x in range(20, 360, 40):
        canvas.line((168, 178, 186), x, 0, x, HEIGHT, 1)
    canvas.polygon((228, 206, 188), [(104, 70), (256, 64), (266, 214), (96, 220)])
    canvas.polygon((206, 180, 160), [(140, 68), (220, 66), (208, 88), (152, 90)])
    canvas.ellipse((164, 130, 104), 214, 164, 14, 10)
    canvas.polygon((250, 250, 248), [(30, 224), (120, 218), (122, 254), (32, 258)])
    canvas.line((70, 70, 76), 42, 234, 110, 230, 3)
    canvas.line((150, 150, 154), 42, 246, 92, 243, 3)
    return canvas


PHOTOS = {"bench": bench, "box": crushed_box, "label": label, "leak": leak, "missing": missing, "papers": papers,
          "screen": screen, "seam": seam, "sole": sole, "stain": stain, "tear": tear, "torn-bag": torn_bag}

# What a buyer photographs, by category and reason.
OF_CATEGORY = {"apparel": ["seam", "stain", "tear", "label"], "shoes": ["sole", "label"], "bags": ["seam", "label"],
               "digital": ["screen", "label"], "appliance": ["box", "label"], "food": ["torn-bag", "box", "label"],
               "cosmetics": ["leak", "box"], "toy": ["seam", "label"], "book": ["box", "label"]}
OF_REASON = {"missing_parts": ["missing", "label"], "damaged": ["box", "torn-bag"], "size_unfit": ["label"], "wrong_item": ["label"],
             "not_wanted": ["label"], "price_drop": ["papers"]}
