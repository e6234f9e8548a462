// The same day by the functions that @hey-api/openapi-ts makes of our document.

import { Jar, good, type Done, type World } from './jar.js';
import * as desk from './made/hey/index.js';
import { createClient, createConfig } from './made/hey/client/index.js';

export async function day(world: World): Promise<Done> {
    const somebody = (headers: Record<string, string> = {}) =>
        createClient(createConfig({ baseUrl: world.origin, fetch: new Jar().fetch, headers }));
    const host = somebody({ authorization: `Bearer ${world.key}` });
    const order = world.order as desk.HostOrder;
    good(await desk.hostPutOrder({ client: host, path: { order_no: order.order_no }, body: order }));

    const buyer = somebody();
    good(await desk.buyerSignIn({ client: buyer, body: { token: world.launch_token } }));
    const request: desk.SentRequest = { type: 'return_refund', reason: 'size_unfit', lines: [{ line_no: 1, quantity: 1 }] };
    const { quote, digest } = good(await desk.buyerQuote({ client: buyer, body: { order_no: order.order_no, request } }));
    const proof = good(await desk.buyerAddEvidence({ client: buyer, body: world.photo, bodySerializer: (photo: unknown) => photo, headers: { 'Content-Type': 'image/jpeg' } }));
    const applied = good(await desk.buyerApply({
        client: buyer,
        headers: { 'Idempotency-Key': 'by-hey-1' },
        body: { order_no: order.order_no, request, quote: { refund_fen: quote.refund_fen, digest }, evidence: [proof.id] },
    }));

    const merchant = somebody();
    good(await desk.merchantSignIn({ client: merchant, body: { login: world.login, password: world.password } }));
    const { no: ticket_no, version } = applied.ticket;
    const refused = await desk.merchantGiveCommand({
        client: merchant,
        path: { ticket_no },
        headers: { 'Idempotency-Key': 'by-hey-2' },
        // @ts-expect-error there is no such command
        body: { command: 'shrug', version },
    });
    const agreed = good(await desk.merchantGiveCommand({
        client: merchant,
        path: { ticket_no },
        headers: { 'Idempotency-Key': 'by-hey-3' },
        body: { command: 'agree', version, address: world.address },
    }));
    return { state: agreed.ticket.state, refund_fen: quote.refund_fen, events: agreed.history.length, refusal: refused.error?.error.code };
}
