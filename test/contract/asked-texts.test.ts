import t from 'tap'
import { startService } from '../support/service.ts'

const service = await startService(t)
const asked = service.contract.operations.flatMap(({ operationId, method, path, parameters }) =>
  parameters
    .filter((one) => one.in === 'query')
    .map(({ name, schema }) => ({ operationId, method, path, name, schema })),
)

t.test(
  'every text that a list is asked by says which texts it can be: none has what no text of the database holds',
  (t) => {
    const texts = asked.filter(({ schema }) => schema.type === 'string' && !schema.enum)
    t.ok(texts.length > 50, `${texts.length} texts`)
    for (const { operationId, name, schema } of texts) {
      const { format, pattern } = schema
      const can = format !== undefined || (pattern !== undefined && !new RegExp(pattern, 'u').test('a\0'))
      t.ok(can, `${operationId} ${name}`)
    }
    t.end()
  },
)

t.test('a NUL in a text that a list is asked by is refused with its name', async (t) => {
  const officer = service.as('commissioner-officer')
  for (const query of ['payees-by-name?name=%00', 'schemes?code=%00', 'cases?schemeCode=a%00', 'cases?reference=%00']) {
    const { status, problem } = await officer.get(`/v1/${query}`)
    t.equal(status, 400, query)
    t.equal(problem.code, 'request-invalid', query)
  }
})
