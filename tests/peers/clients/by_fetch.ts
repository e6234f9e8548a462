// A day with the desk by openapi-fetch, typed by what openapi-typescript makes of our document.

import createClient from 'openapi-fetch';

import { Jar, good, type Done, type World } from './jar.js';
import type { components, paths } from './made/schema.js';

type Schemas = components['schemas'];

export async function day(world: World): Promise<Done> {
    const somebody = (headers: Record<string, string> = {}) =>
        createClient<paths>({ baseUrl: world.origin, fetch: new Jar().fetch, headers });
    const host = somebody({ authorization: `Bearer ${world.key}` });
    const order = world.order as Schemas['HostOrder'];
    good(await host.PUT('/api/v1/host/orders/{order_no}', { params: { path: { order_no: order.order_no } }, body: order }));

    const buyer = somebody();
    good(await buyer.POST('/api/v1/buyer/sessions', { body: { token: world.launch_token } }));
    const request: Schemas['SentRequest'] = { type: 'return_refund', reason: 'size_unfit', lines: [{ line_no: 1, quantity: 1 }] };
    const { quote, digest } = good(await buyer.POST('/api/v1/buyer/quotes', { body: { order_no: order.order_no, request } }));
    const proof = good(await buyer.POST('/api/v1/buyer/evidence', {
        body: '', bodySerializer: () => world.photo, headers: { 'content-type': 'image/jpeg' },
    }));
    const applied = good(await buyer.POST('/api/v1/buyer/tickets', {
        params: { header: { 'Idempotency-Key': 'by-fetch-1' } },
        body: { order_no: order.order_no, request, quote: { refund_fen: quote.refund_fen, digest }, evidence: [proof.id] },
    }));

    const merchant = somebody();
    good(await merchant.POST('/api/v1/merchant/sessions', { body: { login: world.login, password: world.password } }));
    const { no: ticket_no, version } = applied.ticket;
    const refused = await merchant.POST('/api/v1/merchant/tickets/{ticket_no}/commands', {
        params: { path: { ticket_no }, header: { 'Idempotency-Key': 'by-fetch-2' } },
        // @ts-expect-error there is no such command
        body: { command: 'shrug', version },
    });
    const agreed = good(await merchant.POST('/api/v1/merchant/tickets/{ticket_no}/commands', {
        params: { path: { ticket_no }, header: { 'Idempotency-Key': 'by-fetch-3' } },
        body: { command: 'agree', version, address: world.address },
    }));
    return { state: agreed.ticket.state, refund_fen: quote.refund_fen, events: agreed.history.length, refusal: refused.error?.error.code };
}
