import { readFile } from 'node:fs/promises'
import spec from '@asyncapi/specs/schemas/3.0.0.json' with { type: 'json' }
import { Ajv } from 'ajv'
import formats, { type FormatsPlugin } from 'ajv-formats'
import t from 'tap'
import { eventCatalogue } from '../../src/event-catalogue/catalogue.ts'
import { providedOf } from '../../src/event-catalogue/provided.ts'
import { startService } from '../support/service.ts'

interface Document {
  readonly components: {
    readonly messages: Readonly<Record<string, { readonly name: string; readonly payload: { readonly $ref: string } }>>
    readonly schemas: Readonly<Record<string, object>>
  }
}

const service = await startService(t)
const document = (await service.app.inject('/documentation/asyncapi')).json<Document>()

t.test('the document that is served is the one that was committed', async (t) => {
  const committed = await readFile(new URL('../../openapi/asyncapi.json', import.meta.url), 'utf8')
  t.same(document, JSON.parse(committed))
})

t.test('it is an AsyncAPI document, by the schema of the specification', async (t) => {
  // The schema brings the one that it is written in along.
  const ajv = new Ajv({ strict: false, allErrors: true, meta: false, validateSchema: false })
  // The package is CommonJS: its function is the default of its default.
  ;(formats as unknown as { default: FormatsPlugin }).default(ajv)
  const valid = ajv.compile(spec)
  t.ok(valid(document), 'valid', { errors: valid.errors })
  t.notOk(valid({ ...document, channels: { webhook: { address: 1 } } }), 'and another is not')
})

t.test(
  'it has every type of event of a case, those of agreements of a provider, and no other but the test',
  async (t) => {
    t.same(
      Object.values(document.components.messages)
        .map(({ name }) => name)
        .sort(),
      [...Object.keys(eventCatalogue.ofCase), ...providedOf('service-agreement'), 'webhook.test'].sort(),
    )
    const ajv = new Ajv({ strict: false })
    ;(formats as unknown as { default: FormatsPlugin }).default(ajv)
    const schema = document.components.schemas.CaseOpened
    const sent = {
      ...{ id: '019ab3f0-5c1e-7d44-9a3b-1f2e3d4c5b6a', type: 'case.opened', sequence: 7 },
      ...{ caseId: '019ab3f0-5c1e-7d44-9a3b-1f2e3d4c5b6b', happenedAt: '2026-11-24T09:30:00.000Z' },
    }
    t.ok(ajv.validate(schema ?? false, sent))
    t.notOk(ajv.validate(schema ?? false, { ...sent, type: 'case.ended' }))
  },
)
