// @ts-check
// Files that are sent in pieces, and the picture of a video, for C++ (see bridge.hpp). A --js-library of emcc.

mergeInto(LibraryManager.library, {
    bridge_piece__deps: ['$page', '$hear'],
    /**
     * @param {number} id @param {number} path @param {number} language @param {number} handle
     * @param {number} offset @param {number} bytes @param {number} last
     */
    bridge_piece: function (id, path, language, handle, offset, bytes, last) {
        const call = page.calls[id] = new XMLHttpRequest();
        call.onloadend = () => hear(id, call);
        call.open('PATCH', UTF8ToString(path));
        for (const header of [['Accept-Language', UTF8ToString(language)], ['Content-Type', 'application/partial-upload'],
            ['Upload-Offset', String(offset)], ['Upload-Complete', last ? '?1' : '?0']]) call.setRequestHeader(header[0], header[1]);
        call.timeout = 120000;
        call.send(page.files[handle].file.slice(offset, offset + bytes));
    },

    bridge_poster__deps: ['$page', '$give', '$hold', '$as_jpeg'],
    /** @param {number} handle @param {number} most_edge */
    bridge_poster: function (handle, most_edge) {
        const picked = page.files[handle];
        const [url, video] = [URL.createObjectURL(picked.file), document.createElement('video')];
        /** @type {Promise<Blob | null>} */
        const drawn = new Promise((done, failed) => {
            setTimeout(failed, 8000);  // what can not be decoded may also never say so
            video.onerror = failed;
            // The first frame is often black.
            video.onloadeddata = () => { video.currentTime = Math.min(0.5, (video.duration || 0) / 2); };
            // Where only the sound is known, or no picture at all, there is nothing to be seen.
            video.onseeked = () => video.videoWidth && video.duration > 0
                ? done(as_jpeg(video, video.videoWidth, video.videoHeight, most_edge, true)) : failed();
            video.muted = video.playsInline = true;
            video.preload = 'auto';
            video.src = url;
        });
        drawn.catch(() => null).then((poster) => {
            video.removeAttribute('src');
            video.load();
            URL.revokeObjectURL(url);
            if (page.files[handle] !== picked) return;  // taken away meanwhile
            const kept = poster ? hold(poster) : 0;
            give(kept ? page.files[kept].url : '');
            _page_shrunk(handle, poster ? poster.size : 0, kept);
        });
    },
});
