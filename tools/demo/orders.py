"""The demo's orders: those that tests and people know by number, and others as a mall has them."""
import random

import goods
import money

HOUR = 3_600_000
DAY = 24 * HOUR
ORDERS = 300


class Maker:
    def __init__(self, now_ms: int, seed: int = 20261120, first: int = 1001):
        self.now_ms = now_ms
        self.random = random.Random(seed)
        self.first = first
        self.orders: list[dict] = []

    # ---- Parts of an order ---------------------------------------------------------------------------------

    def line(self, good: tuple, spec: int = 0, quantity: int = 1, **extra) -> dict:
        spu, title, category, picture, price = good[:5]
        specs = good[5] if len(good) > 5 and isinstance(good[5], list) else [""]
        line = {"line_no": 0, "sku": f"{spu}-{spec + 1}", "spu": spu, "title": title}
        if specs[spec]:
            line["spec"] = specs[spec]
        kind = "virtual" if category in ("course", "voucher") else "physical"
        line |= {"image": f"/media/{picture}.svg", "kind": kind, "category": category, "quantity": quantity,
                 "unit_price_fen": price}
        return line | extra

    def gift(self, shop: str, of_line: int, per_quantity: int, quantity: int = 1) -> dict:
        spu, title, category, picture, value = goods.GIFTS[shop]
        gift = {"of_line": of_line, "per_quantity": per_quantity, "value_fen": value}
        return self.line((spu, title, category, picture, 0), quantity=quantity, gift=gift)

    def presale(self, shop: str, spec: int = 0, quantity: int = 1) -> dict:
        good = goods.PRESALE[shop]
        return self.line(good, spec, quantity, presale={"deposit_fen": good[6] * quantity})

    def entitled(self, good: tuple, count: int, used: int, spec: int = 0) -> dict:
        word = "L" if good[2] == "course" else "V"
        price = good[4] if good[2] == "course" else good[4] * count
        entitlements = [{"id": f"{word}{i + 1:02}", "weight": 1, "used": i < used} for i in range(count)]
        return self.line(good[:4] + (price,) + good[5:], spec, 1, entitlements=entitlements)

    def payments(self, number: str, total: int, split: list[tuple[str, int]]) -> list[dict]:
        """The last channel pays what the earlier ones leave."""
        kinds = {"wechat": "4200002", "alipay": "2026112", "balance": "BAL", "points": "PT", "offline": "OFF"}
        out = []
        for i, (channel, amount) in enumerate(split):
            rest = total - sum(payment["amount_fen"] for payment in out)
            serial = f"{number[1:]}{self.random.randrange(10 ** 9):09}{i + 1}"
            out.append({"payment_id": kinds[channel] + serial, "channel": channel,
                        "amount_fen": rest if i == len(split) - 1 else amount})
        return out

    def add(self, buyer: str, shop: str, age_ms: int, lines: list[dict], discounts: list[dict] = (),
            freight: int = 0, split: list[tuple[str, int]] = (("wechat", 0),), shipped: list[int] = (),
            received_ago_ms: int | None = None) -> None:
        """`shipped` per line; what is shipped was also received when received_ago_ms is given."""
        number = f"E{self.first + len(self.orders)}"
        for i, line in enumerate(lines):
            line["line_no"] = i + 1
            count = shipped[i] if i < len(shipped) else 0
            if count:
                line["shipped_quantity"] = count
                if received_ago_ms is not None:
                    line["received_at_ms"] = self.now_ms - received_ago_ms
        order = {"order_no": number, "shop_id": shop, "buyer_id": buyer, "currency": "CNY",
                 "paid_at_ms": self.now_ms - age_ms, "freight_fen": freight, "lines": lines}
        if discounts:
            order["discounts"] = list(discounts)
        order["payments"] = self.payments(number, money.total(order), list(split))
        if any(payment["amount_fen"] <= 0 for payment in order["payments"]):
            raise ValueError(f"{number}: a payment of nothing")
        money.check(order)
        self.orders.append(order)

    # ---- Orders that tests and people know by number -------------------------------------------------------

    def known(self) -> None:
        clothes, digital, food, school, beauty = goods.GOODS.values()
        coat, knit, shirt, shoes, bag = clothes
        earphones, phone, kettle, case = digital
        line = self.line
        # E1001: not shipped; coupons and freight.
        member = [{"kind": "member", "amount_fen": 2000}]
        self.add("b1", "s1", 20 * HOUR, [line(coat), line(knit, 1, 2, discounts=member)],
                 [{"kind": "shop_coupon", "amount_fen": 10000},
                  {"kind": "platform_coupon", "amount_fen": 3000, "lines": [2]}], 1200)
        # E1002: received two days ago; 200.00 for three.
        self.add("b1", "s1", 6 * DAY, [line(shirt, 1, 3), line(shoes, 1)],
                 [{"kind": "full_reduction", "amount_fen": 3700, "threshold_fen": 20000, "lines": [1]}],
                 split=[("wechat", 40000), ("balance", 0)], shipped=[3, 1], received_ago_ms=2 * DAY)
        # E1003: partly shipped.
        self.add("b1", "s3", 3 * DAY, [line(food[0], 0, 2), line(food[1], 0, 3), line(food[2], 1)],
                 [{"kind": "full_reduction", "amount_fen": 5000, "threshold_fen": 30000},
                  {"kind": "points", "amount_fen": 300, "points": 300}], 800, shipped=[2, 1])
        # E1004: lessons and vouchers, some of them used.
        self.add("b1", "s4", 12 * DAY, [self.entitled(school[0], 10, 3), self.entitled(school[4], 2, 1)],
                 [{"kind": "platform_coupon", "amount_fen": 5000}], split=[("alipay", 0)])
        # E1005: presale, deposit and balance paid apart.
        self.add("b1", "s1", 9 * DAY, [self.presale("s1"), line(knit, 2)],
                 [{"kind": "shop_coupon", "amount_fen": 6000}], split=[("wechat", 20000), ("wechat", 0)])
        # E1006: a gift for every two.
        self.add("b1", "s1", 5 * DAY, [line(knit, 0, 2), self.gift("s1", 1, 2)], freight=1000, shipped=[2, 1],
                 received_ago_ms=DAY)
        # E1007: on its way.
        self.add("b1", "s5", 2 * DAY, [line(beauty[0]), line(beauty[1], 0, 2)],
                 [{"kind": "shop_coupon", "amount_fen": 2000, "threshold_fen": 20000}], 600, shipped=[1, 2])
        # E1008: a promotion that holds while 500.00 remain.
        self.add("b1", "s1", 10 * HOUR, [line(bag), line(shirt, 0, 2)],
                 [{"kind": "full_reduction", "amount_fen": 8000, "threshold_fen": 50000}], 1000)
        # E1009: many lines.
        much = [line(good, spec, 1 + (spec + i) % 3)
                for i, good in enumerate(food) for spec in range(len(good[5]))]
        self.add("b1", "s3", 7 * HOUR, much,
                 [{"kind": "full_reduction", "amount_fen": 10000, "threshold_fen": 60000},
                  {"kind": "platform_coupon", "amount_fen": 1500}], 1200, [("wechat", 90000), ("points", 0)])
        # E1010: bought for points and money; the gift came along.
        self.add("b1", "s2", 8 * DAY, [line(phone), line(earphones, 0), self.gift("s2", 1, 1)],
                 [{"kind": "points", "amount_fen": 5000, "points": 5000}], split=[("alipay", 350000), ("points", 0)],
                 shipped=[1, 1, 1], received_ago_ms=4 * DAY)
        # E1011-E1013: another buyer's.
        self.add("b2", "s1", 15 * HOUR, [line(knit, 0, 3)], [{"kind": "manual", "amount_fen": 1000}], 1200)
        self.add("b2", "s1", 5 * DAY, [line(coat, 2), line(shirt, 2, 2)],
                 [{"kind": "platform_coupon", "amount_fen": 5000}], split=[("balance", 20000), ("wechat", 0)],
                 shipped=[1, 2], received_ago_ms=DAY)
        self.add("b2", "s2", 7 * DAY, [line(kettle, 0, 2), line(case, 1, 2)], freight=800, shipped=[2, 2],
                 received_ago_ms=3 * DAY)
        # E1014: received too long ago for most reasons.
        self.add("b1", "s5", 20 * DAY, [line(beauty[0], 1)], shipped=[1], received_ago_ms=17 * DAY)

    # ---- The others ----------------------------------------------------------------------------------------

    def some_lines(self, shop: str) -> list[dict]:
        pick = self.random
        lines = []
        count = pick.choices([1, 2, 3, 4], [46, 32, 15, 7])[0]
        for good in pick.sample(goods.GOODS[shop], min(count, len(goods.GOODS[shop]))):
            spec = pick.randrange(len(good[5]))
            if good[2] == "course":
                lines.append(self.entitled(good, 10, pick.choice([0, 0, 2, 3, 5, 8]), spec))
            elif good[2] == "voucher":
                count = pick.choice([1, 2, 2, 4])
                lines.append(self.entitled(good, count, pick.randrange(count), spec))
            else:
                line = self.line(good, spec, pick.choices([1, 2, 3, 5], [66, 22, 9, 3])[0])
                if pick.random() < 0.12:
                    off = line["unit_price_fen"] * line["quantity"] // 20
                    line["discounts"] = [{"kind": "member", "amount_fen": off}]
                lines.append(line)
        return lines

    def some_discounts(self, lines: list[dict]) -> list[dict]:
        pick = self.random
        worth = sum(line["unit_price_fen"] * line["quantity"] for line in lines if "presale" not in line)
        out = []
        for threshold, off in ((100000, 12000), (50000, 6000), (30000, 3000)):
            if worth >= threshold and pick.random() < 0.35:
                out.append({"kind": "full_reduction", "amount_fen": off, "threshold_fen": threshold})
                break
        if worth >= 12000 and pick.random() < 0.3:
            out.append({"kind": "shop_coupon", "amount_fen": pick.choice([500, 1000, 1990])})
        if worth >= 15000 and pick.random() < 0.25:
            coupon = {"kind": "platform_coupon", "amount_fen": pick.choice([800, 1500, 2333])}
            dear = [i + 1 for i, line in enumerate(lines) if line["unit_price_fen"] * line["quantity"] >= 12000]
            if pick.random() < 0.5 and dear:
                coupon["lines"] = dear
            out.append(coupon)
        if worth >= 10000 and pick.random() < 0.15:
            points = pick.choice([100, 256, 500])
            out.append({"kind": "points", "amount_fen": points, "points": points})
        return out

    def some_payments(self, total: int) -> list[tuple[str, int]]:
        pick = self.random
        main = pick.choices(["wechat", "alipay", "balance"], [64, 28, 8])[0]
        if total > 6000 and main != "balance" and pick.random() < 0.15:
            return [(main, total - total // 5), (pick.choice(["points", "balance"]), 0)]
        return [(main, 0)]

    def some_shipping(self, age_ms: int, lines: list[dict]) -> tuple[list[int], int | None]:
        """Pieces shipped per line, and how long ago they were received."""
        pick = self.random
        if any("presale" in line for line in lines) or age_ms < DAY + pick.randrange(DAY):
            return [], None
        full = [line["quantity"] if line["kind"] == "physical" else 0 for line in lines]
        days = age_ms / DAY
        if days > 3.5 and pick.random() < 0.85:
            return full, max(HOUR, age_ms - pick.randrange(2 * DAY, 4 * DAY))
        if sum(full) > 1 and pick.random() < 0.4:
            part = [pick.randrange(count + 1) for count in full]
            if 0 < sum(part) < sum(full):
                return part, None
        return full, None

    def other(self, buyer: str) -> None:
        pick = self.random
        shop = pick.choices(list(goods.GOODS), [38, 18, 20, 12, 12])[0]
        lines = self.some_lines(shop)
        physical = [i for i, line in enumerate(lines) if line["kind"] == "physical"]
        if shop in goods.PRESALE and pick.random() < 0.08:
            lines.append(self.presale(shop, quantity=pick.choice([1, 1, 2])))
        elif physical and pick.random() < 0.15:
            per = pick.choice([1, lines[physical[0]]["quantity"]])
            lines.append(self.gift(shop, physical[0] + 1, per, lines[physical[0]]["quantity"] // per))
        age = pick.choices([0, 1, 2, 3], [20, 20, 25, 35])[0]
        days = {0: 0, 1: 1, 2: pick.randrange(2, 6), 3: pick.randrange(6, 20)}[age]
        # Bought between nine in the morning and eight in the evening, as --now is by default.
        age_ms = days * DAY + pick.randrange(HOUR, 11 * HOUR)
        freight = 0 if not physical else pick.choice([0, 0, 600, 800, 1000, 1200])
        discounts = self.some_discounts(lines)
        shipped, received_ago_ms = self.some_shipping(age_ms, lines)
        probe = {"order_no": "", "lines": lines, "discounts": discounts, "freight_fen": freight}
        for i, line in enumerate(lines):
            line["line_no"] = i + 1
        self.add(buyer, shop, age_ms, lines, discounts, freight, self.some_payments(money.total(probe)), shipped,
                 received_ago_ms)

    def make(self) -> list[dict]:
        self.known()
        buyers = [buyer[0] for buyer in goods.BUYERS]
        while len(self.orders) < ORDERS:
            self.other(self.random.choice(buyers))
        self.split(self.orders[52])
        return self.orders

    def split(self, order: dict) -> None:
        """E1053: two parcels, of which one is still on its way."""
        line = order["lines"][0]
        sent = order["paid_at_ms"] + DAY
        received = line.pop("received_at_ms")
        pieces = line.pop("shipped_quantity") // 2
        line["deliveries"] = [
            {"delivery_no": "P1", "quantity": pieces, "shipped_at_ms": sent, "received_at_ms": received,
             "carrier": "sf", "tracking_no": "SF1408223371"},
            {"delivery_no": "P2", "quantity": pieces, "shipped_at_ms": sent + 2 * DAY, "carrier": "sf",
             "tracking_no": "SF1408223386"}]
