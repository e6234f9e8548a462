// @ts-check
// Whether the picture of a page shows what its mirror says: a canvas that stays blank is found by nothing else.

/**
 * In the page: names of what stands before the eyes, but where the picture has one flat colour, or another than the
 * button's that is pressed first. @param {string} base64 a picture of the page as it is
 */
export async function not_painted(base64) {
    const picture = new Image();
    picture.src = 'data:image/png;base64,' + base64;
    await picture.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [picture.width, picture.height];
    const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { willReadFrequently: true }));
    pen.drawImage(picture, 0, 0);
    const scale = picture.width / window.innerWidth;
    const all = pen.getImageData(0, 0, picture.width, picture.height).data;
    /** The green of the node's pixels, above and below without an edge: its bounds, and how much is near to what is asked for.
     * @param {Element} node @param {number} edge @param {number} near */
    const greens = (node, edge, near) => {
        const { left, top, right, bottom } = node.getBoundingClientRect();
        const [x0, y0, x1, y1] = [left, top + edge, right, bottom - edge].map((px) => Math.round(px * scale));
        let [least, most, hits] = [255, 0, 0];
        for (let y = y0; y < y1; ++y) {
            for (let at = 4 * (y * picture.width + x0) + 1, end = at + 4 * (x1 - x0); at < end; at += 4) {
                const green = all[at];
                if (green < least) least = green;
                if (green > most) most = green;
                if (Math.abs(green - near) < 40) hits += 1;
            }
        }
        return { flat: most - least < 50, near: hits / ((x1 - x0) * (y1 - y0)) };
    };
    /** @param {Element} node */
    const in_sight = (node) => {
        const box = node.getBoundingClientRect();
        const frames = [document.documentElement, node.parentElement?.closest('.scroller')].map((frame) => frame?.getBoundingClientRect());
        return box.width > 8 && box.height > 8 && !node.closest('[inert]') && frames.every((frame) => !frame ||
            (box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom));
    };
    const wrong = [];
    const seen = Array.from(document.querySelectorAll('#mirror :is(h1, h2, h3, a, button, label, .leaf):not([aria-busy=true], [role=separator], [role=region])')).filter(in_sight);
    for (const node of seen) {
        const field = /** @type {HTMLInputElement | null} */ (node.querySelector('[enterkeyhint]'));
        const name = node.textContent || node.getAttribute('aria-label');
        if (!name || (field && !field.value)) continue;
        pen.fillStyle = getComputedStyle(node).getPropertyValue('--accent');
        const painted = greens(node, field ? 6 : 0, parseInt(String(pen.fillStyle).slice(3, 5), 16));  // its width is that of its text
        if (painted.flat) wrong.push('flat: ' + name);
        if (node.matches('.primary:not([aria-disabled=true])') && painted.near < 0.5) wrong.push('not its colour: ' + name);
    }
    // Between what stands there its ground is seen, but through a dialog's veil.
    const ground = /^#(..)(..)(..)/.exec(getComputedStyle(document.documentElement).getPropertyValue('--page').trim())?.slice(1).map((two) => parseInt(two, 16)) || [];
    const is_ground = (/** @type {number} */ at) => ground.length === 3 && ground.every((one, i) => Math.abs(all[at + i] - one) < 4);
    const looked = Array.from({ length: 10_000 }, (_, i) => 4 * Math.floor(i * all.length / 40_000));
    if (!document.querySelector('#mirror [inert]') && looked.filter(is_ground).length < 100) wrong.push(`the ground is not rgb(${ground})`);
    return seen.length ? wrong : ['nothing is there'];
}
