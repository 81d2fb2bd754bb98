import { mkdir, readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { createApp } from '../../src/app.ts'
import { domainOperations } from '../../src/domains.ts'
import { newSealKey, sealKeysOf } from '../../src/platform/audit/seal-keys.ts'
import { DatabaseAccess } from '../../src/platform/database/database.ts'
import { diskStore } from '../../src/platform/documents/disk-store.ts'
import { createLog } from '../../src/platform/http/log.ts'
import { fieldKeysOf, newFieldKey } from '../../src/platform/secrets/field-keys.ts'
import { command } from '../../src/tools/database-url.ts'
import { asyncApiDocument } from '../../src/webhooks/asyncapi.ts'
import { accessText } from './access-text.ts'
import { eventsText, type OpenapiDocument, operationsText, sortedDocument } from './contract-text.ts'
import { keepFiles } from './generated-file.ts'
import { downConverted } from './openapi-3-0.ts'
import { withScenarios } from './scenario-table.ts'

/** `npm run contract`: openapi/openapi.json and the same in 3.0, asyncapi.json, operations.txt and events.txt, docs/access.md, and the table of the sandbox's guide, from the tables that they describe. Nothing is connected to. */
await command(async () => {
  const { values } = parseArgs({ options: { check: { type: 'boolean' } } })
  const app = await createApp({
    database: new DatabaseAccess({ url: 'postgres://nobody@127.0.0.1:1/none', poolSize: 1 }),
    access: {
      keys: async () => {
        throw new Error('no token is checked here')
      },
      issuer: 'none',
      audience: 'none',
      now: () => new Date(),
      findTenant: async () => undefined,
    },
    log: createLog('silent'),
    sealKeys: sealKeysOf(newSealKey()),
    fieldKeys: fieldKeysOf(newFieldKey()),
    documentStore: diskStore('none'),
    trustProxy: false,
    rateLimitPerMinute: 1,
  })
  await app.ready()
  const document = sortedDocument(app.swagger() as unknown as OpenapiDocument)
  const [operations, events] = [operationsText(document), eventsText(document)]
  await app.close()
  await mkdir(new URL('../../openapi/', import.meta.url), { recursive: true })
  const guide = 'data/guides/7-sandbox.md'
  const files = [
    { path: guide, text: withScenarios(await readFile(new URL(`../../${guide}`, import.meta.url), 'utf8')) },
    { path: 'openapi/openapi.json', text: `${JSON.stringify(document, null, 2)}\n` },
    { path: 'openapi/openapi-3.0.json', text: `${JSON.stringify(downConverted(document), null, 2)}\n` },
    { path: 'openapi/asyncapi.json', text: `${JSON.stringify(asyncApiDocument(), null, 2)}\n` },
    { path: 'openapi/operations.txt', text: operations },
    { path: 'openapi/events.txt', text: events },
    { path: 'docs/access.md', text: accessText(domainOperations) },
  ]
  return keepFiles(files, values.check ?? false, 'npm run contract')
})
