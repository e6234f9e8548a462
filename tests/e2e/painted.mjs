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
    /** The green of each pixel, above and below without an edge. @param {Element} node @param {number} edge */
    const greens = (node, edge) => {
        const { left, top, width, height } = node.getBoundingClientRect();
        const [x, y, w, h] = [left, top + edge, width, height - 2 * edge].map((px) => px * scale);
        return pen.getImageData(x, y, w, h).data.filter((_, i) => i % 4 === 1);
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
        const pixels = greens(node, field ? 6 : 0);  // its width is that of its text
        const [least, most] = pixels.reduce(([low, high], green) => [Math.min(low, green), Math.max(high, green)], [255, 0]);
        if (most - least < 50) wrong.push('flat: ' + name);
        if (!node.matches('.primary:not([aria-disabled=true])')) continue;
        pen.fillStyle = getComputedStyle(node).getPropertyValue('--accent');
        const accent = parseInt(String(pen.fillStyle).slice(3, 5), 16);
        if (pixels.filter((green) => Math.abs(green - accent) < 40).length < pixels.length / 2) wrong.push('not its colour: ' + name);
    }
    return seen.length ? wrong : ['nothing is there'];
}
