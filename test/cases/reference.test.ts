import { randomUUID } from 'node:crypto'
import t from 'tap'
import { CaseFilter } from '../../src/cases/list-schemas.ts'
import { type CaseView, caseFields } from '../../src/cases/schemas.ts'
import { referenceIn, referenceOf } from '../../src/shared/case-reference.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const alphabet = [...'123456789ABCDEFGHJKMNPQRSTVWXYZ']

t.test('one wrong letter is always noticed, and so are two that changed places', async (t) => {
  for (const reference of [referenceOf(randomUUID()), referenceOf(randomUUID())]) {
    const letters = [...reference.replace('-', '')]
    t.equal(referenceIn(` ${reference.toLowerCase().replace('-', ' ')} `), letters.join(''), 'however it is typed')
    const wrong = letters.flatMap((right, at) =>
      alphabet.filter((one) => one !== right).map((one) => letters.with(at, one).join('')),
    )
    t.same(
      wrong.filter((one) => referenceIn(one) !== undefined),
      [],
    )
    const turned = letters.slice(0, 6).map((one, at) =>
      letters
        .with(at, letters[at + 1] ?? '')
        .with(at + 1, one)
        .join(''),
    )
    t.same(
      turned.filter((one) => one !== letters.join('') && referenceIn(one) !== undefined),
      [],
    )
  }
  for (const none of ['', '1234', 'OOOO-OOOO', '12345678', '１２３４-５６７８'.repeat(2)])
    t.equal(referenceIn(none), undefined)
})

t.test('the examples that are published are references', async (t) => {
  for (const [example] of [caseFields.reference.examples, CaseFilter.properties.reference.examples])
    t.equal(referenceIn(String(example)), String(example).replace('-', ''))
})

t.test('a case is found by its reference, by whoever sees it and by nobody else', async (t) => {
  const service = await startService(t)
  const [journey, other] = [await journeyTo(service, 'case-opened'), await journeyTo(service, 'case-opened')]
  const { reference } = (await journey.person.get<CaseView>(`/v1/cases/${journey.ids.caseId}`)).ok
  t.match(reference, /^[1-9A-Z]{4}-[1-9A-Z]{4}$/)
  const kept = 'select case_id as id, reference from budget_case'
  for (const row of await service.database.sql<{ id: string; reference: string }>(kept))
    t.equal(referenceOf(row.id).replace('-', ''), row.reference, 'the database works out the same')
  const find = async (client: typeof journey.person, typed: string) =>
    (await client.get<{ items: { id: string }[] }>(`/v1/cases?reference=${encodeURIComponent(typed)}`)).ok.items.map(
      ({ id }) => id,
    )
  const said = reference.toLowerCase().replace('-', ' ')
  for (const client of [journey.person, journey.careCoordinator, journey.officer])
    t.same(await find(client, said), [journey.ids.caseId])
  t.same(await find(other.person, reference), [])
  const misheard = reference.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))
  await refused(t, service, () => journey.officer.get(`/v1/cases?reference=${misheard}`), 'request-invalid')
})
