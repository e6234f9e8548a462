// @ts-check
// Pictures made small for C++ (see bridge.hpp), by the browser's own decoder. A --js-library of emcc.

mergeInto(LibraryManager.library, {
    bridge_shrink__deps: ['$page', '$give'],
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
        /** @param {ImageBitmap | HTMLImageElement} picture */
        const drawn = (picture) => {
            const [w, h] = picture instanceof HTMLImageElement ? [picture.naturalWidth, picture.naturalHeight]
                : [picture.width, picture.height];
            const by = Math.min(1, most_edge / Math.max(w, h));
            const canvas = document.createElement('canvas');
            canvas.width = Math.max(1, Math.round(w * by));
            canvas.height = Math.max(1, Math.round(h * by));
            const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
            pen.fillStyle = '#fff';  // JPEG has no transparency
            pen.fillRect(0, 0, canvas.width, canvas.height);
            pen.imageSmoothingQuality = 'high';
            pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
            if (!(picture instanceof HTMLImageElement)) picture.close();
            return new Promise((made) => canvas.toBlob(made, 'image/jpeg', 0.86));
        };
        decoded().then(drawn).catch(() => null)
            .then((/** @type {Blob | null} */ small) => {
                URL.revokeObjectURL(url);
                if (page.files[handle] !== picked) return;  // taken away meanwhile
                if (small) {
                    URL.revokeObjectURL(picked.url);
                    page.files[handle] = { file: small, url: URL.createObjectURL(small) };
                }
                give(page.files[handle].url);
                _page_shrunk(handle, small ? small.size : 0);
            });
    },
});
