import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { fillPath } from '../support/tour.ts'
import { startToured } from '../support/toured.ts'

/** A source by the short name that only we know it by. */
const shortName = /\bS\d{1,2}\b/
const { service, ids } = await startToured(t)

t.test('the contract cites no source by a short name', async (t) => {
  const text = await readFile(fileURLToPath(new URL('../../openapi/openapi.json', import.meta.url)), 'utf8')
  t.notMatch(text, shortName)
})

t.test('nor does any answer, page or letter', async (t) => {
  let read = 0
  for (const { method, path, operationId } of service.contract.operations) {
    if (method !== 'GET') continue
    const { status, body } = await service.as('commissioner-officer').get(fillPath(path, ids))
    if (status === 200) read += 1
    t.notMatch(typeof body === 'string' ? body : JSON.stringify(body), shortName, operationId)
  }
  t.ok(read > 40, `${read} were read`)
})
