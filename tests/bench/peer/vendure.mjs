// A Vendure with one product and its own settings, on SQLite that syncs each commit, as ours does:
// vendure.mjs PORT FOLDER. Says "listens" when it does.

import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { bootstrap, dummyPaymentHandler, LogLevel, DefaultLogger, mergeConfig, defaultConfig } from '@vendure/core';

const { populate } = createRequire(import.meta.url)('@vendure/core/cli');
const [port, folder] = process.argv.slice(2);
await mkdir(folder, { recursive: true });

const products = join(folder, 'products.csv');
await writeFile(products, `name,slug,description,assets,facets,optionGroups,optionValues,sku,price,taxCategory,stockOnHand,trackInventory,variantAssets,variantFacets
Coat,coat,A coat,,,,,K1,100.00,standard,0,false,,
`);
const initial = {
    defaultLanguage: 'en',
    defaultZone: 'Asia',
    countries: [{ name: 'China', code: 'CN', zone: 'Asia' }],
    taxRates: [{ name: 'Standard Tax', percentage: 0 }],
    shippingMethods: [{ name: 'Standard', price: 0 }],
    paymentMethods: [{ name: 'dummy', handler: { code: 'dummy-payment-handler', arguments: [{ name: 'automaticSettle', value: 'true' }] } }],
    collections: [],
};

const config = mergeConfig(defaultConfig, {
    apiOptions: { port: Number(port), hostname: '127.0.0.1' },
    authOptions: { tokenMethod: ['bearer', 'cookie'] },
    dbConnectionOptions: {
        type: 'better-sqlite3',
        database: join(folder, 'vendure.db'),
        synchronize: true,
        enableWAL: true,
        prepareDatabase: (db) => db.pragma('synchronous = FULL'),
    },
    importExportOptions: { importAssetsDir: folder },
    logger: new DefaultLogger({ level: LogLevel.Warn }),
    orderOptions: { orderItemsLimit: 1_000_000, orderLineItemsLimit: 1_000_000 },
    paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
});

await populate(() => bootstrap(config), initial, products);
console.log('listens');
