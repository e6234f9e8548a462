// Cookies, which node's fetch does not keep.

export class Jar {
    private kept = new Map<string, string>();

    readonly fetch = async (input: RequestInfo | URL, more?: RequestInit): Promise<Response> => {
        const request = new Request(input, more);
        const cookie = Array.from(this.kept, ([name, value]) => `${name}=${value}`).join('; ');
        if (cookie) request.headers.set('cookie', cookie);
        const answer = await fetch(request);
        for (const line of answer.headers.getSetCookie()) {
            const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
            this.kept.set(name, value);
        }
        return answer;
    };
}

/** What a client is told of the desk that it works with. */
export interface World {
    origin: string;
    key: string;  // of the host
    order: object;  // as PUT /host/orders takes it
    launch_token: string;
    photo: Blob;  // a JPEG
    login: string;
    password: string;
    address: { name: string; phone: string; text: string };  // where goods go back to
}

/** What became of its ticket, and what the desk said to nonsense. */
export interface Done {
    state: string;
    refund_fen: number;
    events: number;
    refusal: string | undefined;
}

/** The answer's document, or an exception that says what was refused. */
export function good<T>(answer: { data?: T; error?: unknown }): T {
    if (answer.data === undefined) throw new Error(JSON.stringify(answer.error));
    return answer.data;
}
