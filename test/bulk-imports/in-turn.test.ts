import t from 'tap'
import { advanceImports } from '../../src/bulk-imports/advance-imports.ts'
import { inTenant } from '../support/actors.ts'
import { fits } from '../support/fits.ts'
import { startService } from '../support/service.ts'
import { aPersonLine, brought, known, send, system, toNdjson } from './acts.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const elsewhere = service.as(inTenant('QOP', 'commissioner-officer'))
const ofCase = (person: object) => ({
  identifier: known(),
  person,
  schemeCode: 'merseyside-one-off',
  trustCode: 'RW4',
})

t.test('a part of each commissioner’s file is done in turn', async (t) => {
  const file = toNdjson(Array.from({ length: 101 }, () => ofCase(known())))
  const ids = [
    (await send(officer, file, { kind: 'cases' })).ok.id,
    (await send(elsewhere, file, { kind: 'cases' })).ok.id,
  ]
  const closing = new AbortController()
  let parts = 0
  const now = () => {
    parts += 1
    if (parts === 2) closing.abort()
    return service.clock.now()
  }
  await advanceImports({ database: service.access, now }, closing.signal)
  for (const [at, client] of [officer, elsewhere].entries())
    t.match((await client.get(`/v1/bulk-imports/${ids[at]}`)).ok, { status: 'running', refused: 50 })
  await advanceImports({ database: service.access, now: service.clock.now }, new AbortController().signal)
  for (const [at, client] of [officer, elsewhere].entries())
    t.match((await client.get(`/v1/bulk-imports/${ids[at]}`)).ok, { status: 'completed', refused: 101 })
})

t.test('somebody under two identifiers has one case of a file in a scheme, in a dry run too', async (t) => {
  const person = aPersonLine()
  const { lines } = await brought(service, officer, toNdjson([person]))
  const also = known()
  const values = [person.identifier.value, also.value]
  void (await officer.post(`/v1/people/${lines[0]?.thingId}/identifiers`, { system, values })).ok
  const file = toNdjson([ofCase(person.identifier), ...Array.from({ length: 50 }, () => ofCase(known())), ofCase(also)])
  for (const dryRun of [true, false]) {
    const done = await brought(service, officer, file, { kind: 'cases', dryRun })
    t.equal(done.made, 1, 'also where they are in two parts')
    fits(t, done.lines.at(-1)?.errors, [{ pointer: '/person', code: 'repeated' }])
  }
})

t.test('a line that is refused stands in the way of none after it, in this part or in the next', async (t) => {
  const person = aPersonLine()
  void (await brought(service, officer, toNdjson([person])))
  const wrong = { ...ofCase(person.identifier), trustCode: 'NOBODY' }
  const between = Array.from({ length: 50 }, () => ofCase(known()))
  const file = toNdjson([wrong, ...between, ofCase(person.identifier)])
  for (const dryRun of [true, false]) {
    const done = await brought(service, officer, file, { kind: 'cases', dryRun })
    fits(t, done.lines[0]?.errors, [{ pointer: '/trustCode', code: 'reference-unknown' }])
    fits(t, done.lines.at(-1), { outcome: 'made' })
  }
})
