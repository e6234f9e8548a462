// @ts-check
// The same desk in English, and the switch between the languages.

import { fileURLToPath } from 'node:url';

import { desktop } from './stage.mjs';

const photo = fileURLToPath(new URL('../fixtures/evidence/parcel.jpg', import.meta.url));
const english = { ...desktop, locale: 'en-US' };

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
export async function english_flows(report, stage) {
    await report.flow('in English: return and refund, approved, sent back, received', async (step) => {
        /** @type {import('./stage.mjs').Person} */ let buyer;
        /** @type {import('./stage.mjs').Person} */ let merchant;
        const goods = '家用温控手冲电热水壶 1.2L';
        await step('the order and the form speak English', async () => {
            buyer = await stage.buyer('b2', 'E1013', english);
            await buyer.sees(buyer.find('heading', 'Order no. E1013'), 20_000);
            await buyer.reads('Shipping fee: ¥8.00');
            await buyer.reads('Nothing unshipped is left to refund');
            await buyer.press(buyer.link('Return and refund'));
            await buyer.finds_dead(buyer.button('Submit request'), 'Choose at least one item first');
        });
        await step('amount, reason, photo; sent', async () => {
            await buyer.press(buyer.button(new RegExp(`^Increase.*${goods}`)));
            await buyer.reads('Refund: ¥199.00');
            await buyer.chooses('Reason', /^Quality problem/);
            await buyer.field('Remark').fill('It leaks at the spout.');
            await buyer.field('Add photos').setInputFiles(photo);
            await buyer.finds_live(buyer.button('Submit request'));
            await buyer.press(buyer.button('Submit request'));
            await buyer.sees_state('Waiting for the merchant');
        });
        await step('the merchant approves in English, too', async () => {
            merchant = await stage.staff('merchant', 'shenlan', 'tickets', english);
            await merchant.sees(merchant.find('heading', 'Tickets'));
            await merchant.press(merchant.find('tab', /^In review/));
            await merchant.press(merchant.link(new RegExp(`^Return and refund ${goods}`)));
            await merchant.press(merchant.button('Approve return'));
            const dialog = merchant.dialog('Approve return');
            await merchant.press(merchant.button('Approve return', dialog));
            await merchant.sees_state('Waiting for the return parcel');
            await buyer.sees_state('Waiting for the return parcel');
        });
        await step('sent back, received, completed', async () => {
            await buyer.press(buyer.button('Enter return parcel'));
            const dialog = buyer.dialog('Enter return parcel');
            await buyer.chooses('Carrier', 'SF Express', dialog);
            await buyer.field('Tracking number', dialog).fill('SF7700889900');
            await buyer.press(buyer.button('Enter return parcel', dialog));
            await merchant.press(merchant.button('Confirm receipt and refund'));
            const sure = merchant.dialog('Confirm receipt and refund');
            await merchant.press(merchant.button('Confirm receipt and refund', sure));
            await merchant.sees_state('Completed', 15_000);
            await buyer.sees_state('Completed');
        });
        await step('one press changes to Chinese, and it stays so after a reload', async () => {
            await buyer.press(buyer.button('中文'));
            await buyer.sees_state('已完成');
            await buyer.page.reload();
            await buyer.sees_state('已完成', 20_000);
        });
        await stage.clear();
    }, () => stage.keep_failure('english'));
    await stage.clear().catch(() => {});
}
