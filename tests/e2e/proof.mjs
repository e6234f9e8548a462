// @ts-check
// A ticket to take along: downloaded by its buyer, checked by Node's own cryptography and at #/verify without a
// network; one changed byte is found.

import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import { phone, with_worker } from './stage.mjs';

const [buyer_id, order_no] = ['b10', 'E1166'];
/** What stands before the 32 bytes of an Ed25519 key in DER. */
const der_head = Buffer.from('302a300506032b6570032100', 'hex');

/** @param {string | Buffer} bytes */
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** Whether the desk signed this, as somebody finds out who has only the description. @param {any} proof */
function is_signed({ signature, ...rest }) {
    const text = `afterdesk-proof-1\n${sha256(JSON.stringify(rest))}\n`;
    const key = createPublicKey({ key: Buffer.concat([der_head, Buffer.from(signature.key, 'hex')]), format: 'der', type: 'spki' });
    return verify(null, Buffer.from(text), key, Buffer.from(signature.value, 'hex'));
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
export async function proof_flows(report, stage) {
    await report.flow('a ticket to take along, and to check elsewhere', async (step) => {
        /** @type {import('./stage.mjs').Person} */ let buyer;
        let name = '';
        let text = '';
        /** @param {string} json */
        const choose = (json) => buyer.field('选择凭证文件')
            .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(json) });
        await step('its buyer downloads it as one file', async () => {
            buyer = await stage.buyer(buyer_id, order_no, { ...phone, ...with_worker });
            await buyer.press(buyer.link(/^仅退款（未发货）/));
            await buyer.press(buyer.button(/^增加/).first());
            await buyer.chooses('申请原因', /^不想要了/);
            await buyer.press(buyer.button(/^提交并退款/));
            await buyer.sees_state('已完成', 20_000);
            const [download] = await Promise.all([buyer.page.waitForEvent('download'), buyer.press(buyer.link('下载凭证文件'))]);
            name = download.suggestedFilename();
            assert.match(name, /^AS\d+\.afterdesk-proof\.json$/);
            text = await readFile(await download.path(), 'utf8');
        });
        await step('Node finds the signature right, and each whole event in its place of the chain', async () => {
            const proof = JSON.parse(text);
            assert.ok(is_signed(proof));
            assert.ok(!is_signed({ ...proof, made_at_ms: proof.made_at_ms + 1 }));
            let before = '0'.repeat(64);
            let whole = 0;
            for (const { hash, body, cut } of proof.events) {
                if (!cut && body) {
                    const about = Buffer.from(`${proof.tenant}\0${proof.ticket_no}\0${body}`);
                    assert.equal(sha256(Buffer.concat([Buffer.from(before, 'hex'), about])), hash);
                    whole += 1;
                }
                before = hash;
            }
            assert.ok(whole > 0, 'no event is whole');
            const keys = await (await fetch(`${stage.server.origin}/api/v1/proof-keys`)).json();
            assert.ok(keys.items.some((/** @type {{key: string}} */ item) => item.key === proof.signature.key));
        });
        await step('#/verify finds it sound, without a network and after a reload', async () => {
            await buyer.press(buyer.link('核验凭证文件'));
            await buyer.sees(buyer.find('heading', '核验凭证文件'));
            await buyer.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
            await buyer.context.setOffline(true);
            await buyer.page.reload();
            await buyer.sees(buyer.find('heading', '核验凭证文件'), 20_000);
            await choose(text);
            await buyer.reads('核验通过');
            await buyer.reads(/^由本平台的密钥 .* 签名，签发后没有改动。$/);
            await buyer.reads(/^按文件中的订单和规则重新计算，同样是 ¥/);
            await buyer.picture('proof-sound');
        });
        await step('one changed byte is found, and which event it stands in', async () => {
            await choose(text.replace('not_wanted', 'not_wantex'));
            await buyer.reads('核验不通过：文件已不是签发时的内容');
            await buyer.reads('签名不符：文件在签发后被改动过。');
            await buyer.picture('proof-broken');
        });
        await step('what is no proof file is refused with a reason', async () => {
            await choose('{"format":"invoice"}');
            await buyer.reads(/^这不是凭证文件，或者已经损坏：/);
            await buyer.context.setOffline(false);
        });
        await stage.clear();
    }, () => stage.keep_failure('proof'));
}
