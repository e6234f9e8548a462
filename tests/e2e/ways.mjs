// @ts-check
// On what, and in which language: of the four ways each browser goes two, so that with and without WebGL all are gone.

import { desktop, phone } from './stage.mjs';

/**
 * How somebody is there. `say` takes what it reads there: Chinese, or English.
 * @typedef {{name: string, how: import('playwright-core').BrowserContextOptions, zh: boolean, phone: boolean,
 *     say: <T>(zh: T, en: T) => T}} Way
 */

/** @param {boolean} zh @param {boolean} on_phone @returns {Way} */
function way(zh, on_phone) {
    return {
        name: `${on_phone ? 'phone' : 'desktop'}, ${zh ? 'Chinese' : 'English'}`,
        how: { ...(on_phone ? phone : desktop), locale: zh ? 'zh-CN' : 'en-US' },
        zh, phone: on_phone,
        say: (in_chinese, in_english) => zh ? in_chinese : in_english,
    };
}

/** Two, which have neither device nor language in common. @param {import('./stage.mjs').Stage} stage */
export const two_ways = (stage) => [way(stage.webgl, false), way(!stage.webgl, true)];
