"""What may happen to a ticket: one story each, as steps (who, hours at least, at most, what he gives).

A story is told from its application on; where the present comes before its end, the rest has not happened yet.
Silence is a step that is not there: then the time limits of the desk go on with it."""
import words

RETURN = ("return_refund", "received")
EXCHANGE = ("exchange", "received")
REPAIR = ("repair", "received")
RESHIP = ("reship", "received")
NOT_COME = ("refund_shipped", "under_way")
KEPT = ("refund_shipped", "received")
UNSHIPPED = ("refund_unshipped", "unshipped")
PRICE = ("price_protect", "received")
VIRTUAL = ("virtual_refund", "virtual")


def give(command: str, **fields):
    return lambda case: {"command": command} | fields


def worded(command: str, pool: list, **fields):
    return lambda case: {"command": command} | fields | {"text": case.pick(pool)}


def agree(case) -> dict:
    goods_travel = case.type in ("return_refund", "exchange", "repair")
    return {"command": "agree"} | ({"address": case.address} if goods_travel else {})


def reject(*reasons: str):
    def made(case) -> dict:
        reason = case.pick(reasons)
        return {"command": "reject", "reason": reason, "text": case.pick(words.REJECTIONS[reason])}
    return made


def offer(percent: int, pool: list, **fields):
    def made(case) -> dict:
        fen = case.part(percent)
        text = case.pick(pool).format(yuan=fen // 100)
        to_come = case.type == "return_refund" and "type" not in fields and not case.sent
        return {"command": "make_offer", "refund_fen": fen, "text": text} | fields | ({"address": case.address} if to_come else {})
    return made


def counter(percent: int):
    def made(case) -> dict:
        fen = case.part(percent)
        return {"command": "counter_offer", "refund_fen": fen, "text": case.pick(words.COUNTERS).format(yuan=fen // 100)}
    return made


def inspect(accepted: int, pool: str):
    def made(case) -> dict:
        good = case.quantity if accepted < 0 else accepted
        line = {"line_no": case.line["line_no"], "accepted": good, "refused": case.quantity - good}
        text = case.pick(words.INSPECTIONS[pool])
        if line["refused"]:
            line["reason"] = words.FINDINGS[text]
        return {"command": "inspect", "lines": [line], "text": text}
    return made


def graded(seconds: int, scrap: int):
    """All accepted, but not all of it can be sold as it was."""
    def made(case) -> dict:
        line = {"line_no": case.line["line_no"], "accepted": case.quantity, "refused": 0, "seconds": seconds, "scrap": scrap}
        return {"command": "inspect", "lines": [line], "text": case.pick(words.INSPECTIONS["scrap" if scrap else "seconds"])}
    return made


def one_kind_refused(case) -> dict:
    lines = [{"line_no": 1, "accepted": 1, "refused": 0},
             {"line_no": 2, "accepted": 0, "refused": 1, "reason": words.FINDINGS[words.INSPECTIONS["part"][0]]}]
    return {"command": "inspect", "lines": lines, "text": case.pick(words.INSPECTIONS["part"])}


def verdict(outcome: str, fault: str, **fields):
    def made(case) -> dict:
        found = {"outcome": outcome, "fault": fault, "freight_payer": "shop" if fault == "shop" else "buyer"} | fields
        if outcome == "refund_part":
            found["refund_fen"] = case.part(55)
        return {"command": "verdict", "verdict": found | {"text": case.pick(words.VERDICTS[outcome])}}
    return made


def rate(case) -> dict:
    stars, text = case.pick(words.PRAISES)
    return {"command": "rate", "stars": stars, "text": text}


def modify(case) -> dict:
    request = case.request | {"reason": case.request["reason"]}
    return {"command": "modify", "request": request, "quote": {"refund_fen": 0, "digest": "0" * 16},
            "remark": case.pick(["补充了照片，请再看一下", "已按要求重新拍照", "面单也拍了，麻烦再审"])}


# ---- Single steps -------------------------------------------------------------------------------------------------

AGREE = ("shop", 1, 22, agree)
QUICK_AGREE = ("shop", 0.3, 5, agree)
SENT = ("buyer", 5, 70, lambda case: case.parcel("ship_back"))
AT_SHOP = ("mall", 22, 70, lambda case: case.arrives())
RECEIVED = ("shop", 2, 40, give("receive"))
TO_BENCH = ("shop", 2, 30, give("receive", inspect=True))
ALL_GOOD = ("shop", 2, 22, inspect(-1, "good"))
ALL_BAD = ("shop*", 2, 22, inspect(0, "bad"))
ONE_BAD = ("shop*", 2, 22, inspect(1, "part"))
SENDS_OUT = ("shop", 3, 60, lambda case: case.parcel("reship"))
AT_BUYER = ("mall", 24, 72, lambda case: case.arrives())
CONFIRMED = ("buyer", 1, 60, give("confirm_receipt"))
RATED = ("buyer", 2, 90, rate)
OFFERED = ("shop", 1, 22, offer(85, words.OFFERS))
KEEP_OFFER = ("shop", 1, 22, offer(40, words.KEEP_OFFERS, type="refund_shipped"))
TAKEN = ("buyer", 1, 24, give("accept_offer"))
DECLINED = ("buyer", 1, 20, give("decline_offer"))
WITHDRAWN = ("buyer", 0.5, 20, give("withdraw"))
ESCALATED = ("buyer*", 2, 90, worded("escalate", words.ESCALATIONS))
STEPS_IN = ("platform", 2, 20, worded("step_in", words.STEP_INS))
ASKED = ("platform", 2, 30, worded("ask_evidence", words.ASKS))
SHOPS_PROOF = ("shop*", 2, 15, worded("add_evidence", words.PROOFS_OF_SHOP))
BUYERS_PROOF = ("buyer*", 1, 12, worded("add_evidence", words.PROOFS_OF_BUYER))
FREEZES = ("platform", 1, 6, give("freeze", text=words.FREEZE))
RESUMES = ("platform", 10, 40, give("resume"))
CLOSED = ("platform", 2, 30, worded("close", words.CLOSINGS))
INTERCEPTS = ("shop", 0.5, 12, give("intercept"))
STOPPED = ("shop", 6, 36, give("intercept_result", stopped=True))
NOT_STOPPED = ("shop", 6, 36, lambda case: {"command": "intercept_result", "stopped": False, "address": case.address})
SHIPPED_AFTER_ALL = ("mall", 10, 30, lambda case: case.ships_rest())
MORE_TIME = ("shop", 20, 60, give("extend_deadline", by_ms=3 * 86_400_000))
MORE_TIME_FOR_SHOP = ("buyer", 5, 20, give("extend_deadline", by_ms=2 * 86_400_000))

AS_SECOND = ("shop", 2, 22, graded(1, 0))
ONE_SCRAP = ("shop", 2, 22, graded(0, 1))
ONE_KIND_BAD = ("shop*", 2, 22, one_kind_refused)
BUYER_APPEALS = ("buyer*", 2, 40, worded("appeal", words.APPEALS_OF_BUYER))
SHOP_APPEALS = ("shop*", 2, 40, worded("appeal", words.APPEALS_OF_SHOP))

BACK = [SENT, AT_SHOP, RECEIVED]
OUT = [SENDS_OUT, AT_BUYER]

QUALITY = ["quality", "not_as_described", "damaged", "wrong_item", "missing_parts"]
WISH = ["size_unfit", "not_wanted"]


def story(kind: tuple, reasons: list, *steps, **more) -> dict:
    return {"type": kind[0], "stage": kind[1], "reasons": reasons, "steps": list(steps), "quantity": 1, "by": "buyer",
            "channel": []} | more


STORIES = {
    # ---- Return and refund
    "returned": story(RETURN, WISH + QUALITY, AGREE, *BACK),
    "returned, rated": story(RETURN, WISH + QUALITY, QUICK_AGREE, *BACK, RATED),
    "returned, inspected": story(RETURN, WISH + QUALITY, AGREE, SENT, AT_SHOP, TO_BENCH, ALL_GOOD, RATED),
    "one of two refused at the bench": story(RETURN, WISH, AGREE, SENT, AT_SHOP, TO_BENCH, ONE_BAD, *OUT, CONFIRMED,
                                            quantity=2),
    "returned, as a second": story(RETURN, WISH, AGREE, SENT, AT_SHOP, TO_BENCH, AS_SECOND),
    "returned, one of two for scrap": story(RETURN, WISH, AGREE, SENT, AT_SHOP, TO_BENCH, ONE_SCRAP, quantity=2),
    "two kinds, one refused at the bench": story(RETURN, ["not_wanted"], AGREE, SENT, AT_SHOP, TO_BENCH, ONE_KIND_BAD, kinds=2),
    "refused at the bench": story(RETURN, WISH, AGREE, SENT, AT_SHOP, TO_BENCH, ALL_BAD, *OUT, CONFIRMED),
    "refused at the bench, kept silent": story(RETURN, WISH, AGREE, SENT, AT_SHOP, TO_BENCH, ALL_BAD, *OUT),
    "not inspected in time": story(RETURN, WISH + QUALITY, AGREE, SENT, AT_SHOP, TO_BENCH),
    "offer taken": story(RETURN, WISH, OFFERED, TAKEN, *BACK),
    "offer declined": story(RETURN, WISH, OFFERED, DECLINED, ("shop", 1, 12, agree), *BACK),
    "offer countered": story(RETURN, WISH, OFFERED, ("buyer", 1, 20, counter(93)), ("shop", 1, 12, give("accept_offer")),
                             *BACK),
    "offer lapsed": story(RETURN, WISH, OFFERED, ("shop", 60, 70, reject("opened"))),
    "kept for less": story(RETURN, QUALITY, KEEP_OFFER, TAKEN, RATED),
    "offer at the door": story(RETURN, WISH, AGREE, SENT, AT_SHOP, ("shop", 2, 20, offer(80, words.OFFERS)), TAKEN),
    "rejected": story(RETURN, WISH + QUALITY, ("shop", 2, 30, reject("opened", "damaged_by_buyer"))),
    "rejected, changed": story(RETURN, QUALITY, ("shop", 2, 30, reject("evidence_insufficient")), ("buyer*", 2, 40, modify), AGREE, *BACK),
    "rejected, appealed, all": story(RETURN, QUALITY, ("shop*", 2, 30, reject("damaged_by_buyer")), ESCALATED, ASKED, BUYERS_PROOF,
                                     SHOPS_PROOF, ("platform", 4, 20, verdict("refund_all", "shop", return_goods=True)), *BACK, RATED),
    "rejected, appealed, part": story(RETURN, QUALITY, ("shop*", 2, 30, reject("damaged_by_buyer")), ESCALATED,
                                      ("platform", 10, 60, verdict("refund_part", "buyer"))),
    "rejected, appealed, none": story(RETURN, WISH, ("shop*", 2, 30, reject("opened")), ESCALATED, ASKED, SHOPS_PROOF,
                                      ("platform", 4, 30, verdict("refund_none", "buyer"))),
    "rejected, appealed, another": story(RETURN, QUALITY, ("shop", 2, 30, reject("evidence_insufficient")), ESCALATED,
                                         ("platform", 10, 60, verdict("exchange", "shop")), *OUT, CONFIRMED),
    "verdict appealed by the buyer": story(RETURN, QUALITY, ("shop*", 2, 30, reject("damaged_by_buyer")), ESCALATED,
                                           ("platform", 4, 30, verdict("refund_none", "buyer")), BUYER_APPEALS,
                                           ("judge", 4, 30, verdict("refund_all", "shop", return_goods=True))),
    "verdict appealed by the shop": story(RETURN, QUALITY, ("shop*", 2, 30, reject("damaged_by_buyer")), ESCALATED,
                                          ("platform", 4, 30, verdict("refund_all", "shop", return_goods=True)), SHOP_APPEALS),
    "platform stepped in": story(RETURN, QUALITY, STEPS_IN, ASKED, SHOPS_PROOF),
    "withdrawn": story(RETURN, WISH, WITHDRAWN),
    "withdrawn after the yes": story(RETURN, WISH, AGREE, ("buyer", 5, 60, give("withdraw"))),
    "shop silent": story(RETURN, WISH + QUALITY, ("buyer", 55, 100, lambda case: case.parcel("ship_back")), AT_SHOP, RECEIVED),
    "buyer silent": story(RETURN, WISH, AGREE),
    "not received in time": story(RETURN, WISH, AGREE, SENT, AT_SHOP),
    "more time": story(RETURN, WISH, AGREE, MORE_TIME, ("buyer", 60, 120, lambda case: case.parcel("ship_back")), AT_SHOP, RECEIVED),
    "more time for the shop": story(RETURN, QUALITY, MORE_TIME_FOR_SHOP, ("shop", 20, 50, agree), *BACK),
    "frozen": story(RETURN, QUALITY, FREEZES, RESUMES, AGREE, *BACK),
    "closed by the platform": story(RETURN, WISH, CLOSED),
    "by telephone": story(RETURN, ["agreed", "quality"], *BACK, by="shop"),
    "by the platform": story(RETURN, QUALITY, *BACK, by="platform"),
    # ---- Exchange, repair, reship
    "exchanged": story(EXCHANGE, ["size_unfit"], AGREE, *BACK, *OUT, CONFIRMED, RATED),
    "exchanged, wrong one": story(EXCHANGE, ["wrong_item", "quality"], AGREE, *BACK, *OUT, CONFIRMED),
    "exchanged, kept silent": story(EXCHANGE, ["size_unfit"], AGREE, *BACK, *OUT),
    "exchange sold out": story(EXCHANGE, ["quality"], AGREE, *BACK, ("shop", 5, 50, worded("fall_back", words.FALL_BACKS["exchange"]))),
    "exchange rejected": story(EXCHANGE, ["size_unfit"], ("shop", 2, 30, reject("opened"))),
    "exchange late": story(EXCHANGE, ["size_unfit"], AGREE, *BACK),
    "repaired": story(REPAIR, ["malfunction", "quality"], AGREE, *BACK, *OUT, CONFIRMED, RATED),
    "beyond repair": story(REPAIR, ["malfunction"], AGREE, *BACK, ("shop", 20, 90, worded("fall_back", words.FALL_BACKS["repair"]))),
    "repair rejected": story(REPAIR, ["malfunction"], ("shop*", 2, 30, reject("damaged_by_buyer"))),
    "sent what was missing": story(RESHIP, ["missing_parts"], AGREE, *OUT, CONFIRMED),
    "sent what was missing, silent": story(RESHIP, ["missing_parts"], AGREE, *OUT),
    "an empty parcel": story(RESHIP, ["missing_parts"], AGREE, SENDS_OUT, ("buyer*", 40, 90, worded("escalate", ["收到空包裹"])),
                             ("platform", 20, 60, verdict("refund_all", "shop"))),
    "nothing to send": story(RESHIP, ["missing_parts"], AGREE, ("shop", 5, 60, worded("fall_back", words.FALL_BACKS["reship"]))),
    "nothing was missing": story(RESHIP, ["missing_parts"], ("shop*", 2, 30, reject("not_our_fault"))),
    # ---- Shipped, without return
    "stopped on its way": story(NOT_COME, ["slow_delivery"], INTERCEPTS, STOPPED),
    "not stopped": story(NOT_COME, ["slow_delivery"], INTERCEPTS, NOT_STOPPED, *BACK),
    "interception forgotten": story(NOT_COME, ["slow_delivery"], INTERCEPTS),
    "lost": story(NOT_COME, ["not_received", "no_tracking"], AGREE),
    "signed for, says the courier": story(NOT_COME, ["not_received"], ("shop*", 2, 30, reject("signed_for")), ESCALATED,
                                         ("platform", 20, 60, verdict("refund_none", "buyer"))),
    "spoiled": story(KEPT, ["damaged", "quality"], AGREE, RATED),
    "spoiled, in part": story(KEPT, ["damaged", "quality"], ("shop", 1, 20, offer(50, words.KEEP_OFFERS)), TAKEN),
    "spoiled, rejected": story(KEPT, ["damaged"], ("shop", 2, 30, reject("evidence_insufficient")), ("buyer*", 2, 30, modify), AGREE),
    # ---- Not shipped yet
    "before it went out": story(UNSHIPPED, ["not_wanted", "wrong_order", "out_of_stock", "shop_late"]),
    "before it went out, rated": story(UNSHIPPED, ["not_wanted", "wrong_order"], RATED),
    "channel said no, retried": story(UNSHIPPED, ["not_wanted"], ("shop", 2, 20, give("retry_refund", via="original")), channel=["refused"]),
    "channel said no, to the balance": story(UNSHIPPED, ["wrong_order"], ("shop", 2, 20, give("retry_refund", via="balance")),
                                             channel=["refused"]),
    "channel said no, paid by hand": story(UNSHIPPED, ["shop_late"], ("platform*", 5, 40, worded("record_offline", words.OFFLINES,
                                                                                             refund_no="failed")), channel=["refused"]),
    "channel said no twice": story(UNSHIPPED, ["not_wanted"], ("shop", 1, 8, give("retry_refund", via="original")), channel=["refused", "refused"]),
    "channel takes its time": story(UNSHIPPED, ["not_wanted"], channel=["processing"]),
    "shipped after all": story(UNSHIPPED, ["shop_late", "wrong_order"], SHIPPED_AFTER_ALL),
    "shipped after all, kept": story(UNSHIPPED, ["shop_late"], SHIPPED_AFTER_ALL, ("shop", 10, 60, worded("settle_strays", words.SETTLEMENTS))),
    # ---- Price, lessons
    "price protected": story(PRICE, ["price_drop"], AGREE),
    "price not protected": story(PRICE, ["price_drop"], ("shop", 2, 30, reject("other", "agreed_otherwise"))),
    "lessons": story(VIRTUAL, ["not_wanted", "unusable"]),
    "lessons, rated": story(VIRTUAL, ["unusable"], RATED),
    "lessons and books": story(RETURN, ["not_wanted"], AGREE, *BACK, mixed=True),
}

# How many of each in sixty days: shop: {story: count}.
SIXTY_DAYS = {
    "s1": {"returned": 26, "returned, rated": 18, "returned, inspected": 10, "one of two refused at the bench": 3,
           "refused at the bench": 3, "refused at the bench, kept silent": 2, "not inspected in time": 2, "offer taken": 6,
           "offer declined": 3, "offer countered": 3, "offer lapsed": 2, "kept for less": 9, "offer at the door": 3, "rejected": 4,
           "rejected, changed": 4, "rejected, appealed, all": 3, "rejected, appealed, part": 2, "rejected, appealed, none": 3,
           "rejected, appealed, another": 1, "withdrawn": 5, "withdrawn after the yes": 3, "shop silent": 3, "buyer silent": 4,
           "not received in time": 2, "more time": 2, "more time for the shop": 1, "frozen": 1, "closed by the platform": 1,
           "by telephone": 3, "by the platform": 1, "exchanged": 12, "exchanged, wrong one": 5, "exchanged, kept silent": 3,
           "exchange sold out": 2, "exchange rejected": 1, "exchange late": 1, "sent what was missing": 1, "before it went out": 10,
           "before it went out, rated": 4, "channel said no, retried": 2, "channel said no, paid by hand": 1, "shipped after all, kept": 1,
           "lost": 2, "stopped on its way": 2, "price protected": 3, "price not protected": 1},
    "s2": {"repaired": 4, "beyond repair": 1, "repair rejected": 1, "returned, inspected": 2, "before it went out": 3,
           "channel said no, to the balance": 1, "price protected": 2, "exchanged, wrong one": 1, "refused at the bench": 1},
    "s3": {"spoiled": 8, "spoiled, in part": 3, "spoiled, rejected": 1, "sent what was missing": 3, "sent what was missing, silent": 1,
           "nothing to send": 1, "before it went out": 3, "lost": 2, "not stopped": 1, "interception forgotten": 1},
    "s4": {"lessons": 9, "lessons, rated": 4, "returned": 2, "exchanged, wrong one": 1, "lessons and books": 1, "before it went out": 2},
    "s5": {"spoiled": 6, "kept for less": 3, "returned": 4, "offer taken": 1, "sent what was missing": 4, "an empty parcel": 1,
           "nothing was missing": 1, "signed for, says the courier": 1, "before it went out": 5, "channel said no, to the balance": 1,
           "price protected": 3, "price not protected": 1, "stopped on its way": 1, "lessons": 2, "rejected": 2, "withdrawn": 1},
}

# What is open now: (shop, story, steps that have been taken, hours ago at least, at most, how often).
OPEN_NOW = [
    ("s1", "returned", 0, 1, 19, 7), ("s1", "exchanged", 0, 1, 18, 3), ("s1", "returned", 0, 37, 46, 3), ("s1", "offer countered", 2, 2, 20, 1),
    ("s1", "rejected, changed", 2, 2, 18, 1), ("s1", "frozen", 1, 2, 18, 1),
    ("s1", "offer taken", 1, 2, 18, 3), ("s1", "kept for less", 1, 3, 18, 1), ("s1", "offer at the door", 4, 2, 18, 1),
    ("s1", "returned", 1, 5, 90, 5), ("s1", "returned", 1, 148, 163, 1), ("s1", "more time", 2, 5, 30, 1),
    ("s1", "returned", 2, 5, 40, 4), ("s1", "returned", 3, 3, 120, 5), ("s1", "returned", 3, 218, 236, 1),
    ("s1", "returned, inspected", 4, 1, 18, 3), ("s1", "one of two refused at the bench", 4, 1, 18, 1),
    ("s1", "exchanged", 4, 4, 90, 3), ("s1", "exchange late", 4, 170, 190, 2), ("s1", "exchange late", 4, 218, 260, 1),
    ("s1", "exchanged", 5, 5, 40, 2), ("s1", "exchanged", 6, 5, 60, 2),
    ("s1", "refused at the bench", 5, 3, 60, 2), ("s1", "one of two refused at the bench", 6, 5, 40, 1),
    ("s1", "rejected", 1, 3, 80, 3), ("s1", "rejected, appealed, all", 2, 4, 40, 2), ("s1", "rejected, appealed, all", 3, 2, 20, 1),
    ("s1", "rejected, appealed, none", 2, 30, 90, 1), ("s1", "platform stepped in", 3, 2, 20, 1),
    ("s1", "stopped on its way", 1, 3, 30, 1), ("s1", "channel said no, retried", 0, 3, 30, 2), ("s1", "channel said no twice", 1, 3, 30, 1),
    ("s1", "channel takes its time", 0, 2, 20, 2), ("s1", "shipped after all", 1, 4, 40, 2), ("s1", "price protected", 0, 2, 18, 1),
    ("s2", "repaired", 0, 1, 18, 2), ("s2", "repaired", 3, 5, 60, 1), ("s2", "repaired", 4, 5, 90, 1), ("s2", "repair rejected", 1, 5, 60, 1),
    ("s2", "channel takes its time", 0, 2, 20, 1), ("s2", "price protected", 0, 2, 18, 1),
    ("s3", "spoiled", 0, 1, 18, 2), ("s3", "sent what was missing", 1, 5, 60, 1), ("s3", "sent what was missing", 2, 5, 50, 1),
    ("s3", "not stopped", 1, 3, 30, 1), ("s3", "spoiled, in part", 1, 2, 18, 1), ("s3", "lost", 0, 2, 18, 1), ("s3", "an empty parcel", 3, 10, 40, 1),
    ("s4", "returned", 0, 2, 18, 1), ("s4", "lessons and books", 3, 5, 40, 1), ("s4", "channel takes its time", 0, 2, 18, 1),
    ("s5", "spoiled", 0, 1, 18, 2), ("s5", "returned", 1, 5, 60, 1), ("s5", "sent what was missing", 3, 5, 60, 1),
    ("s5", "signed for, says the courier", 2, 5, 40, 1), ("s5", "channel said no, to the balance", 0, 3, 30, 1), ("s5", "kept for less", 1, 2, 18, 1),
]

# Buyer b1, whom visitors try first, has one of each kind to look at.
OF_B1 = [
    ("s1", "offer taken", 1, 4, 8), ("s1", "exchanged", 6, 8, 30), ("s2", "repaired", 4, 20, 60), ("s5", "returned", 1, 6, 40),
    ("s3", "spoiled", 1, 40, 100), ("s4", "lessons", 0, 90, 200), ("s1", "returned, rated", 5, 200, 500),
]

# What the newer pages show: goods with grades on the shelf, appeals. Told last, so that all before it stays as it was.
OF_LATE = [
    ("s1", "returned, as a second", 5, 10, 150, 3), ("s1", "returned, one of two for scrap", 5, 10, 150, 2),
    ("s1", "two kinds, one refused at the bench", 5, 6, 90, 1), ("s2", "returned, as a second", 5, 10, 150, 1),
    ("s1", "verdict appealed by the buyer", 4, 3, 30, 1), ("s1", "verdict appealed by the buyer", 5, 10, 90, 1),
    ("s5", "verdict appealed by the shop", 4, 3, 30, 1),
]
