// What bridge.js finds around it: Emscripten's runtime, the functions of main.cpp, and the state it keeps.

declare const LibraryManager: { library: object };
declare function mergeInto(library: object, functions: object): void;

declare const HEAPU8: Uint8Array;
declare const HEAP32: Int32Array;
declare const HEAPF32: Float32Array;
declare function UTF8ToString(at: number): string;

interface PageModule {
    /** Taken out of the address by boot.js. */
    launch_token?: string;
    /** This script's name: index.html names it as long as it is the newest. */
    version: string;
    /** Asked by boot.js before the program had come, by method and path. */
    early: Record<string, XMLHttpRequest>;
    /** The English sentences: where they belong (four bytes), and they. Asked for once, and again after a failure. */
    words: () => Promise<ArrayBuffer>;
    english: boolean;
    /** The files of the program that come behind its first. */
    rest: string[];
    /** What the modules of the program export, in their order: each takes by numbers what it needs of those before. */
    parts: any;
    /** Runs the program's first module, and then hands it over. */
    instantiateWasm: (imports: WebAssembly.Imports, opened: (instance: WebAssembly.Instance) => void) => object;
    _page_module_came?: (module: number, others_wait: number) => void;
    onAbort?: (what: unknown) => void;
}
declare var Module: PageModule;
interface Window {
    Module: PageModule;
}

interface PageState {
    mirror: Mirror;
    root: HTMLElement;
    canvas: HTMLCanvasElement;
    as_html: boolean;
    /** Size of the canvas in device pixels, where the browser tells it. */
    pixels?: [number, number];
    /** Dark, reduced motion, forced colours. */
    wishes: MediaQueryList[];
    /** The keyboard may cover the field that has the focus. */
    reveal?: boolean;
    pen: CanvasRenderingContext2D;
    font: string;
    family: string;
    glyph: string;
    calls: Record<number, XMLHttpRequest>;
    timers: Record<string, number>;
    files: Record<number, { file: Blob; url: string }>;
    database?: Promise<IDBDatabase>;
    last_file: number;
    live?: EventSource;
}
declare const page: PageState;
declare function give(...texts: string[]): void;
declare function hold(file: Blob): number;
declare function take_words(): void;
declare function hear(id: number, call: XMLHttpRequest): void;
declare function with_store(mode: IDBTransactionMode, work: (store: IDBObjectStore) => void, otherwise?: () => void): void;
declare function pen(weight: number, px: number): CanvasRenderingContext2D;

declare function _page_inbox(size: number): number;
declare function _page_view_changed(): void;
declare function _page_shown(): void;
declare function _page_pointer(kind: number, source: number, x: number, y: number): void;
declare function _page_click(id: number): void;
declare function _page_edit(id: number): void;
declare function _page_key(id: number): void;
declare function _page_scroll(id: number, y: number): void;
declare function _page_focus(id: number, visible: number): void;
declare function _page_escape(): void;
declare function _page_pick(id: number, handle: number, bytes: number): void;
declare function _page_hash(): void;
declare function _page_http_done(id: number, status: number, retry_after_s: number): void;
declare function _page_upload_progress(id: number, percent: number): void;
declare function _page_live(open: number, refused: number): void;
declare function _page_online(): void;
declare function _page_leave(): void;
declare function _page_recalled_item(handle: number, bytes: number): void;
declare function _page_recalled(): void;
declare function _page_shrunk(handle: number, bytes: number, poster: number): void;
declare function as_jpeg(picture: CanvasImageSource, w: number, h: number, most_edge: number, plays?: boolean): Promise<Blob | null>;
declare function _page_file_read(handle: number, readable: number): void;
declare function _page_signature_checked(handle: number, found: number): void;
declare function _page_live_message(): void;
declare function _page_timer(): void;
declare function _page_rest_came(whole: number): void;
