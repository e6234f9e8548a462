// @ts-check
// Pictures made small for C++ (see bridge.hpp), by the browser's own decoder. A --js-library of emcc.

mergeInto(LibraryManager.library, {
    // Draws a picture, or a frame of a video with a sign that it plays, and packs it.
    /**
     * @param {CanvasImageSource} picture @param {number} w @param {number} h @param {number} most_edge
     * @param {boolean} [plays] @returns {Promise<Blob | null>}
     */
    $as_jpeg: function (picture, w, h, most_edge, plays) {
        const by = Math.min(1, most_edge / Math.max(w, h));
        const canvas = document.createElement('canvas');
        const [cw, ch] = [canvas.width, canvas.height] = [w, h].map((side) => Math.max(1, Math.round(side * by)));
        const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
        pen.fillStyle = '#fff';  // JPEG has no transparency
        pen.fillRect(0, 0, cw, ch);
        pen.imageSmoothingQuality = 'high';
        pen.drawImage(picture, 0, 0, cw, ch);
        if (plays) {
            const r = Math.min(cw, ch) / 5;
            pen.setTransform(r, 0, 0, r, cw / 2, ch / 2);
            for (const part of [['#0000008c', 'M-1 0A1 1 0 0 1 1 0A1 1 0 0 1 -1 0Z'], ['#fff', 'M-.35 -.5L.55 0L-.35 .5Z']]) {
                pen.fillStyle = part[0];
                pen.fill(new Path2D(part[1]));
            }
        }
        return new Promise((made) => canvas.toBlob(made, 'image/jpeg', 0.86));
    },

    bridge_shrink__deps: ['$page', '$give', '$as_jpeg'],
    /** @param {number} handle @param {number} most_edge */
    bridge_shrink: function (handle, most_edge) {
        const picked = page.files[handle];
        const url = URL.createObjectURL(picked.file);
        /** @returns {Promise<ImageBitmap | HTMLImageElement>} */
        const decoded = () => {
            if (typeof createImageBitmap === 'function') return createImageBitmap(picked.file);
            const picture = new Image();
            picture.src = url;
            return picture.decode().then(() => picture);
        };
        decoded().then((picture) => {
            const made = as_jpeg(picture, picture.width, picture.height, most_edge);
            if (!(picture instanceof HTMLImageElement)) picture.close();
            return made;
        }).catch(() => null)
            .then((/** @type {Blob | null} */ small) => {
                URL.revokeObjectURL(url);
                if (page.files[handle] !== picked) return;  // taken away meanwhile
                if (small) {
                    URL.revokeObjectURL(picked.url);
                    page.files[handle] = { file: small, url: URL.createObjectURL(small) };
                }
                give(page.files[handle].url);
                _page_shrunk(handle, small ? small.size : 0, 0);
            });
    },
});
