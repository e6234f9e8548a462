// @ts-check
// The page for people who do not see it or have no pointer: axe-core on every screen, Tab in the order of the eyes, and
// both ways of a refund by keyboard alone, and by the events of a screen reader alone.

import assert from 'node:assert/strict';
import axe from 'axe-core';

import { reader, typist } from './hands.mjs';
import { eventually } from './report.mjs';
import { desktop, password, phone, with_worker } from './stage.mjs';
import { furnish, photo } from './furnish.mjs';
import { look, settled, show, tour_buyer, tour_buyer_seldom, tour_staff } from './tour.mjs';

/** @typedef {import('./stage.mjs').Person} Person */
/** @typedef {import('./tour.mjs').Colour} Colour */
/** @typedef {import('./tour.mjs').Language} Language */
/** @typedef {import('./tour.mjs').Visit} Visit */

const tabs_at_once = 8;

/** What axe finds wrong. @param {Person} person @returns {Promise<string[]>} */
export async function faults(person) {
    const { page } = person;
    if (await page.evaluate(() => !Object.hasOwn(window, 'axe'))) await page.evaluate(axe.source);
    const { found, passed } = await page.evaluate(async () => {
        const { violations, passes } = await /** @type {any} */ (window).axe.run(document, { resultTypes: ['violations'] });
        return { passed: passes.length, found: violations.flatMap((/** @type {any} */ rule) => rule.nodes.map((/** @type {any} */ node) =>
            `${rule.id}: ${node.html.slice(0, 160)} ${node.failureSummary.replace(/\s+/g, ' ').slice(0, 200)}`)) };
    });
    assert.ok(passed > 20, 'axe did not look');
    return found;
}

/**
 * Walks through the page with Tab: where it comes to, what it leaves out, and where it jumps back.
 * @param {Person} person @returns {Promise<string[]>}
 */
export async function tab_faults(person) {
    const { page } = person;
    await page.evaluate(() => {
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
        getSelection()?.removeAllRanges();
        const start = document.createElement('span');  // Tab goes on from here
        start.id = 'tab-start';
        start.tabIndex = -1;
        document.getElementById('root')?.prepend(start);
        start.focus();
        start.remove();
        for (const grid of document.querySelectorAll('[data-came]')) grid.removeAttribute('data-came');
        const walk = { stops: /** @type {Element[]} */ ([]), around: false, came: () => {
            const at = document.activeElement;
            if (!at || walk.around) return;
            walk.around = walk.stops.includes(at);
            if (walk.around) return;
            walk.stops.push(at);
            const grid = at.closest('[role=grid]');  // one stop, whichever of its rows is there when somebody comes back
            if (grid) grid.setAttribute('data-came', '');
        }, /** It stays where it ended. @param {KeyboardEvent} event */ goes_on: (event) => {
            walk.around ||= walk.stops.length > 0 && document.activeElement === document.body;
            if (!walk.around) return;
            event.preventDefault();
            event.stopImmediatePropagation();
        } };
        Object.assign(window, { tab_walk: walk });
        addEventListener('focusin', walk.came);
        addEventListener('keydown', walk.goes_on, true);
    });
    for (let more = true; more;) {
        for (let i = 0; i < tabs_at_once; ++i) await page.keyboard.press('Tab');
        more = await page.evaluate(() => /** @type {any} */ (window).tab_walk.stops.length > 0 && !/** @type {any} */ (window).tab_walk.around);
    }
    return page.evaluate(() => {
        const walk = /** @type {any} */ (window).tab_walk;
        removeEventListener('focusin', walk.came);
        removeEventListener('keydown', walk.goes_on, true);
        const stops = /** @type {Element[]} */ (walk.stops);
        /** @type {string[]} */ const found = [];
        const said = (/** @type {Element} */ node) => (node.getAttribute('aria-label') || node.textContent || node.tagName).slice(0, 40);
        const part_of = (/** @type {Element} */ node) => node.closest('header, nav, [role=dialog], [role=group], .scroller, main');
        const area = (/** @type {Element} */ node) => node.closest('nav, header, .scroller, main');
        for (const node of document.querySelectorAll('#mirror :is(a[href], button, input, textarea)')) {
            if (node.closest('[inert], [role=grid][data-came]') || stops.includes(node)) continue;
            if (node.matches('[role=tab]:not([aria-selected=true]), [role=option], [role=grid] [tabindex="-1"]')) continue;  // the arrow keys lead there
            if (node instanceof HTMLInputElement && node.type === 'radio') {
                const group = document.querySelectorAll(`input[name="${node.name}"]`);
                if (Array.from(group).some((other) => stops.includes(other))) continue;
            }
            found.push(`Tab leaves out ${node.outerHTML.slice(0, 120)}`);
        }
        // Read from above: a card's own link stands at its top.
        const top_of = (/** @type {Element} */ node) => (node.closest('label') || node).getBoundingClientRect();
        for (const [i, node] of stops.entries()) {
            const before = stops[i - 1];
            if (!before || area(before) !== area(node) || part_of(before) !== part_of(node)) continue;
            const [a, b] = [top_of(before), top_of(node)];
            const back = b.bottom <= a.top + 1 && b.left < a.right - 1;
            const left = b.top < a.bottom - 1 && b.bottom > a.top + 1 && b.right <= a.left + 1;
            if (back || left) found.push(`Tab goes back from ${said(before)} to ${said(node)}`);
        }
        if (stops.length < 3) found.push(`Tab comes to ${stops.length} things only`);
        return found;
    });
}

/** @param {string} name @param {string[]} problems @param {boolean} [with_tab] @returns {Visit} */
function examined(name, problems, with_tab) {
    return async (person, screen, hash, arrange) => {
        await show(person, hash);
        await arrange?.(person);
        await settled(person);
        for (const fault of await faults(person)) problems.push(`${screen} ${name}: ${fault}`);
        if (!with_tab) return;
        for (const fault of await tab_faults(person)) problems.push(`${screen} ${name}: ${fault}`);
    };
}

/** @param {string[]} problems */
function none(problems) {
    const list = Array.from(new Set(problems));
    assert.ok(list.length === 0, `${list.length} problems:\n${list.slice(0, 12).join('\n')}`);
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
async function rules(report, stage) {
    await report.flow('axe-core finds nothing on any screen, and Tab follows the eyes', async (step) => {
        /** @type {import('./furnish.mjs').Tickets} */ let tickets;
        await step('there are tickets in several states', async () => { tickets = await furnish(stage.server); });
        // The mirror is the same with and without a canvas: each browser has both colours and both languages, and together
        // they have all four looks. What Tab leads to costs a picture each time with a canvas: there it is walked where
        // people are daily, and everywhere in both languages without.
        /** @type {[Colour, Language][]} */ const looks = stage.webgl ? [['light', 'zh'], ['dark', 'en']] : [['dark', 'zh'], ['light', 'en']];
        for (const [colour, language] of looks) {
            const name = `${colour} ${language}`;
            await step(name, async () => {
                /** @type {string[]} */ const problems = [];
                const seldom = examined(name, problems, !stage.webgl);
                const visit = examined(name, problems, !stage.webgl || language === 'zh');
                const how = look(colour, language);
                await tour_buyer(stage, how, language, tickets, visit);
                await tour_buyer_seldom(stage, how, language, tickets, seldom);
                await tour_staff(stage, how, tickets, visit);
                await stage.clear();
                none(problems);
            });
        }
        await step('on a phone', async () => {
            /** @type {string[]} */ const problems = [];
            const visit = examined('phone', problems, true);
            await tour_buyer(stage, { ...phone, colorScheme: 'light' }, 'zh', tickets, visit);
            await stage.clear();
            none(problems);
        });
    }, () => stage.keep_failure('access'));
    await stage.clear().catch(() => {});
}

/**
 * Both flows of a refund. @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage
 * @param {string} way @param {(person: Person) => import('./hands.mjs').Hands} hands_of
 * @param {{unshipped: [string, string], bought: [string, string], shop: string}} orders the buyer and the order, twice; the shop's login
 */
async function refunds(report, stage, way, hands_of, { unshipped, bought, shop }) {
    await report.flow(`a refund before and one after delivery, ${way}`, async (step) => {
        /** @type {Person} */ let buyer;
        /** @type {Person} */ let merchant;
        /** @type {import('./hands.mjs').Hands} */ let hands;
        /** @type {import('./hands.mjs').Hands} */ let theirs;
        await step('not shipped yet: goods, reason, refunded at once', async () => {
            const [buyer_id, order] = unshipped;
            buyer = await stage.buyer(buyer_id, order, desktop);
            hands = hands_of(buyer);
            await buyer.sees(buyer.find('heading', new RegExp(order)), 20_000);
            await hands.press(buyer.link('仅退款（未发货）'));
            await hands.press(buyer.button(/^增加/).first());
            await buyer.reads(/^退款金额：¥\d/);
            await hands.pick(buyer.button(/^申请原因：/), buyer.find('option', /^拍错\/多拍/));
            await buyer.finds_live(buyer.button(/^提交并退款 ¥/));
            await hands.press(buyer.button(/^提交并退款 ¥/));
            await buyer.sees_state('已完成', 15_000);
            await stage.clear();
        });
        await step('delivered: goods, reason, remark, photo; sent', async () => {
            const [buyer_id, order] = bought;
            buyer = await stage.buyer(buyer_id, order, desktop);
            hands = hands_of(buyer);
            await buyer.sees(buyer.find('heading', new RegExp(order)), 20_000);
            await hands.press(buyer.link('退货退款'));
            await hands.press(buyer.button(/^增加/).first());
            await hands.pick(buyer.button(/^申请原因：/), buyer.find('option', /^质量问题/));
            await hands.fill(buyer.field('补充说明'), 'it does not close');
            await hands.attach(buyer.field('添加照片'), photo);
            await buyer.finds_live(buyer.button('提交申请'));
            await hands.press(buyer.button('提交申请'));
            await buyer.sees_state('待商家处理');
        });
        await step('the merchant signs in, filters, opens it, rejects nothing: approves', async () => {
            merchant = await stage.person('merchant', desktop);
            theirs = hands_of(merchant);
            await merchant.page.goto(stage.server.origin + '/#/m/tickets');
            await merchant.sees(merchant.find('heading', '商家登录'), 20_000);
            await theirs.fill(merchant.field('账号'), shop);
            await theirs.fill(merchant.field('密码'), password);
            await theirs.press(merchant.button('登录'));
            await merchant.sees(merchant.find('heading', '售后工单'));
            await theirs.choose(merchant.find('tab', /^待审核/));
            await merchant.arrives_at(/status=reviewing/);
            await theirs.press(merchant.link(new RegExp('^退货退款 .*' + buyer.hash().split('/')[3])));
            await merchant.sees_state('待商家处理');
            await theirs.press(merchant.button('同意退货'));
            const dialog = merchant.dialog('同意退货');
            await merchant.sees(dialog);
            await theirs.press(merchant.button('同意退货', dialog));
            await merchant.sees_state('待买家退货');
        });
        await step('sent back, received, refunded', async () => {
            await buyer.sees_state('待买家退货');
            await hands.press(buyer.button('填写退货物流'));
            const dialog = buyer.dialog('填写退货物流');
            await hands.pick(buyer.button(/^快递公司：/, dialog), buyer.find('option', '顺丰速运'));
            await hands.fill(buyer.field('运单号', dialog), 'SF1234509876');
            await buyer.finds_live(buyer.button('填写退货物流', dialog));
            await hands.press(buyer.button('填写退货物流', dialog));
            await merchant.sees_state('待商家收货');
            await theirs.press(merchant.button('确认收货并退款'));
            const sure = merchant.dialog('确认收货并退款');
            await theirs.press(merchant.button('确认收货并退款', sure));
            await merchant.sees_state('已完成', 15_000);
            await buyer.sees_state('已完成', 15_000);
        });
        await stage.clear();
    }, () => stage.keep_failure('refunds'));
    await stage.clear().catch(() => {});
}

/**
 * The two link targets are one page for whoever uses it. @param {import('./report.mjs').Report} report
 * @param {import('./stage.mjs').Stage} stage @param {import('playwright-core').BrowserContextOptions} how @param {string} name
 */
async function doors(report, stage, how, name) {
    await report.flow(`from the door to the desk, and back to a buyer (${name})`, async (step) => {
        /** @type {Person} */ let person;
        /** @type {Set<string>} */ const loaded = new Set();
        await step('a bare address shows the door, and does not load the desk', async () => {
            person = await stage.person('somebody', how);
            person.page.on('request', (request) => { loaded.add(/\/(buyer|desk)\.[^/]+$/.exec(request.url())?.[1] || ''); });
            await person.page.goto(stage.server.origin);
            await person.sees(person.link('商家登录'), 20_000);
            assert.ok(loaded.has('buyer') && !loaded.has('desk'), [...loaded].join());
        });
        await step('one press leads to the desk; its door is the same page', async () => {
            await person.press(person.link('商家登录'));
            await person.sees(person.find('heading', '商家登录'), 20_000);
            assert.ok(loaded.has('desk'), [...loaded].join());
            await person.type(person.field('账号'), 'shenlan');
            await person.type(person.field('密码'), password);
            await person.page.keyboard.press('Enter');
            await person.sees(person.find('heading', '工作台'));
            await person.page.goBack();
            await person.sees(person.link('平台登录'));
            await person.page.goForward();
            await person.sees(person.find('heading', '工作台'));
        });
        await step('a link of the mall in the same page opens the order', async () => {
            await person.page.goto(await stage.server.launch_url('b1', 'E1003'));
            await person.sees(person.find('heading', /E1003/), 20_000);
        });
        await step('who looks in at the desk meanwhile finds what was typed', async () => {
            await person.press(person.link('退货退款'));
            await person.type(person.field('补充说明'), '罐子压扁了');
            await person.page.goto(stage.server.origin + '/#/m/tickets');
            await person.sees(person.find('heading', '售后工单'), 20_000);
            await person.page.goBack();
            await person.sees(person.field('补充说明'), 20_000);
            await eventually(async () => await person.field('补充说明').inputValue() === '罐子压扁了', 'the words', 5000);
        });
        await stage.clear();
    }, () => stage.keep_failure('doors'));
    await stage.clear().catch(() => {});
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
export async function access_flows(report, stage) {
    await doors(report, stage, desktop, 'desktop');
    await doors(report, stage, { ...phone, ...with_worker }, 'phone, with a service worker');
    await refunds(report, stage, 'with the keyboard alone', typist,
        { unshipped: ['b7', 'E1048'], bought: ['b5', 'E1036'], shop: 'shenlan' });
    await refunds(report, stage, 'with the events of a screen reader alone', reader,
        { unshipped: ['b12', 'E1058'], bought: ['b12', 'E1052'], shop: 'shenlan' });
    await rules(report, stage);
}
