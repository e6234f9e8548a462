// @ts-check
// Photos of a request: by picker, drop and paste; made small in the page; progress, cancel, retry and resume.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

import { eventually } from './report.mjs';
import { desktop, phone, with_worker } from './stage.mjs';

const parcel = await readFile(new URL('../fixtures/evidence/parcel.jpg', import.meta.url));
const orders = { phone: ['b10', 'E1038', '明前龙井绿茶 250g'], desktop: ['b11', 'E1176', '主动降噪头戴式蓝牙耳机'] };

/** @typedef {import('./stage.mjs').Person} Person */
/** @typedef {{report: import('./report.mjs').Report, stage: import('./stage.mjs').Stage, how: typeof desktop, device: 'phone' | 'desktop'}} Scene */

/** The size of a JPEG, out of its frame header, and the names of its segments. @param {Buffer} jpeg */
function look_into(jpeg) {
    const segments = [];
    for (let at = 2; at < jpeg.length && jpeg[at] === 0xff;) {
        const [kind, length] = [jpeg[at + 1], jpeg.readUInt16BE(at + 2)];
        segments.push(kind);
        if (kind >= 0xc0 && kind <= 0xc2) return { segments, h: jpeg.readUInt16BE(at + 5), w: jpeg.readUInt16BE(at + 7) };
        at += 2 + length;
    }
    throw new Error('no JPEG');
}

/** With what a camera writes into it: turned by a quarter, and where it was taken. @param {Buffer} jpeg */
function as_from_camera(jpeg) {
    const entry = (/** @type {number} */ tag, /** @type {number} */ type, /** @type {number} */ count, /** @type {number} */ value) => {
        const bytes = Buffer.alloc(12);
        bytes.writeUInt16BE(tag, 0);
        bytes.writeUInt16BE(type, 2);
        bytes.writeUInt32BE(count, 4);
        if (type === 3) bytes.writeUInt16BE(value, 8);
        else bytes.writeUInt32BE(value, 8);
        return bytes;
    };
    const place = Buffer.from('GPS 30.2741,120.1551\0');
    const tiff = Buffer.concat([Buffer.from('MM\0*\0\0\0\x08\0\x02', 'latin1'), entry(0x0112, 3, 1, 6),
        entry(0x010e, 2, place.length, 38), Buffer.alloc(4), place]);
    const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
    const head = Buffer.from([0xff, 0xe1, 0, 0]);
    head.writeUInt16BE(body.length + 2, 2);
    return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

/** A picture that the browser paints. @param {Person} person @param {number} w @param {number} h @param {string} type */
async function painted(person, w, h, type) {
    const base64 = await person.page.evaluate(async ([w, h, type]) => {
        const canvas = new OffscreenCanvas(Number(w), Number(h));
        const pen = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
        for (let i = 0; i < 60; ++i) {
            pen.fillStyle = `hsl(${i * 37} 70% 50%)`;
            pen.fillRect((i * 997) % Number(w), (i * 613) % Number(h), Number(w) / 7, Number(h) / 9);
        }
        const blob = await canvas.convertToBlob({ type: String(type), quality: 0.8 });
        const url = await new Promise((read) => {
            const reader = new FileReader();
            reader.onload = () => read(String(reader.result));
            reader.readAsDataURL(blob);
        });
        return url.slice(url.indexOf(',') + 1);
    }, [w, h, type]);
    return Buffer.from(base64, 'base64');
}

/** Lets files fall onto the page, or pastes them. @param {Person} person @param {'drop' | 'paste'} how @param {{name: string, type: string, buffer: Buffer}[]} files */
async function hand_over(person, how, files) {
    const plain = files.map((file) => ({ name: file.name, type: file.type, text: file.buffer.toString('base64') }));
    await person.page.evaluate(async ({ how, plain }) => {
        const data = new DataTransfer();
        for (const { name, type, text } of plain) {
            const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
            data.items.add(new File([bytes], name, { type }));
        }
        const target = document.querySelector('#mirror main') || document.body;
        const event = how === 'drop' ? new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
            : new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
        if (target.dispatchEvent(event)) throw new Error('nobody took the files');
    }, { how, plain });
}

/** A request that wants photos. @param {Scene} scene */
async function at_form({ stage, how, device }, more = {}) {
    const [buyer_id, order_no, line] = orders[device];
    const buyer = await stage.person('buyer ' + buyer_id, { ...how, ...more });
    /** @type {Buffer[]} */ const sent = [];
    await buyer.page.exposeFunction('was_sent', (/** @type {string} */ base64) => { sent.push(Buffer.from(base64, 'base64')); });
    await buyer.page.addInitScript(() => {
        const send = XMLHttpRequest.prototype.send;
        XMLHttpRequest.prototype.send = function (body) {
            if (!(body instanceof Blob)) { send.call(this, body); return; }
            const reader = new FileReader();
            reader.onload = () => /** @type {any} */ (window).was_sent(String(reader.result).replace(/^.*,/, ''));
            reader.readAsDataURL(body);
            send.call(this, body);
        };
    });
    await buyer.page.goto(await stage.server.launch_url(buyer_id, order_no));
    await buyer.press(buyer.link(/^退货退款/));
    await buyer.press(buyer.button(`增加${line} 的数量`));
    await buyer.chooses('申请原因', /^质量问题/);
    await buyer.finds_dead(buyer.button('提交申请'), '此原因需要至少一张照片');
    return { buyer, sent, picker: buyer.field('添加照片') };
}

/** @param {Person} buyer @param {number} count */
async function sees_photos(buyer, count) {
    await eventually(async () => await buyer.find('img', /^照片 \d$/).count() === count, `${count} photos`);
    await buyer.finds_live(buyer.button('提交申请'));
}

/** @param {Person} buyer */
async function clear(buyer) {
    for (let left = await buyer.button(/^移除照片/).count(); left > 0; --left) {
        await buyer.press(buyer.button(`移除照片 ${left}`));
        await buyer.sees_no(buyer.button(`移除照片 ${left}`));
    }
}

/** @param {Scene} scene */
async function ways_in(scene) {
    await scene.report.flow(`photos by picker, drop and paste, made small before they are sent (${scene.device})`, async (step) => {
        /** @type {Awaited<ReturnType<typeof at_form>>} */ let form;
        await step('three at once by the picker', async () => {
            form = await at_form(scene);
            const wide = await painted(form.buyer, 4000, 3000, 'image/jpeg');
            const glass = await painted(form.buyer, 300, 200, 'image/png');
            await form.picker.setInputFiles([
                { name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: as_from_camera(wide) },
                { name: '截图.png', mimeType: 'image/png', buffer: glass },
                { name: '包裹.jpg', mimeType: 'image/jpeg', buffer: parcel },
            ]);
            await sees_photos(form.buyer, 3);
            await eventually(() => form.sent.length === 3, 'three pictures sent');
        });
        await step('what is sent is a JPEG of at most 2048 points, upright, without place and camera', async () => {
            for (const jpeg of form.sent) {
                const { segments, w, h } = look_into(jpeg);
                assert.ok(Math.max(w, h) <= 2048, `${w} × ${h}`);
                assert.ok(!segments.includes(0xe1), 'an EXIF segment');
                assert.ok(!jpeg.includes('GPS'), 'the place');
            }
            const upright = form.sent.map(look_into).find(({ h }) => h === 2048);
            assert.deepEqual([upright?.w, upright?.h], [1536, 2048]);
            await form.buyer.picture(`photos-${scene.device}`);
        });
        await step('by drop, anywhere on the page, and by paste', async () => {
            await clear(form.buyer);
            await hand_over(form.buyer, 'drop', [1, 2].map((n) => ({ name: `${n}.jpg`, type: 'image/jpeg', buffer: parcel })));
            await sees_photos(form.buyer, 2);
            await hand_over(form.buyer, 'paste', [{ name: 'image.png', type: 'image/png', buffer: await painted(form.buyer, 40, 30, 'image/png') }]);
            await sees_photos(form.buyer, 3);
        });
        await step('more than are allowed: the rest is left out, and that is said', async () => {
            await form.picker.setInputFiles(Array.from({ length: 9 }, (_, n) =>
                ({ name: `${n}.jpg`, mimeType: 'image/jpeg', buffer: parcel })));
            await form.buyer.reads(/^最多 \d 份，多出的没有添加。$/);
            await sees_photos(form.buyer, 9);
        });
        await scene.stage.clear();
    }, () => scene.stage.keep_failure('ways-in'));
}

/** @param {Scene} scene */
async function hard_ones(scene) {
    await scene.report.flow(`pictures that a page could fail at (${scene.device})`, async (step) => {
        /** @type {Awaited<ReturnType<typeof at_form>>} */ let form;
        await step('50 megapixels end in a picture', async () => {
            form = await at_form(scene);
            await form.picker.setInputFiles({ name: '五千万像素.jpg', mimeType: 'image/jpeg', buffer: await painted(form.buyer, 8688, 5792, 'image/jpeg') });
            await sees_photos(form.buyer, 1);
            await eventually(() => form.sent.length === 1, 'one picture sent');
            assert.equal(look_into(form.sent[0]).w, 2048);
        });
        await step('HEIC that this browser cannot open: a sentence that says what to do', async () => {
            const heic = Buffer.concat([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(400)]);
            await form.picker.setInputFiles([{ name: 'IMG_2001.HEIC', mimeType: '', buffer: heic }]);
            await form.buyer.reads(/^这台设备打不开 HEIC 照片，请转成 JPEG 再添加/);
            await form.buyer.finds_live(form.buyer.button('提交申请'));
        });
        await step('a picture cut off in the middle: a sentence or what is there of it, never a page that waits', async () => {
            await form.picker.setInputFiles({ name: '半张.jpg', mimeType: 'image/jpeg', buffer: parcel.subarray(0, 200) });
            await form.buyer.reads(/^上传失败：无法识别这张图片/);
            await form.buyer.finds_live(form.buyer.button('提交申请'));
        });
        await scene.stage.clear();
    }, () => scene.stage.keep_failure('hard-ones'));
}

/** @param {Scene} scene */
async function rough(scene) {
    await scene.report.flow(`photos on a rough network (${scene.device})`, async (step) => {
        /** @type {Awaited<ReturnType<typeof at_form>>} */ let form;
        /** @type {import('playwright-core').CDPSession} */ let wire;
        const slow = (/** @type {number} */ bytes_per_s) => wire.send('Network.emulateNetworkConditions',
            { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: bytes_per_s });
        await step('how far it has come is shown and told', async () => {
            form = await at_form(scene, with_worker);
            wire = await form.buyer.context.newCDPSession(form.buyer.page);
            await wire.send('Network.enable');
            await slow(60_000);
            await form.picker.setInputFiles({ name: '大.jpg', mimeType: 'image/jpeg', buffer: await painted(form.buyer, 2000, 2000, 'image/jpeg') });
            await form.buyer.sees(form.buyer.find('progressbar', /^上传中 \d+%/));
            await form.buyer.finds_dead(form.buyer.button('提交申请'), '文件正在上传');
        });
        await step('it can be cancelled while it runs', async () => {
            await form.buyer.press(form.buyer.button('移除照片 1'));
            await form.buyer.sees_no(form.buyer.button('移除照片 1'));
            await form.buyer.finds_dead(form.buyer.button('提交申请'), '此原因需要至少一张照片');
            await slow(-1);
        });
        await step('cut off, it can be tried again by hand', async () => {
            await form.buyer.context.route('**/buyer/evidence', (route) => route.abort());
            await form.picker.setInputFiles({ name: '一.jpg', mimeType: 'image/jpeg', buffer: parcel });
            await form.buyer.reads('网络不通，联网后自动继续');
            await form.buyer.context.unroute('**/buyer/evidence');
            await form.buyer.press(form.buyer.button('重新上传照片 1'));
            await sees_photos(form.buyer, 1);
        });
        await step('without a network it waits, through a reload too, and goes on by itself', async () => {
            await form.buyer.is_kept();
            await form.buyer.context.setOffline(true);
            const other = await form.buyer.page.screenshot({ type: 'jpeg', clip: { x: 0, y: 0, width: 320, height: 240 } });
            await form.picker.setInputFiles({ name: '二.jpg', mimeType: 'image/jpeg', buffer: other });
            await form.buyer.reads('网络不通，联网后自动继续');
            await form.buyer.page.reload();
            await form.buyer.sees(form.buyer.find('img', '照片 2'), 20_000);
            await form.buyer.reads('网络不通，联网后自动继续');
            await form.buyer.context.setOffline(false);
            await form.buyer.words('网络不通，联网后自动继续').waitFor({ state: 'detached', timeout: 15_000 });
            await sees_photos(form.buyer, 2);
        });
        await step('and the request goes with both', async () => {
            await form.buyer.press(form.buyer.button('提交申请'));
            await form.buyer.sees_state('待商家处理', 15_000);
            const proof = form.buyer.find('region', '凭证');
            await eventually(async () => await form.buyer.find('img', /^照片 \d$/, proof).count() === 2, 'both photos in the ticket');
        });
        await scene.stage.clear();
    }, () => scene.stage.keep_failure('rough'));
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
export async function photo_flows(report, stage) {
    for (const [how, device] of /** @type {[typeof desktop, 'phone' | 'desktop'][]} */ ([[phone, 'phone'], [desktop, 'desktop']])) {
        for (const flow of [ways_in, hard_ones, rough]) {
            await flow({ report, stage, how, device });
            await stage.clear().catch(() => {});
        }
    }
}
