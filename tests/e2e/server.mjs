// @ts-check
// The server under test: one process with a data folder of its own, on a free port of this machine only.

import { execFile, spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
export const root = fileURLToPath(new URL('../../', import.meta.url));
const program = process.env.AFTERDESK_SERVER || join(root, 'build/release/afterdesk');
const shipped = process.env.AFTERDESK_WEB || join(root, 'build/wasm/web');
/** The page of the gallery preset. */
export const gallery_web = process.env.AFTERDESK_GALLERY_WEB || join(root, 'build/gallery/web');

/** @returns {Promise<number>} */
export function free_port() {
    return new Promise((found, failed) => {
        const probe = createServer();
        probe.on('error', failed);
        probe.listen(0, '127.0.0.1', () => {
            const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
            probe.close(() => found(port));
        });
    });
}

export class Server {
    /** @type {import('node:child_process').ChildProcess | undefined} */
    process = undefined;
    said = '';
    data = '';
    web = shipped;
    port = 0;

    /** @param {string} [web] the page's folder */
    constructor(web = shipped) { this.web = web; }

    /** @returns {string} */
    get origin() { return `http://127.0.0.1:${this.port}`; }

    /** Without the demo: as a mall would. Living: with the demo's past, so that queues are full on the first day.
     * @param {{demo?: boolean, living?: boolean}} [how] */
    async start({ demo = true, living = false } = {}) {
        this.data ||= await mkdtemp(join(tmpdir(), 'afterdesk-e2e-'));
        this.port ||= await free_port();
        const mall = living ? join(root, 'assets/demo') : await this.quiet_demo();
        const child = spawn(program, ['serve', '--port', String(this.port), '--data', this.data, '--web', this.web,
            ...(demo ? ['--demo', mall] : [])], { stdio: ['ignore', 'pipe', 'pipe'] });
        this.process = child;
        const keep = (/** @type {Buffer} */ text) => { this.said = (this.said + text).slice(-200_000); };
        child.stdout.on('data', keep);
        child.stderr.on('data', keep);
        child.once('error', (error) => { this.said += String(error); });
        const until = Date.now() + 60_000;
        for (;;) {
            if (child.exitCode !== null || child.pid === undefined) throw new Error(`the server ended with ${child.exitCode}:\n${this.said}`);
            const answer = await fetch(this.origin + '/readyz').catch(() => undefined);
            await answer?.text();
            if (answer?.status === 200) return;
            if (Date.now() > until) throw new Error(`the server was not ready within a minute:\n${this.said}`);
            await new Promise((later) => setTimeout(later, 100));
        }
    }

    /** Asks it to end, and waits until it has. @returns {Promise<number | null>} its exit status */
    async stop() {
        const child = this.process;
        this.process = undefined;
        if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
        const ended = new Promise((done) => child.once('exit', done));
        child.kill('SIGTERM');
        const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
        await ended;
        clearTimeout(late);
        return child.exitCode;
    }

    async forget() {
        for (const folder of this.data ? [this.data, this.data + '-demo'] : []) await rm(folder, { recursive: true, force: true });
    }

    /** The demo without its past: the mall on its first day. */
    async quiet_demo() {
        const folder = this.data + '-demo';
        for (const name of ['mall.json', 'orders.jsonl', 'media']) await cp(join(root, 'assets/demo', name), join(folder, name), { recursive: true });
        return folder;
    }

    /** Checks its books: histories, rows, money, pictures. @returns {Promise<string>} what it found */
    async verify() { return (await run(program, ['verify', '--data', this.data])).stdout; }

    /** What the import says of these orders, and its exit status. @param {object[]} orders @param {string[]} [options] */
    async tries_to_bring(orders, options = []) {
        const file = join(this.data, 'more.jsonl');
        await writeFile(file, orders.map((order) => JSON.stringify(order) + '\n').join(''));
        const said = (/** @type {{code?: number, stdout: string, stderr: string}} */ it) => ({ status: it.code ?? 0, said: it.stdout + it.stderr });
        const told = await run(program, ['import', file, '--data', this.data, ...options]).then(said, said);
        await rm(file);
        return told;
    }

    /** Brings more orders in, as a mall does beside a server that runs. @param {object[]} orders */
    async bring(orders) {
        const { status, said } = await this.tries_to_bring(orders);
        if (status !== 0) throw new Error(`the import ended with ${status}: ${said}`);
    }

    /** Gives somebody of the staff another password; the server must be down. @param {string} login @param {string} password */
    async set_password(login, password) {
        const changing = run(program, ['password', login, '--data', this.data]);
        changing.child.stdin?.end(password + '\n');
        await changing;
    }

    /** The end of the address that the mall would send a buyer to. @param {string} buyer @param {string} [order] */
    async launch_fragment(buyer, order) {
        const asked = ['link', '--data', this.data, '--buyer', buyer, ...(order ? ['--order', order] : [])];
        const { stdout } = await run(program, asked);
        const fragment = /#launch=\S+/.exec(stdout);
        if (!fragment) throw new Error('no launch link in: ' + stdout);
        return fragment[0];
    }

    /** Only its token. @param {string} buyer @param {string} [order] */
    async launch_token(buyer, order) {
        return (await this.launch_fragment(buyer, order)).replace(/^#launch=|&.*$/g, '');
    }

    /** @param {string} buyer @param {string} [order] @param {string} [view] "html": the page without its canvas */
    async launch_url(buyer, order, view) {
        return `${this.origin}/${view ? '?view=' + view : ''}${await this.launch_fragment(buyer, order)}`;
    }

    /** The keys that launch links are signed with. */
    async launch_keys() { return JSON.parse(await readFile(join(this.data, 'launch.key'), 'utf8')).keys; }

    /** Puts one more beside them. @param {Record<string, unknown>} key */
    async add_launch_key(key) {
        const keys = [...await this.launch_keys(), key];
        await writeFile(join(this.data, 'launch.key'), JSON.stringify({ keys }));
    }
}
