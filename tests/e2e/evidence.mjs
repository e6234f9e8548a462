// @ts-check
// Videos and PDF reports as evidence: sent in pieces, with a picture that the page makes; cancelled and resumed; refused
// in one sentence; shown on the ticket, and in parts.

import assert from 'node:assert/strict';

import { eventually } from './report.mjs';
import { desktop, phone } from './stage.mjs';

const orders = { phone: ['b10', 'E1045', '新疆长绒棉印花 T 恤'], desktop: ['b11', 'E1081', '主动降噪头戴式蓝牙耳机'] };

/** @typedef {import('./stage.mjs').Person} Person */
/** @typedef {{report: import('./report.mjs').Report, stage: import('./stage.mjs').Stage, how: typeof desktop, device: 'phone' | 'desktop'}} Scene */

/** A box of MP4. @param {string} type @param {...Buffer} content */
function box(type, ...content) {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(content.reduce((sum, part) => sum + part.length, 8), 0);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, ...content]);
}

/** A film by its structure, that no browser can decode: it has no frames. @param {number} bytes of its data */
function mp4(bytes) {
    const entry = Buffer.alloc(78);
    entry.writeUInt16BE(64, 24);
    entry.writeUInt16BE(48, 26);
    const entries = Buffer.concat([Buffer.from([0, 0, 0, 0, 0, 0, 0, 1]), box('avc1', entry)]);
    const handler = Buffer.concat([Buffer.alloc(8), Buffer.from('vide'), Buffer.alloc(13)]);
    const media = box('mdia', box('hdlr', handler), box('minf', box('stbl', box('stsd', entries))));
    return Buffer.concat([box('ftyp', Buffer.from('isom\0\0\0\0isom')), box('moov', box('trak', media)), box('mdat', Buffer.alloc(bytes, 7))]);
}

/** @param {string} [more] in the catalog @param {string} [trailer] */
function pdf(more = '', trailer = '') {
    const objects = [`<< /Type /Catalog /Pages 2 0 R ${more} >>`, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] >>'];
    let text = '%PDF-1.4\n';
    const places = objects.map((object, i) => {
        const at = text.length;
        text += `${i + 1} 0 obj\n${object}\nendobj\n`;
        return `${String(at).padStart(10, '0')} 00000 n \n`;
    });
    const at = text.length;
    return Buffer.from(`${text}xref\n0 4\n0000000000 65535 f \n${places.join('')}trailer\n<< /Size 4 /Root 1 0 R ${trailer} >>\nstartxref\n${at}\n%%EOF\n`, 'latin1');
}

/** A film that the browser records of a canvas. @param {Person} person */
async function recorded(person) {
    const base64 = await person.page.evaluate(async () => {
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [320, 240];
        const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
        const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm;codecs=vp8' });
        /** @type {Blob[]} */ const parts = [];
        recorder.ondataavailable = (e) => parts.push(e.data);
        recorder.start(100);
        for (let i = 0; i < 30; ++i) {
            pen.fillStyle = `hsl(${i * 12} 80% 50%)`;
            pen.fillRect(0, 0, 320, 240);
            await new Promise((next) => setTimeout(next, 40));
        }
        await new Promise((done) => { recorder.onstop = done; recorder.stop(); });
        const url = await new Promise((read) => {
            const reader = new FileReader();
            reader.onload = () => read(String(reader.result));
            reader.readAsDataURL(new Blob(parts));
        });
        return url.slice(url.indexOf(',') + 1);
    });
    return Buffer.from(base64, 'base64');
}

/** A request that wants evidence. @param {Scene} scene */
async function at_form({ stage, how, device }) {
    const [buyer_id, order_no, line] = orders[device];
    const buyer = await stage.person('buyer ' + buyer_id, how);
    await buyer.page.goto(await stage.server.launch_url(buyer_id, order_no));
    await buyer.press(buyer.link(/^退货退款/));
    await buyer.press(buyer.button(`增加${line} 的数量`));
    await buyer.chooses('申请原因', /^质量问题/);
    return { buyer, picker: buyer.field('添加照片') };
}

/** @param {Scene} scene */
async function shown(scene) {
    await scene.report.flow(`a video and a report, from the form to the ticket (${scene.device})`, async (step) => {
        /** @type {Awaited<ReturnType<typeof at_form>>} */ let form;
        /** @type {Buffer} */ let film;
        await step('a video gets a picture of its own, a report a tile with name and size', async () => {
            form = await at_form(scene);
            film = await recorded(form.buyer);
            await form.picker.setInputFiles([
                { name: '开箱.webm', mimeType: 'video/webm', buffer: film },
                { name: '检测报告.pdf', mimeType: 'application/pdf', buffer: pdf() },
            ]);
            await form.buyer.sees(form.buyer.find('img', '视频 1'), 20_000);
            await form.buyer.reads('检测报告.pdf');
            await form.buyer.reads('1 KB');
            await form.buyer.finds_live(form.buyer.button('提交申请'));
            await form.buyer.picture(`evidence-form-${scene.device}`);
        });
        await step('what can not be decoded goes without a picture', async () => {
            await form.picker.setInputFiles({ name: 'HEVC.mp4', mimeType: 'video/mp4', buffer: mp4(2_500_000) });
            await form.buyer.reads('HEVC.mp4');
            await form.buyer.finds_live(form.buyer.button('提交申请'));
            assert.equal(await form.buyer.find('img', '视频 3').count(), 0);
        });
        await step('the ticket shows them, each as a link to a page of its own', async () => {
            await form.buyer.press(form.buyer.button('提交申请'));
            await form.buyer.sees_state('待商家处理', 15_000);
            await form.buyer.sees(form.buyer.find('img', '视频 1'));
            const link = form.buyer.link('视频 1').first();
            assert.equal(await link.getAttribute('target'), '_blank');
            await form.buyer.reads('检测报告.pdf');
            await form.buyer.picture(`evidence-ticket-${scene.device}`);
        });
        await step('its address plays in parts, and a report is a file to keep', async () => {
            const href = String(await form.buyer.link('视频 1').first().getAttribute('href'));
            const answers = await form.buyer.page.evaluate(async (path) => {
                const part = await fetch(path, { headers: { Range: 'bytes=0-3' } });
                return { status: part.status, range: part.headers.get('Content-Range'), type: part.headers.get('Content-Type'),
                    safe: part.headers.get('X-Content-Type-Options'), policy: part.headers.get('Content-Security-Policy'),
                    bytes: [...new Uint8Array(await part.arrayBuffer())] };
            }, href);
            assert.equal(answers.status, 206);
            assert.equal(answers.range, `bytes 0-3/${film.length}`);
            assert.deepEqual(answers.bytes, [...film.subarray(0, 4)]);
            assert.equal(answers.type, 'video/webm');
            assert.equal(answers.safe, 'nosniff');
            assert.match(String(answers.policy), /sandbox/);
            const report = String(await form.buyer.link('报告 2').first().getAttribute('href'));
            const how = await form.buyer.page.evaluate(async (path) => (await fetch(path)).headers.get('Content-Disposition'), report);
            assert.match(String(how), /^attachment;/);
        });
        await step('opened by the keyboard, the browser plays it', async () => {
            const [tab] = await Promise.all([form.buyer.context.waitForEvent('page'), form.buyer.press_key(form.buyer.link('视频 1').first())]);
            await eventually(async () => await tab.evaluate(() => (document.querySelector('video') || { readyState: 0 }).readyState) >= 2, 'a video that plays');
            await tab.close();
        });
        await scene.stage.clear();
    }, () => scene.stage.keep_failure('evidence-shown'));
}

/** @param {Scene} scene */
async function refused(scene) {
    await scene.report.flow(`files that are refused, each in one sentence (${scene.device})`, async (step) => {
        /** @type {Awaited<ReturnType<typeof at_form>>} */ let form;
        for (const [what, name, type, buffer, sentence] of /** @type {[string, string, string, () => Buffer, RegExp][]} */ ([
            ['too large', 'long.pdf', 'application/pdf', () => Buffer.alloc((10 << 20) + 1), /文件过大，最大为 10 MB。/],
            ['of another kind', 'a.exe', 'application/x-msdownload', () => Buffer.from('MZ'), /只能上传图片、视频/],
            ['a film in name only', 'a.mp4', 'video/mp4', () => Buffer.alloc(5_000, 1), /只能上传图片、视频/],
            ['cut short', 'cut.mp4', 'video/mp4', () => mp4(9_000).subarray(0, 5_000), /文件不完整/],
            ['encrypted', 'locked.pdf', 'application/pdf', () => pdf('', '/Encrypt 9 0 R'), /已加密/],
            ['active', 'active.pdf', 'application/pdf', () => pdf('/OpenAction << /S /J#61vaScript /JS (1) >>'), /带有脚本/],
        ])) {
            await step(what, async () => {
                form = form || await at_form(scene);
                await form.picker.setInputFiles({ name, mimeType: type, buffer: buffer() });
                await form.buyer.reads(sentence, undefined, 20_000);
                await form.buyer.press(form.buyer.button(/^移除(照片|视频|报告) 1$/));
                await form.buyer.sees_no(form.buyer.button(/^移除/));
            });
        }
        await scene.stage.clear();
    }, () => scene.stage.keep_failure('evidence-refused'));
}

/** @param {Scene} scene */
async function resumed(scene) {
    await scene.report.flow(`a video on a rough network (${scene.device})`, async (step) => {
        /** @type {Awaited<ReturnType<typeof at_form>>} */ let form;
        /** @type {number[]} */ const offsets = [];
        const film = { name: '长.mp4', mimeType: 'video/mp4', buffer: mp4(3 << 20) };
        await step('cut off between pieces, it says so and waits', async () => {
            form = await at_form(scene);
            await form.buyer.context.route('**/buyer/uploads/*', (route) => {
                offsets.push(Number(route.request().headers()['upload-offset']));
                return offsets.length === 3 ? route.abort() : route.continue();
            });
            await form.picker.setInputFiles(film);
            await form.buyer.reads('网络不通，联网后自动继续', undefined, 30_000);
        });
        await step('tried again, it goes on where it stopped', async () => {
            await form.buyer.press(form.buyer.button('继续上传视频 1'));
            await form.buyer.finds_live(form.buyer.button('提交申请'));
            assert.deepEqual(offsets.slice(0, 4), [0, 1 << 19, 1 << 20, 1 << 20]);
        });
        await step('another is taken away while it runs', async () => {
            await form.buyer.context.unroute('**/buyer/uploads/*');
            await form.buyer.context.route('**/buyer/uploads/*', async (route) => {
                if (route.request().method() === 'PATCH') await new Promise((later) => setTimeout(later, 500));
                await route.continue();
            });
            await form.picker.setInputFiles({ ...film, name: '二.mp4', buffer: mp4(6 << 20) });
            await form.buyer.sees(form.buyer.find('progressbar', /^上传中 \d+%/), 20_000);
            await form.buyer.press(form.buyer.button('移除视频 2'));
            await form.buyer.sees_no(form.buyer.button('移除视频 2'));
            await form.buyer.finds_live(form.buyer.button('提交申请'));
        });
        await scene.stage.clear();
    }, () => scene.stage.keep_failure('evidence-resumed'));
}

/** @param {import('./report.mjs').Report} report @param {import('./stage.mjs').Stage} stage */
export async function evidence_flows(report, stage) {
    for (const [how, device] of /** @type {[typeof desktop, 'phone' | 'desktop'][]} */ ([[phone, 'phone'], [desktop, 'desktop']])) {
        for (const flow of [refused, resumed, shown]) {
            await flow({ report, stage, how, device });
            await stage.clear().catch(() => {});
        }
    }
}
