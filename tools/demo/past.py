"""Sixty days of the demo mall: orders of many buyers, and what they asked for afterwards, as the server plays it."""
import json
import random

import goods
import money
import orders
import photos
import stories
import words

HOUR, DAY = orders.HOUR, orders.DAY
DAYS = 60
SEED = 20261121
FIRST_ORDER = 2001
BUYERS = 420
CHINA_MS = 8 * HOUR

SHOP_STAFF = {"s1": ["m1", "m2"], "s2": ["m3"], "s3": ["m4"], "s4": ["m5"], "s5": ["m6"]}
# Of a hundred orders so many come back with a request. Few 3C, many clothes: as in the trade.
RATE = {"s1": 22, "s2": 3, "s3": 10, "s4": 12, "s5": 12}
CARRIERS = {"SF": "SF14{:011}", "ZTO": "7553{:010}", "YTO": "YT88{:011}", "YUNDA": "4318{:011}", "JD": "JDV00{:010}"}


def units_paid(order: dict, line_no: int, quantity: int) -> int:
    """What the first pieces of a line were paid. Rule: DOMAIN 5.2."""
    line = order["lines"][line_no - 1]
    paid = money.line_paid(order)[line_no - 1]
    each, more = divmod(paid, line["quantity"])
    return each * quantity + min(more, quantity)


class TooLate(Exception):
    """The story does not fit before the present in this way."""


class Case:
    """One ticket on its way: an order of its own, and the steps so far."""

    def __init__(self, past: "Past", shop: str, story: dict, at: int, buyer: tuple):
        self.past, self.shop, self.story, self.buyer = past, shop, story, buyer
        self.random = past.random
        self.type, self.quantity = story["type"], story["quantity"]
        self.at = at
        self.address = goods.SHOPS[int(shop[1]) - 1]["addresses"][0]
        self.sent, self.tracking, self.judge = False, "", ""
        self.steps: list[dict] = []
        self.name = ""
        past.order_for(self)

    def pick(self, pool):
        return self.random.choice(list(pool))

    def part(self, percent: int) -> int:
        """A part of what was paid, in whole yuan where there are any."""
        fen = self.amount * percent // 100
        return fen // 100 * 100 or fen

    def parcel(self, command: str) -> dict:
        carrier = self.pick(CARRIERS)
        self.tracking = CARRIERS[carrier].format(self.random.randrange(10 ** 9))
        self.sent = True
        return {"command": command, "parcel": {"carrier": carrier, "tracking_no": self.tracking}}

    def arrives(self) -> dict:
        return {"parcels": [{"tracking_no": self.tracking, "signed_at_ms": self.at}]}

    def ships_rest(self) -> dict:
        return {"lines": [{"line_no": self.line["line_no"], "shipped_quantity": self.line["quantity"]}]}

    # ---- Steps ----------------------------------------------------------------------------------------------------

    def shown(self, by_shop: bool) -> list[str]:
        if by_shop:
            return [self.pick(["bench", "papers"])]
        reason, category = self.request["reason"], self.line["category"]
        pool = photos.OF_REASON.get(reason) or photos.OF_CATEGORY.get(category, ["label"])
        return sorted(self.random.sample(pool, min(len(pool), self.pick([1, 1, 2]))))

    def actor(self, who: str) -> str:
        if who == "buyer":
            return self.buyer[0]
        if who == "shop":
            return self.pick(SHOP_STAFF[self.shop])
        self.judge = "p1" if who == "judge" and self.judge == "p2" else "p2" if who == "judge" else self.pick(["p1", "p2"])
        return self.judge

    def apply(self) -> None:
        proof = self.type in ("return_refund", "exchange", "repair", "reship") or self.request["reason"] in stories.QUALITY
        step = {"at_ms": self.at, "by": self.actor(self.story["by"]), "ticket": self.name,
                "apply": {"order_no": self.order["order_no"], "request": self.request}}
        if remark := self.remark():
            step["apply"]["remark"] = remark
        if proof or self.type == "price_protect":
            step["photos"] = self.shown(by_shop=self.story["by"] != "buyer")
        if self.story["channel"]:
            step["channel"] = self.story["channel"]
        self.steps.append(step)

    def remark(self) -> str:
        key = (self.line["category"], self.request["reason"])
        return self.pick(words.REMARKS.get(key) or words.REMARKS[("*", key[1])])

    def go_on(self, step: tuple) -> None:
        who, least, most, make = step
        shows, who = who.endswith("*"), who.rstrip("*")
        self.at = awake(self.at + round(self.random.uniform(least, most) * HOUR), who, self.random)
        made = make(self)
        if who == "mall":
            self.steps.append({"at_ms": self.at, "facts": {"order_no": self.order["order_no"]} | made})
            return
        told = {"at_ms": self.at, "by": self.actor(who), "ticket": self.name, "give": made}
        if shows:
            told["photos"] = self.shown(by_shop=who != "buyer")
        self.steps.append(told)

    def tell(self, until: int, taken: int | None = None) -> None:
        """All steps before `until`; with `taken`, exactly so many. Errors: TooLate."""
        self.apply()
        for i, step in enumerate(self.story["steps"]):
            if taken is not None and i == taken:
                break
            self.go_on(step)
            if self.at >= until:
                if taken is not None:
                    raise TooLate
                self.steps.pop()
                return


def awake(at: int, who: str, pick: random.Random) -> int:
    """Shops work from nine to half past nine in the evening, buyers are up longer, couriers and mall always."""
    first, last = {"buyer": (7.5, 23.9), "shop": (9, 21.5), "platform": (9, 19), "judge": (9, 19)}.get(who, (0, 24))
    of_day = (at + CHINA_MS) % DAY / HOUR
    if first <= of_day < last:
        return at
    morning = at - round(of_day * HOUR) + (DAY if of_day >= last else 0)
    return morning + round((first + pick.random() * 0.8) * HOUR)


class Past:
    def __init__(self, now_ms: int):
        self.now = now_ms
        self.maker = orders.Maker(now_ms, SEED, FIRST_ORDER)
        self.random = self.maker.random
        self.known = {buyer[0]: buyer for buyer in goods.BUYERS}
        self.buyers = [(f"b{i + 13}", words.SURNAMES[i * 7 % len(words.SURNAMES)] + words.GIVEN[(i * 11 + 3) % len(words.GIVEN)],
                        f"{self.random.randrange(10_000):04}") for i in range(BUYERS)]
        self.steps: list[dict] = []
        self.tickets = {shop: 0 for shop in goods.GOODS}

    # ---- Orders ---------------------------------------------------------------------------------------------------

    def goods_for(self, case: Case) -> list[dict]:
        reasons, pool = case.story["reasons"], []
        for good in goods.GOODS[case.shop]:
            virtual = good[2] in ("course", "voucher")
            fits = any((good[2], reason) in words.REMARKS for reason in reasons) or case.type in ("refund_unshipped", "price_protect")
            if virtual == (case.type == "virtual_refund") and (fits or case.story["stage"] == "under_way"):
                pool.append(good)
        if not pool:
            pool = [good for good in goods.GOODS[case.shop] if good[2] not in ("course", "voucher")]
        good = self.random.choice(pool)
        spec = self.random.randrange(len(good[5]))
        if case.type == "virtual_refund":
            count = 10 if good[2] == "course" else self.random.choice([1, 2, 4])
            return [self.maker.entitled(good, count, self.random.randrange(0, max(1, count // 2)), spec)]
        quantity = case.quantity if case.quantity > 1 else self.random.choices([1, 2, 3], [78, 16, 6])[0]
        return [self.maker.line(good, spec, quantity)]

    def order_for(self, case: Case) -> None:
        pick, stage = self.random, case.story["stage"]
        lines = self.goods_for(case)
        if case.story.get("mixed"):
            lines = [self.maker.line(goods.GOODS["s4"][2]), self.maker.entitled(goods.GOODS["s4"][1], 10, 2)]
        elif stage == "received" and (case.story.get("kinds") or pick.random() < 0.3):
            others = [good for good in goods.GOODS[case.shop] if good[0] != lines[0]["spu"] and good[2] not in ("course", "voucher")]
            other = pick.choice(others)
            lines.append(self.maker.line(other, pick.randrange(len(other[5]))))
        for i, line in enumerate(lines):
            line["line_no"] = i + 1
        paid_at, received_at = self.times(case, stage)
        shipped = [0 if line["kind"] == "virtual" else line["quantity"] for line in lines] if stage in ("received", "under_way") else []
        discounts = self.maker.some_discounts(lines)
        freight = 0 if stage == "virtual" else pick.choice([0, 0, 600, 800, 1000])
        probe = {"order_no": "", "lines": lines, "discounts": discounts, "freight_fen": freight}
        split = self.maker.some_payments(money.total(probe))
        if case.story["channel"] and len(split) > 1:
            split = split[:1]
        self.maker.add(case.buyer[0], case.shop, self.now - paid_at, lines, discounts, freight, split, shipped,
                       self.now - received_at if received_at else None)
        case.order = self.maker.orders[-1]
        self.name_buyer(case.order, case.buyer)
        self.request_for(case)

    def times(self, case: Case, stage: str) -> tuple[int, int | None]:
        """When it was paid, and signed for."""
        pick, at = self.random, case.at
        if stage == "unshipped":
            return at - pick.randrange(HOUR, 40 * HOUR), None
        if stage == "under_way":
            return at - pick.randrange(3 * DAY, 7 * DAY), None
        if stage == "virtual":
            return at - pick.randrange(DAY, 15 * DAY), None
        if case.type == "price_protect":
            return at - pick.randrange(60 * HOUR, 5 * DAY), at - pick.randrange(2 * HOUR, 50 * HOUR)
        longest = 13 * DAY if case.type == "repair" else 5 * DAY
        received = at - pick.randrange(3 * HOUR, longest)
        return received - pick.randrange(2 * DAY, 5 * DAY), received

    def name_buyer(self, order: dict, buyer: tuple) -> None:
        if buyer[0] not in self.known:
            order |= {"buyer_name": buyer[1], "buyer_phone_tail": buyer[2]}

    def request_for(self, case: Case) -> None:
        pick, order = self.random, case.order
        case.line = line = order["lines"][0]
        fitting = [reason for reason in case.story["reasons"] if (line["category"], reason) in words.REMARKS]
        reason = pick.choice(fitting or case.story["reasons"])
        if case.type == "refund_unshipped" or case.quantity > 1:
            case.quantity = line["quantity"]
        asked = {"line_no": 1, "quantity": case.quantity}
        if case.type == "exchange":
            same = [i + 1 for i in range(3) if self.wares.get(f"{line['spu']}-{i + 1}", 0) > 10]
            other = [i for i in same if f"{line['spu']}-{i}" != line["sku"]]
            if other and (reason == "size_unfit" or self.wares.get(line["sku"], 0) <= 10):
                asked["want_sku"] = f"{line['spu']}-{pick.choice(other)}"
        if case.type == "price_protect":
            asked["now_price_fen"] = line["unit_price_fen"] * pick.choice([80, 85, 90]) // 10_000 * 100
        case.request = {"type": case.type, "reason": reason, "lines": [asked]}
        if case.story.get("mixed") or case.story.get("kinds"):
            case.request["lines"].append({"line_no": 2, "quantity": 1})
        case.amount = units_paid(order, 1, case.quantity) if line["kind"] == "physical" else 0

    # ---- Tickets --------------------------------------------------------------------------------------------------

    def add(self, case: Case) -> None:
        self.steps += case.steps
        self.tickets[case.shop] += 1

    def case(self, shop: str, name: str, at: int, buyer: tuple | None = None) -> Case:
        case = Case(self, shop, stories.STORIES[name], at, buyer or self.random.choice(self.buyers))
        case.name = f"t{sum(self.tickets.values()) + 1}"
        return case

    def some_time(self, earliest: int, latest: int) -> int:
        return min(latest, awake(self.random.randrange(earliest, latest), "buyer", self.random))

    def tell_sixty_days(self) -> None:
        told = [(shop, name) for shop, counts in stories.SIXTY_DAYS.items() for name, count in counts.items() for _ in range(count)]
        self.random.shuffle(told)
        for shop, name in told:
            case = self.case(shop, name, self.some_time(self.now - DAYS * DAY, self.now - 8 * DAY))
            case.tell(self.now - HOUR)
            self.add(case)

    def tell_open(self, shop: str, name: str, taken: int, least: float, most: float, buyer: tuple | None = None) -> None:
        """A story that stands where so many steps were taken, the last of them so many hours ago."""
        steps = stories.STORIES[name]["steps"][:taken]
        for _ in range(300):
            last = self.now - round(self.random.uniform(least, most) * HOUR)
            took = sum(self.random.uniform(least_h, most_h) for _, least_h, most_h, _ in steps)
            begun = len(self.maker.orders)
            case = self.case(shop, name, awake(last - round(took * HOUR), "buyer", self.random), buyer)
            try:
                case.tell(self.now - HOUR // 4, taken)
                ago = (self.now - case.at) / HOUR
                if least <= ago <= most:
                    self.add(case)
                    return
            except TooLate:
                pass
            del self.maker.orders[begun:]
        raise ValueError(f"{name} does not fit into {least} to {most} hours")

    def tell_sold_out(self) -> None:
        """Two want the last piece: who is agreed to first has it, the other's exchange becomes a return."""
        story = stories.STORIES["exchanged"]
        for days in (34, 15):
            at = self.some_time(self.now - (days + 1) * DAY, self.now - days * DAY)
            last = "A102-3" if days == 34 else "A104-1"
            for i in range(2):
                case = self.case("s1", "exchanged", at + i * HOUR)
                while case.line["spu"] != last[:4] or case.line["sku"] == last:
                    self.maker.orders.pop()
                    case = self.case("s1", "exchanged", at + i * HOUR)
                case.request["lines"][0]["want_sku"] = last
                case.apply()
                case.at = awake(self.now - days * DAY + (14 + 6 * i) * HOUR, "shop", self.random)
                for step in [(who, 0.1, 0.5, make) for who, _, _, make in story["steps"][:1]] + story["steps"][1:4]:
                    case.go_on(step)
                if i == 0:
                    for step in story["steps"][4:]:
                        case.go_on(step)
                self.add(case)

    def tell_recall(self) -> None:
        """Refunded, then shipped, and the shop wants the parcel back: under way, so it is to be stopped."""
        case = self.case("s1", "shipped after all", self.now - 70 * HOUR)
        case.tell(self.now)
        self.add(case)
        request = {"type": "refund_shipped", "reason": "refunded_then_shipped",
                   "lines": [{"line_no": 1, "quantity": case.line["quantity"]}]}
        self.steps.append({"at_ms": awake(self.now - 22 * HOUR, "shop", self.random), "by": "m1",
                           "ticket": f"t{sum(self.tickets.values()) + 1}",
                           "apply": {"order_no": case.order["order_no"], "request": request, "remark": "仓库误发，拦回入库"}})
        self.tickets["s1"] += 1

    def tell_last_coat(self, stock: list[dict]) -> None:
        """Two want the last piece today; one has it, so the other can not be agreed to as it was asked for."""
        last = "A101-2"
        for step in self.steps:
            assert last not in json.dumps(step), f"{last} is to have no past"
        next(ware for line in stock for ware in line["stock"]["items"] if ware["sku"] == last)["available"] = 1
        for is_first in (True, False):
            begun = len(self.maker.orders)
            while True:
                del self.maker.orders[begun:]
                case = self.case("s1", "exchanged", awake(self.now - round(self.random.uniform(8, 16) * HOUR), "buyer", self.random))
                if case.line["spu"] == last[:4] and case.line["sku"] != last:
                    break
            case.request["lines"][0]["want_sku"] = last
            case.apply()
            if is_first:
                who, _, _, make = case.story["steps"][0]
                case.at = self.now - 3 * HOUR
                case.go_on((who, 0, 0.5, make))
            self.add(case)

    # ---- Everybody else -------------------------------------------------------------------------------------------

    def stock(self) -> list[dict]:
        lines = []
        for shop in ("s1", "s2", "s3", "s5"):
            items = []
            for spu, title, category, _, price, specs in goods.GOODS[shop]:
                if category == "voucher":
                    continue
                for i, spec in enumerate(specs):
                    sku = f"{spu}-{i + 1}"
                    self.wares[sku] = 1 if sku in ("A102-3", "A104-1") else self.random.randrange(18, 90)
                    items.append({"sku": sku, "spu": spu, "title": title, "spec": spec, "unit_price_fen": price,
                                  "available": self.wares[sku]})
            lines.append({"stock": {"shop_id": shop, "items": items}})
        return lines

    def tell_quiet(self, shop: str) -> None:
        """An order that nobody asks anything about."""
        pick, maker = self.random, self.maker
        lines = maker.some_lines(shop)
        for i, line in enumerate(lines):
            line["line_no"] = i + 1
        age_ms = pick.randrange(DAYS + 4) * DAY + pick.randrange(HOUR, 11 * HOUR)
        discounts = maker.some_discounts(lines)
        freight = 0 if lines[0]["kind"] != "physical" else pick.choice([0, 0, 600, 800, 1000])
        shipped, received_ago_ms = maker.some_shipping(age_ms, lines)
        if age_ms > 8 * DAY:
            shipped = [line["quantity"] if line["kind"] == "physical" else 0 for line in lines]
            received_ago_ms = age_ms - pick.randrange(2 * DAY, 5 * DAY)
        probe = {"order_no": "", "lines": lines, "discounts": discounts, "freight_fen": freight}
        buyer = pick.choice(self.buyers)
        maker.add(buyer[0], shop, age_ms, lines, discounts, freight, maker.some_payments(money.total(probe)), shipped,
                  received_ago_ms)
        self.name_buyer(maker.orders[-1], buyer)

    def make(self) -> tuple[list[dict], list[dict]]:
        """What the mall imports, and what happened then."""
        self.wares: dict[str, int] = {}
        stock = self.stock()
        self.tell_sixty_days()
        for shop, name, taken, least, most, count in stories.OPEN_NOW:
            for _ in range(count):
                self.tell_open(shop, name, taken, least, most)
        for shop, name, taken, least, most in stories.OF_B1:
            self.tell_open(shop, name, taken, least, most, self.known["b1"])
        self.tell_sold_out()
        self.tell_recall()
        for shop, tickets in self.tickets.items():
            for _ in range(tickets * 100 // RATE[shop] - tickets):
                self.tell_quiet(shop)
        for shop, name, taken, least, most, count in stories.OF_LATE:
            for _ in range(count):
                self.tell_open(shop, name, taken, least, most)
        self.tell_last_coat(stock)
        self.steps.sort(key=lambda step: step["at_ms"])
        return stock + self.maker.orders, self.steps
