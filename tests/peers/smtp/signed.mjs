// @ts-check
// Standard Webhooks, symmetric: whether somebody with this secret has signed the body.

import { createHmac, timingSafeEqual } from 'node:crypto';

/** @param {string} secret @param {string} body @param {Record<string, any>} headers */
export function verified(secret, body, headers) {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    const text = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    const own = Buffer.from(`v1,${createHmac('sha256', key).update(text).digest('base64')}`);
    const told = Buffer.from(String(headers['webhook-signature']));
    return told.length === own.length && timingSafeEqual(told, own);
}
