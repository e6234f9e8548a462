"""What an order costs, by the rules of DOMAIN 5.1, counted a second time and independently of the C++ core."""


def allocate(total: int, weights: list[int]) -> list[int]:
    """Largest remainder; ties to the earlier one."""
    whole = sum(weights)
    if whole == 0:
        return [total] + [0] * (len(weights) - 1)
    shares = [total * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in order[:total - sum(shares)]:
        shares[i] += 1
    return shares


def line_paid(order: dict) -> list[int]:
    """What is left of each line's price after all discounts."""
    cost = [line["quantity"] * line["unit_price_fen"] - sum(d["amount_fen"] for d in line.get("discounts", []))
            for line in order["lines"]]
    if min(cost) < 0:
        raise ValueError(f"{order['order_no']}: a line's own discounts exceed its price")
    for discount in order.get("discounts", []):
        named = discount.get("lines") or [line["line_no"] for line in order["lines"]]
        weights = [cost[i] if line["line_no"] in named else 0 for i, line in enumerate(order["lines"])]
        if discount["amount_fen"] > sum(weights):
            raise ValueError(f"{order['order_no']}: a discount exceeds what its lines cost")
        cost = [left - share for left, share in zip(cost, allocate(discount["amount_fen"], weights))]
    return cost


def total(order: dict) -> int:
    return sum(line_paid(order)) + order["freight_fen"]


def check(order: dict) -> None:
    """Every sum that the import would refuse otherwise."""
    paid = sum(payment["amount_fen"] for payment in order["payments"])
    if paid != total(order):
        raise ValueError(f"{order['order_no']}: paid {paid}, costs {total(order)}")
    for line, cost in zip(order["lines"], line_paid(order)):
        deposit = line.get("presale", {}).get("deposit_fen", 0)
        if deposit > cost:
            raise ValueError(f"{order['order_no']}: the deposit exceeds the line")
        most = line["quantity"] if line["kind"] == "physical" else 0
        if line.get("shipped_quantity", 0) > most:
            raise ValueError(f"{order['order_no']}: shipped more than bought")
