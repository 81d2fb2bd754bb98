import t from 'tap'
import type { CaseMember } from '../../src/case-team/schemas.ts'
import type { Person } from '../../src/people/schemas.ts'
import { namePattern } from '../../src/shared/schema.ts'
import { aPerson } from '../support/builders.ts'
import type { Schema } from '../support/contract.ts'
import { fits } from '../support/fits.ts'
import { journeyTo } from '../support/journey.ts'
import { aPlan, aReason, aWish } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const coordinator = service.as('care-coordinator')
const register = (more: Parameters<typeof aPerson>[0]) => coordinator.post<Person>('/v1/people', aPerson(more))

t.test('201: one name is enough, whichever it is, and none is not', async (t) => {
  for (const more of [{ familyName: null }, { givenName: null }]) fits(t, (await register(more)).ok, more)
  const problem = await refused(t, service, () => register({ givenName: null, familyName: null }), 'request-invalid')
  fits(t, problem.errors, [{ pointer: '/familyName' }])
})

t.test('201: a birth is known as far as it is known: a day, a month or a year', async (t) => {
  for (const bornOn of ['1984-02-29', '1984-02', '1984', '1900', '2026', '2026-11'])
    t.equal((await register({ bornOn })).ok.bornOn, bornOn, bornOn)
  for (const bornOn of ['1983-02-29', '1984-13', '84', '1899', '2027', '2026-12', '1984-2', '1984-02-30'])
    fits(t, (await refused(t, service, () => register({ bornOn }), 'request-invalid', bornOn)).errors, [
      { pointer: '/bornOn' },
    ])
})

t.test('a letter greets by the one name, without a stray blank', async (t) => {
  const { ids, person } = await journeyTo(service, 'expression-submitted')
  const path = `/v1/people/${ids.personId}`
  const { etag } = await coordinator.get(path)
  await coordinator.patch(path, { familyName: null, givenName: 'Suharto' }, { ifMatch: etag })
  const { decision } = (
    await officer.post<{ decision: { id: string } }>(`/v1/expressions-of-interest/${ids.expressionId}/decision`, {
      outcome: 'declined',
      reasons: [aReason],
    })
  ).ok
  const letter = await person.get<string>(`/v1/decisions/${decision.id}/letter`)
  t.match(letter.ok, '<p>Dear <bdi>Suharto</bdi></p>')
})

t.test(
  'a new name is the one that the team reads and that is signed with; what was signed keeps its own',
  async (t) => {
    const journey = await journeyTo(service, 'plan-agreed')
    const { ids, person, broker } = journey
    const path = `/v1/people/${ids.personId}`
    const { etag } = await coordinator.get(path)
    await coordinator.patch(path, { givenName: 'New', familyName: 'Name' }, { ifMatch: etag })
    const { items } = (await person.get<{ items: CaseMember[] }>(`/v1/cases/${ids.caseId}/members`)).ok
    t.same(
      items.filter(({ caseRole }) => caseRole === 'person').map(({ name, leftAt }) => [name, leftAt]),
      [['New Name', null]],
    )
    const changed = (await broker.post<{ id: string }>(`/v1/cases/${ids.caseId}/support-plans`, aPlan(aWish()))).ok
    const { contentHash } = (await broker.post<{ contentHash: string }>(`/v1/support-plans/${changed.id}/submission`))
      .ok
    const body = { caseRole: 'person', how: 'online', contentHash }
    const signed = await person.post<{ signature: { name: string } }>(
      `/v1/support-plans/${changed.id}/signatures`,
      body,
    )
    t.equal(signed.ok.signature.name, 'New Name')
    const before = await service.database.sql<{ name: string }>(
      `select name from signature where support_plan_id = $1 and case_role = 'person'`,
      [ids.supportPlanId],
    )
    t.match(before, [{ name: /Quartermaine/ }])
  },
)

t.test('422: no name has what cannot be seen, or turns the line round, and each name is of one kind', async (t) => {
  for (const familyName of [
    'Sm\u001bith',
    'Smith\u202e',
    'Sm\u0000ith',
    'Smith\u200b',
    '\ufeffSmith',
    'Smi\u2028th',
    '\u2066Smith',
    '\n',
    'Smi\u3164th',
    '\u115fSmith',
  ])
    t.match(
      await refused(t, service, () => register({ familyName }), 'request-invalid', encodeURIComponent(familyName)),
      {
        errors: [{ pointer: '/familyName' }],
      },
    )
  for (const familyName of ['O’Brien-Ní Dhomhnaill', 'حسین\u200cپور', 'अनुष्का', 'Nguyễn', '王'])
    t.equal((await register({ familyName })).ok.familyName, familyName)
  const names = namesIn(service.contract.operations.map(({ body }) => body))
  t.ok(names.size > 10)
  t.same(
    [...names].filter(([, pattern]) => pattern !== namePattern),
    [],
  )
})

/** The fields of what is sent that are called a name, with what each of them may be. */
function namesIn(part: unknown, found = new Map<string, unknown>(), seen = new Set<unknown>()): Map<string, unknown> {
  if (typeof part !== 'object' || part === null || seen.has(part)) return found
  seen.add(part)
  const { $ref, properties = {} } = part as Schema
  namesIn(service.contract.document.components.schemas[$ref?.split('/').at(-1) ?? ''], found, seen)
  for (const [field, schema] of Object.entries(properties))
    if (/^(name|\w+Name|referredBy|relationshipWith|payee|provider|takesOver|runBy|area)$/.test(field)) {
      const { pattern } = [schema, ...(schema.anyOf ?? [])].find(({ type }) => type === 'string') ?? {}
      found.set(`${field}: ${schema.description}`, pattern)
    }
  for (const inner of Object.values(part)) namesIn(inner, found, seen)
  return found
}
