// @ts-check
// Review, inspection and verdict by the events of a screen reader alone: everything is found by role and name, pressed
// without coordinates, and what became of it is said aloud.

import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';

import { asked, give } from './asked.mjs';
import { reader } from './hands.mjs';
import { password } from './stage.mjs';
import { two_ways } from './ways.mjs';

const photo = fileURLToPath(new URL('../fixtures/evidence/parcel.jpg', import.meta.url));

/** @typedef {import('./stage.mjs').Person} Person */
/** @typedef {import('./stage.mjs').Stage} Stage */
/** @typedef {import('./ways.mjs').Way} Way */
/** @typedef {import('./asked.mjs').Asked} Asked */

/** Everything that was said aloud: status and alert speak when their words change. @param {Person} person */
async function is_listened_to(person) {
    await person.page.addInitScript(() => {
        const heard = { said: /** @type {string[]} */ ([]), keys_and_pointers: 0 };
        Object.assign(window, { heard });
        new MutationObserver((changes) => {
            for (const { target } of changes) {
                const at = target instanceof Element ? target : target.parentElement;
                const live = at?.closest('[role=status], [role=alert], [aria-live]');
                if (live?.textContent) heard.said.push(live.textContent);
            }
        }).observe(document, { subtree: true, childList: true, characterData: true });
        for (const kind of ['pointerdown', 'mousedown', 'touchstart', 'keydown', 'wheel'])
            addEventListener(kind, (event) => { if (event.isTrusted) heard.keys_and_pointers += 1; }, true);
    });
}
/** @param {Person} person @returns {Promise<{said: string[], keys_and_pointers: number}>} */
const heard = (person) => person.page.evaluate(() => /** @type {any} */ (window).heard);

/** That it was done, or what that has led to already: the newer message takes the place. @param {Person} person @param {Way} way */
async function hears_that_it_is_done(person, { say }) {
    const words = [say('操作成功', 'Done'), say('有新进展：', 'Moved on: ')];
    await person.page.waitForFunction((some) =>
        /** @type {any} */ (window).heard.said.some((/** @type {string} */ line) => some.some((it) => line.includes(it))), words);
}

/** @param {Stage} stage @param {Way} way @param {'merchant' | 'platform'} audience @param {string} login */
async function signs_in(stage, way, audience, login) {
    const { say } = way;
    const person = await stage.person(`${audience} ${login}`, way.how);
    const hands = reader(person);
    await is_listened_to(person);
    await person.page.goto(`${stage.server.origin}/#/${audience[0]}/work`);
    await person.sees(person.button(say('登录', 'Sign in')), 20_000);
    await hands.fill(person.field(say('账号', 'Account')), login);
    await hands.fill(person.field(say('密码', 'Password')), password);
    await hands.press(person.button(say('登录', 'Sign in')));
    await person.sees(person.find('heading', say('工作台', 'Home')));
    return { person, hands };
}

/** Through the workbench to a ticket of a pile. @param {Person} person @param {import('./hands.mjs').Hands} hands @param {Way} way @param {RegExp} pile @param {string} no */
async function goes_to(person, hands, way, pile, no) {
    await hands.press(person.link(way.say('工作台', 'Home')));
    await hands.press(person.link(pile));
    await hands.press(person.link(new RegExp(no)));
    await person.arrives_at(new RegExp(`^#/[mp]/tickets/${no}`));
}

/** @param {import('./report.mjs').Report} report @param {Stage} stage @param {Way} way @param {string} shop @param {string} login */
async function heard_only(report, stage, way, shop, login) {
    const { say } = way;
    const tag = way.phone ? 'P' : 'D';
    await report.flow(`review, inspection and verdict by the events of a screen reader alone (${way.name})`, async (step) => {
        const goods = { sku: 'RD' + tag, spu: 'RD' + tag, title: `听写钢笔${tag}`, spec: 'F 尖', category: 'home', quantity: 2, unit_price_fen: 15_000 };
        /** @type {Asked} */ let ticket;
        const { person: merchant, hands } = await signs_in(stage, way, 'merchant', login);
        await step('review: the ticket is found by its name, read, and approved', async () => {
            ticket = await asked(stage, { order_no: `ER${tag}1`, shop, buyer: 'b12', goods }, { type: 'return_refund', reason: 'quality', line: { quantity: 2 } });
            await goes_to(merchant, hands, way, say(/^待审核：\d+ 张$/, /^To review: \d+$/), ticket.no);
            await merchant.sees_state(say('待商家处理', 'Waiting for the merchant'));
            await merchant.reads(new RegExp(goods.title), merchant.page.getByRole('main'));
            const approve = say('同意退货', 'Approve return');
            await hands.press(merchant.button(approve));
            const dialog = merchant.dialog(approve);
            await merchant.page.waitForFunction(() => document.activeElement?.closest('[role=dialog]') !== null);  // it begins to read there
            await merchant.sees(merchant.find('heading', say('提交后会怎样', 'What this leads to'), dialog));
            await merchant.reads(say(/^买家得到：¥300\.00$/, /^The buyer gets: ¥300\.00$/), dialog);
            await hands.press(merchant.button(approve, dialog));
            await hears_that_it_is_done(merchant, way);
            await merchant.sees_no(dialog);
            assert.equal((await ticket.buyer.ticket(ticket.no)).state, 'awaiting_return');
        });
        await step('received, to be inspected', async () => {
            await give(ticket, 'ship_back', { parcel: { carrier: 'zto', tracking_no: `ZT66${way.phone ? 1 : 2}0000001` } });
            await goes_to(merchant, hands, way, say(/^待收货：\d+ 张$/, /^To receive: \d+$/), ticket.no);
            const receive = say('确认收货并退款', 'Confirm receipt and refund');
            await hands.press(merchant.button(receive));
            const dialog = merchant.dialog(receive);
            await hands.check(merchant.find('checkbox', say('先验货，再退款或发货', 'Inspect before anything is paid or sent'), dialog));
            await hands.press(merchant.button(receive, dialog));
            await merchant.sees_no(dialog);
        });
        await step('inspected piece by piece; what is missing is said at its button', async () => {
            await goes_to(merchant, hands, way, say(/^待验货：\d+ 张$/, /^To inspect: \d+$/), ticket.no);
            const inspect = say('登记验货结果', 'Enter the inspection');
            await hands.press(merchant.button(inspect));
            const dialog = merchant.dialog(inspect);
            for (let pieces = 0; pieces < 2; ++pieces) await hands.press(merchant.button(say(/^增加不合格/, /^Increase Refused/), dialog));
            await merchant.reads(say('可售 0 件', '0 resaleable'), dialog);
            await merchant.finds_dead(merchant.button(inspect, dialog), /./);
            await hands.pick(merchant.button(say(/^不合格原因/, /^Why refused/), dialog), merchant.find('option', say('破损或污渍', 'Damaged or stained')));
            await hands.fill(merchant.field(say('验货说明', 'What was found'), dialog), say('笔尖折断', 'The nibs are broken'));
            await hands.attach(merchant.field(say(/^添加照片：/, /^Add a photo: /), dialog), photo);
            await merchant.sees(merchant.find('img', say('照片 1', 'Photo 1'), dialog));
            await merchant.finds_live(merchant.button(inspect, dialog));
            await hands.press(merchant.button(inspect, dialog));
            await merchant.sees_no(dialog);
            assert.equal((await ticket.buyer.ticket(ticket.no)).state, 'sending_back');
        });
        await step('nothing but such events was used by the merchant', async () => {
            assert.equal((await heard(merchant)).keys_and_pointers, 0);
        });
        const { person: platform, hands: theirs } = await signs_in(stage, way, 'platform', 'arbiter');
        await step('verdict: the dispute is found, both sides are read', async () => {
            await give(ticket, 'escalate', { text: '是运输中折断的', evidence: [] });
            await theirs.press(platform.link(say('纠纷裁决', 'Disputes')));
            await theirs.press(platform.link(new RegExp(ticket.no)));
            await theirs.press(platform.button(say('裁决', 'Decide')));
            await platform.arrives_at(/\/verdict$/);
            await platform.reads('是运输中折断的');
            await platform.reads(say('笔尖折断', 'The nibs are broken'));
        });
        await step('each choice has its name and group; what it leads to is read before it is given', async () => {
            const chooses = (/** @type {string} */ group, /** @type {string} */ name) =>
                theirs.choose(platform.find('radio', name, platform.find('radiogroup', group)));
            await platform.finds_dead(platform.button(say('裁决', 'Decide')), say('怎么处理', 'The decision'));
            await chooses(say('怎么处理', 'The decision'), say('部分退款', 'Refund a part'));
            await theirs.fill(platform.field(say(/^退给买家（元）/, /^The buyer gets/)), '150');
            await chooses(say('谁的责任', 'Whose fault'), say('物流', "The carrier's"));
            await chooses(say('退货运费由谁承担', 'Who pays the way back'), say('商家', "The shop's"));
            await theirs.fill(platform.field(say('裁决理由', 'Why')), say('运输损坏，双方各担一半', 'Damaged on its way: half each'));
            await platform.reads(say('买家得到：¥150.00', 'The buyer gets: ¥150.00'));
            const steps = await platform.find('list', say('步骤', 'Steps')).getByRole('listitem').allTextContents();
            assert.ok(steps.some((it) => it.includes('¥150.00')), steps.join(' / '));
            await platform.finds_live(platform.button(say('裁决', 'Decide')));
            await theirs.press(platform.button(say('裁决', 'Decide')));
            await hears_that_it_is_done(platform, way);
        });
        await step('it is carried out; nothing but such events was used by the platform', async () => {
            const done = await ticket.buyer.ticket(ticket.no);
            assert.equal(done.refunds.reduce((/** @type {number} */ sum, /** @type {any} */ part) => sum + part.amount_fen, 0), 15_000);
            assert.equal((await heard(platform)).keys_and_pointers, 0);
        });
        await stage.clear();
    }, () => stage.keep_failure('reader'));
    await stage.clear().catch(() => {});
}

/** @param {import('./report.mjs').Report} report @param {Stage} stage */
export async function reader_flows(report, stage) {
    const [wide, narrow] = two_ways(stage);
    await heard_only(report, stage, wide, 's3', 'qinghe');
    await heard_only(report, stage, narrow, 's5', 'huajian');
}
