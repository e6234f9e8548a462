// @ts-check
// Our OpenAPI document as a validator: what a route may answer, and whether an answer is that.

import { Ajv2020 } from 'ajv/dist/2020.js';

/** @typedef {{method: string, path: string, id: string, audience: string, json: any, parts: RegExp}} Operation */

const methods = ['get', 'head', 'post', 'put', 'patch', 'delete'];
/** Answers given before it is known which operation is asked for: by the gate that reads a request's head. */
const before_all = new Set([408, 411, 414, 417, 431, 505]);

export class ApiDocument {
    /** @type {Operation[]} */
    operations = [];
    /** @type {Map<string, import('ajv').ValidateFunction>} */
    compiled = new Map();

    /** @param {any} json the document as the server gives it */
    constructor(json) {
        this.json = json;
        this.ajv = new Ajv2020({ discriminator: true, strict: false, formats: { int64: true, binary: true } });
        const plain = structuredClone(json);
        // It goes by the constants, which say the same.
        for (const schema of Object.values(plain.components.schemas)) delete schema.discriminator?.mapping;
        this.ajv.addSchema(plain, 'api');
        for (const [path, item] of Object.entries(json.paths)) {
            for (const method of methods.filter((name) => name in item)) this.add(method.toUpperCase(), path, item[method]);
        }
        this.operations.sort((a, b) => places(a) - places(b));
    }

    /** @param {string} method @param {string} path @param {any} json */
    add(method, path, json) {
        const parts = new RegExp('^' + path.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/]+') + '$');
        const audience = Object.keys(json.security[0] ?? {})[0] ?? '';
        this.operations.push({ method, path, id: json.operationId, audience, json, parts });
    }

    /** @param {string} method @param {string} target */
    find(method, target) {
        const path = target.split('?')[0];
        return this.operations.find((one) => one.method === method && one.parts.test(path));
    }

    /** Follows a reference to a component. @param {any} json @returns {any} */
    resolve(json) {
        if (!json?.$ref) return json;
        return json.$ref.slice(2).split('/').reduce((/** @type {any} */ at, /** @type {string} */ key) => at[key], this.json);
    }

    /** @param {any} schema a reference, or a schema */
    validator(schema) {
        const key = schema.$ref ?? JSON.stringify(schema);
        const known = this.compiled.get(key);
        if (known) return known;
        const made = this.ajv.compile(schema.$ref ? { $ref: 'api' + schema.$ref } : rooted(schema));
        this.compiled.set(key, made);
        return made;
    }

    /** What is wrong with an answer, or nothing.
     * @param {Operation} operation @param {{status: number, type: string, body: string}} answer @returns {string | undefined} */
    problem(operation, { status, type, body }) {
        if (operation.method === 'HEAD' && before_all.has(status)) return undefined;
        if (before_all.has(status)) return this.fits({ $ref: '#/components/schemas/Refusal' }, body);
        const response = this.resolve(operation.json.responses[status]);
        if (!response) return `${status} is not documented`;
        if (!response.content) return body === '' ? undefined : `a body with ${status}`;
        const plain_type = type.split(';')[0];
        const content = response.content[plain_type];
        if (!content) return `${status} with ${plain_type}, which is not documented`;
        return plain_type === 'application/json' ? this.fits(content.schema, body) : undefined;
    }

    /** @param {any} schema @param {string} body */
    fits(schema, body) {
        let value;
        try { value = JSON.parse(body); } catch { return `no JSON: ${body.slice(0, 80)}`; }
        const validate = this.validator(schema);
        if (validate(value)) return undefined;
        const first = validate.errors?.slice(0, 3).map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
        return `off-schema: ${first?.join('; ')}`;
    }
}

/** Fixed paths are found before those with names in them. @param {Operation} operation */
function places(operation) { return operation.path.split('{').length; }

/** References of a schema that stands alone. @param {any} schema */
function rooted(schema) { return JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')); }
