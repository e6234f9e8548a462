// @ts-check
// Two hundred tickets approved at once, of which three are taken back between preview and sending: a result for each, and
// the money is right afterwards. What is large waits for a second person, who finds it in a pile of his own.

import assert from 'node:assert/strict';

import { all_asked, give, mall_of } from './asked.mjs';
import { Client } from './client.mjs';
import { eventually } from './report.mjs';
import { password } from './stage.mjs';
import { two_ways } from './ways.mjs';

/** @typedef {import('./stage.mjs').Person} Person */
/** @typedef {import('./stage.mjs').Stage} Stage */
/** @typedef {import('./ways.mjs').Way} Way */
/** @typedef {import('./asked.mjs').Asked} Asked */

/** Refunded without being sent back: approved, the money goes out. */
const keeps_it = { type: 'refund_shipped', reason: 'quality' };

/** @param {number} fen */
const yuan = (fen) => '¥' + (fen / 100).toLocaleString('en', { minimumFractionDigits: 2 });

/** @param {string} prefix @param {number} count */
const numbers_from = (prefix, count) => Array.from({ length: count }, (_, i) => prefix + String(i).padStart(3, '0'));

/** Staff in front of what waits and is called so. @param {Stage} stage @param {Way} way @param {string} login @param {string} title */
async function before_the_list(stage, way, login, title) {
    const person = await stage.staff_again('merchant', login, `tickets?q=${encodeURIComponent(title)}&work=review`, way.how);
    await person.sees(person.link(new RegExp(title)), 20_000);
    return person;
}

/** Loads what is left of the list, and chooses all of it. @param {Person} person @param {Way} way */
async function chooses_all(person, way) {
    const more = person.button(way.say('加载更多', 'Load more'));
    await eventually(async () => {
        if (await more.count()) await person.press(more).catch(() => {});  // it may be gone meanwhile
        return !await more.count();
    }, 'the whole list', 30_000);
    await person.press(person.find('checkbox', way.say('全选', 'Choose all')));
}

/** What the platform reads of a check of its health page. @param {Client} platform @param {string} check */
async function level_of(platform, check) {
    const { checks } = await platform.get('/health');
    return checks.find((/** @type {any} */ it) => it.check === check)?.level;
}

/**
 * @param {import('./report.mjs').Report} report @param {Stage} stage @param {Way} way @param {number} count
 * @param {Client} platform
 */
async function three_are_refused(report, stage, way, count, platform) {
    const tag = `${stage.webgl ? 'A' : 'B'}${way.phone ? 'P' : 'D'}`;
    const goods = { sku: 'BT' + tag, spu: 'BT' + tag, title: `批量香薰蜡烛${tag}`, spec: '白茶', category: 'home', unit_price_fen: 8_900 };
    await report.flow(`${count} approved at once, three of them taken back meanwhile (${way.name})`, async (step) => {
        /** @type {Asked[]} */ let tickets;
        /** @type {Asked[]} */ let gone;
        /** @type {Person} */ let merchant;
        const dialog = () => merchant.dialog(way.say('批量同意', 'Approve several'));
        await step(`${count} requests wait`, async () => {
            const orders = numbers_from('EB' + tag, count);
            tickets = await all_asked(stage, { orders, shop: 's5', buyer: 'b8', goods }, keeps_it);
            gone = [tickets[1], tickets[Math.floor(count / 2)], tickets[count - 2]];
        });
        await step('all of them are chosen', async () => {
            merchant = await before_the_list(stage, way, 'huajian', goods.title);
            await chooses_all(merchant, way);
            const sum = yuan(count * goods.unit_price_fen);
            await merchant.reads(way.say(`已选 ${count} 张，合计 ${sum}`, `${count} chosen, ${sum} in all`));
        });
        await step('each is asked of the core before: all of them can be done', async () => {
            await merchant.press(merchant.button(way.say('批量同意…', 'Approve…')));
            const sum = yuan(count * goods.unit_price_fen);
            await merchant.reads(way.say(`${count} 张可以处理，合计 ${sum}`, `${count} can be done, ${sum} in all`), dialog(), 60_000);
        });
        await step('three buyers take theirs back; the rest is done, and each says what became of it', async () => {
            for (const ticket of gone) await give(ticket, 'withdraw');
            await merchant.press(merchant.button(way.say(`同意 ${count} 张`, `Approve ${count}`), dialog()));
            const done = count - 3;
            // What is too fast for the server waits and goes on by itself.
            await merchant.reads(way.say(`${done} 张完成，3 张未完成`, `${done} done, 3 not done`), dialog(), 120_000);
            await merchant.sees(merchant.find('heading', way.say('逐张结果', 'One by one'), dialog()));
            const rows = await merchant.find('list', way.say('逐张结果', 'One by one'), dialog()).getByRole('listitem').allTextContents();
            // What did not work out stands first.
            const first = rows.slice(0, 3);
            for (const ticket of gone) {
                const row = first.find((one) => one.includes(ticket.no)) || '';
                assert.ok(row, `${ticket.no} stands elsewhere:\n${rows.slice(0, 6).join('\n')}`);
                assert.match(row, way.say(/售后单|状态|操作/, /ticket|request|state/i));
            }
            assert.match(rows[3], new RegExp(way.say('完成', 'Done')));
            await merchant.picture(`batch-${way.phone ? 'phone' : 'desktop'}${stage.webgl ? '' : '-html'}`);
        });
        await step('a row leads to its ticket by keyboard, and the way back to the results', async () => {
            await merchant.press_key(merchant.link(gone[1].no, dialog()));
            await merchant.arrives_at(new RegExp(`^#/m/tickets/${gone[1].no}`));
            await merchant.sees_state(way.say('已关闭', 'Closed'), 20_000);
            await merchant.page.goBack();
            await merchant.reads(way.say(`${count - 3} 张完成，3 张未完成`, `${count - 3} done, 3 not done`), dialog(), 20_000);
        });
        await step('nobody was paid twice, nobody in vain: the money is right', async () => {
            let paid_fen = 0;
            for (const ticket of tickets) {
                const now = await eventually(async () => {
                    const it = await ticket.buyer.ticket(ticket.no);
                    return ['completed', 'closed'].includes(it.state) && it;
                }, `the end of ${ticket.no}`, 20_000);
                const withdrawn = gone.includes(ticket);
                assert.equal(now.state, withdrawn ? 'closed' : 'completed', ticket.no);
                assert.equal(now.refunds.length, withdrawn ? 0 : 1, ticket.no);
                for (const part of now.refunds) {
                    assert.equal(part.status, 'succeeded');
                    paid_fen += part.amount_fen;
                }
            }
            assert.equal(paid_fen, (count - 3) * goods.unit_price_fen);
            assert.equal(await level_of(platform, 'ledger'), 'good');
        });
        await step('what was taken back can be asked for again, nothing else can', async () => {
            const request = { ...keeps_it, lines: [{ line_no: 1, quantity: 1 }] };
            const again = await gone[0].buyer.send('POST', '/quotes', { order_no: gone[0].order_no, request });
            assert.equal(again.status, 200, again.text);
            const paid = await tickets[0].buyer.send('POST', '/quotes', { order_no: tickets[0].order_no, request });
            assert.equal(paid.status, 422, paid.text);
        });
        await step('the list holds none of them any more', async () => {
            await merchant.press(merchant.button(way.say('关闭', 'Close'), dialog()).last());
            await merchant.sees_no(dialog());
            await merchant.sees_no(merchant.link(new RegExp(goods.title)), 15_000);
        });
        await stage.clear();
    }, () => stage.keep_failure('batch'));
}

/**
 * @param {import('./report.mjs').Report} report @param {Stage} stage @param {Way[]} ways of the first and of the second person
 * @param {Client} merchant
 */
async function two_people(report, stage, [first_way, second_way], merchant) {
    const tag = stage.webgl ? 'A' : 'B';
    const title = `复核羊绒大衣${tag}`;
    const goods = (/** @type {number} */ fen) => ({ sku: 'FE' + fen, spu: 'FE', title, spec: '驼色', category: 'apparel', unit_price_fen: fen });
    await report.flow(`four eyes: several at once, and the second person's pile (${first_way.name}; ${second_way.name})`, async (step) => {
        /** @type {Asked[]} */ let tickets;
        /** @type {Person} */ let first;
        /** @type {Person} */ let second;
        const { say } = first_way, reads = second_way.say;
        const link_to = (/** @type {Person} */ who, /** @type {Asked} */ ticket) => who.link(new RegExp(ticket.no));
        await step('three are approved at once, two of them large: said before', async () => {
            const what = { shop: 's1', buyer: 'b9' };
            tickets = [
                ...await all_asked(stage, { ...what, orders: [`EF${tag}1`, `EF${tag}2`], goods: goods(88_000) }, keeps_it),
                ...await all_asked(stage, { ...what, orders: [`EF${tag}3`], goods: goods(8_000) }, keeps_it)];
            first = await before_the_list(stage, first_way, 'yunshan', title);
            await chooses_all(first, first_way);
            await first.press(first.button(say('批量同意…', 'Approve…')));
            const dialog = first.dialog(say('批量同意', 'Approve several'));
            await first.reads(say('其中 2 张还需要第二人复核', '2 of them need a second person as well'), dialog);
            await first.press(first.button(say('同意 3 张', 'Approve 3'), dialog));
            await first.reads(say('3 张完成，0 张未完成', '3 done, 0 not done'), dialog, 15_000);
            await first.press(first.button(say('关闭', 'Close'), dialog).last());
        });
        await step('only the small one was paid', async () => {
            for (const [i, ticket] of tickets.entries()) {
                const now = await eventually(async () => {
                    const it = await ticket.buyer.ticket(ticket.no);
                    return it.state !== 'refunding' && it;
                }, 'the refund', 10_000);
                assert.equal(now.state, i === 2 ? 'completed' : 'awaiting_merchant', ticket.no);
                assert.equal(now.refunds.length, i === 2 ? 1 : 0);
            }
        });
        await step('who approved first can not do so again, and reads why', async () => {
            await first.page.goto(`${stage.server.origin}/#/m/tickets/${tickets[0].no}`);
            await first.finds_dead(first.button(say('复核并同意', 'Second approval: Approve')), /./);
        });
        await step('the second one finds them as a pile of his own, and approves one', async () => {
            second = await stage.staff_again('merchant', 'yunshan-manager', 'work', second_way.how);
            await second.press(second.link(reads(/^待第二人复核：\d+ 张$/, /^Second approval: \d+$/)));
            await second.arrives_at(/work=second/);
            await second.press(link_to(second, tickets[0]));
            await second.reads(reads(/^许蔓 已于 .* 一审同意退款 ¥880\.00。单笔超过 ¥500\.00 须由另一位同事复核。$/,
                /^许蔓 approved ¥880\.00 at .*\. Above ¥500\.00 a second person has to approve, too\.$/));
            await second.picture(`four-eyes-${second_way.phone ? 'phone' : 'desktop'}${stage.webgl ? '' : '-html'}`);
            const approve = reads('复核并同意', 'Second approval: Approve');
            await second.press(second.button(approve));
            await second.press(second.button(approve, second.dialog(approve)));
            await second.arrives_at(new RegExp(`^#/m/tickets/${tickets[1].no}\\?work=second`));  // the next of the pile
        });
        await step('he rejects the other: then there is nothing to approve for the first', async () => {
            await second.press(second.button(reads('拒绝', 'Reject')));
            const dialog = second.dialog(reads('拒绝', 'Reject'));
            await second.chooses(reads('拒绝原因', 'Reason'), reads('凭证不足', 'The evidence is not sufficient'), dialog);
            await second.press(second.button(reads('拒绝', 'Reject'), dialog));
            await eventually(async () => (await merchant.ticket(tickets[1].no)).state === 'rejected', 'the rejection', 10_000);
            const paid = await eventually(async () => {
                const it = await merchant.ticket(tickets[0].no);
                return it.state === 'completed' && it;
            }, 'the refund', 10_000);
            assert.deepEqual(paid.refunds.map((/** @type {any} */ part) => [part.amount_fen, part.status]), [[88_000, 'succeeded']]);
        });
        await stage.clear();
    }, () => stage.keep_failure('two-people'));
}

/** @param {import('./report.mjs').Report} report @param {Stage} stage */
export async function batch_flows(report, stage) {
    const [wide, narrow] = two_ways(stage);
    const platform = await mall_of(stage);
    await three_are_refused(report, stage, wide, 200, platform);
    await stage.clear().catch(() => {});
    await three_are_refused(report, stage, narrow, 8, platform);
    await stage.clear().catch(() => {});
    const merchant = new Client(stage.server.origin, 'merchant');
    assert.equal((await merchant.sign_in('yunshan', password)).status, 200);
    const set = async (/** @type {number} */ above_fen) => {
        const { version, overrides } = await merchant.get('/policy');
        const put = await merchant.send('PUT', '/policy', { based_on: version, overrides: { ...overrides, four_eyes_above_fen: above_fen } });
        assert.equal(put.status, 200, put.text);
    };
    await set(50_000);
    await two_people(report, stage, [wide, narrow], merchant);
    await set(0);
    await stage.clear().catch(() => {});
}
