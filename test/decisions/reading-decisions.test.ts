import t from 'tap'
import type { Decision } from '../../src/decisions/schemas.ts'
import { anActor, inTenant } from '../support/actors.ts'
import { unknownId } from '../support/builders.ts'
import { closed } from '../support/closed.ts'
import { fits } from '../support/fits.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aReason } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
type Page = { items: Decision[]; nextCursor: string | null }
const listOf = ({ ids }: Journey) => `/v1/cases/${ids.caseId}/decisions`

const decide = ({ careCoordinator, ids }: Journey, outcome: string, options = {}, reasons: object[] = [aReason]) =>
  careCoordinator.post<{ decision: Decision }>(
    `/v1/support-plans/${ids.supportPlanId}/decision`,
    { outcome, contentHash: ids.contentHash, reasons: outcome === 'agreed' ? [] : reasons },
    options,
  )

t.test('every decision of a case is listed with its reasons, newest first, page by page', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  const returned = (await decide(journey, 'returned')).ok.decision
  const { items } = (await journey.person.get<Page>(listOf(journey))).ok
  t.same(items[0], returned)
  fits(t, items, [
    {
      subject: 'support-plan',
      outcome: 'returned',
      tier: 'care-coordinator',
      reasons: [{ ...aReason, sentence: 'It is not yet clear how this would help with what you want to change.' }],
      decidedByName: 'Quillon care coordinator',
    },
    { subject: 'expression-of-interest', outcome: 'accepted', tier: 'commissioner-officer', reasons: [] },
  ])
  const first = (await journey.person.get<Page>(`${listOf(journey)}?limit=1`)).ok
  const second = (await journey.person.get<Page>(`${listOf(journey)}?limit=1&cursor=${first.nextCursor}`)).ok
  t.same([...first.items, ...second.items], items)
  t.equal(second.nextCursor, null)
})

t.test('everybody on the case reads a decision, and who decides in its trust', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const path = `/v1/decisions/${journey.ids.decisionId}`
  const readers = [
    journey.person,
    journey.representative,
    journey.careCoordinator,
    journey.broker,
    journey.officer,
    journey.teamManager,
    service.as('mdt-member'),
  ]
  for (const reader of readers) {
    fits(t, (await reader.get(path)).ok, { id: journey.ids.decisionId, outcome: 'agreed' }, reader.actor?.sub ?? '')
    t.equal((await reader.get<Page>(listOf(journey))).ok.items.length, 2)
  }
})

t.test('it is closed to those without the permission, and not there for everybody else', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const path = `/v1/decisions/${journey.ids.decisionId}`
  await closed(t, service, 'plan:read', (client) => client.get(path))
  await closed(t, service, 'plan:read', (client) => client.get(listOf(journey)))
  const strangers = [
    anActor('person', { sub: 'somebody-else' }),
    anActor('broker', { sub: 'another-broker' }),
    anActor('team-manager', { organisation: 'RW5' }),
    anActor('panel-member'),
    inTenant('QOP', 'commissioner-officer'),
  ]
  for (const stranger of strangers) {
    await refused(t, service, () => service.as(stranger).get(path), 'not-found', stranger.sub)
    await refused(t, service, () => service.as(stranger).get(listOf(journey)), 'not-found', stranger.sub)
  }
  await refused(t, service, () => journey.person.get(`/v1/decisions/${unknownId()}`), 'not-found')
  await refused(t, service, () => journey.person.get(`/v1/cases/${unknownId()}/decisions`), 'not-found')
  await refused(t, service, () => journey.person.get('/v1/decisions/first'), 'request-invalid')
})

t.test(
  'a decision is told in the words of the rules that the case is under, and stays as it was on the day',
  async (t) => {
    const first = await journeyTo(service, 'plan-signed')
    const second = await journeyTo(service, 'plan-signed')
    const { decision } = (await decide(first, 'refused')).ok
    await service.database.sql(
      `insert into scheme_version select commissioner_id, scheme_id, 2, '2027-01-01',
      replace(rules::text, 'It is not yet clear', 'Nobody can see')::json, published_at from scheme_version where scheme_id = $1`,
      [tenants.QYG.schemeId],
    )
    service.clock.set('2027-01-04T09:30:00Z')
    t.same((await first.person.get(`/v1/decisions/${decision.id}`)).ok, decision)
    const old = { schemeVersion: 1, reasons: [{ sentence: /^It is not yet clear/ }] }
    fits(t, decision, old)
    fits(t, (await decide(second, 'refused')).ok.decision, old, 'a case that was opened under the first version')
    const third = await journeyTo(service, 'plan-signed')
    const made = (await decide(third, 'refused')).ok.decision
    fits(t, made, { schemeVersion: 2, reasons: [{ sentence: /^Nobody can see/ }] })
    service.clock.set('2026-11-24T09:30:00Z')
  },
)

t.test('409: of eight decisions on a plan at once, of every kind, one is made and stands', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  const outcomes = ['agreed', 'returned', 'refused', 'agreed', 'returned', 'refused', 'agreed', 'agreed']
  const answers = await Promise.all(outcomes.map((outcome) => decide(journey, outcome)))
  t.same(answers.map((answer) => answer.status).sort(), [201, 409, 409, 409, 409, 409, 409, 409])
  const won = answers.find((answer) => answer.status === 201)?.ok.decision
  const { items } = (await journey.person.get<Page>(listOf(journey))).ok
  t.same(items[0], won)
  t.equal(items.length, 2)
  const plan = (await journey.person.get<{ status: string }>(`/v1/support-plans/${journey.ids.supportPlanId}`)).ok
  t.equal(plan.status, won?.outcome)
  const lines = await service.database.sql('select 1 from plan_line where case_id = $1', [journey.ids.caseId])
  t.equal(lines.length, won?.outcome === 'agreed' ? 2 : 0, 'money is there where it was agreed, once')
})

t.test('a repeated key gets the decision again, and money is allocated once', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  const first = await decide(journey, 'agreed', { key: 'agree-once' })
  const again = await decide(journey, 'agreed', { key: 'agree-once' })
  t.same([again.status, again.ok, again.etag], [201, first.ok, first.etag])
  const entries = await service.database.sql('select kind from ledger_entry where case_id = $1 order by kind', [
    journey.ids.caseId,
  ])
  t.same(entries, [{ kind: 'allocation' }, { kind: 'funding' }], 'and drawn on those who pay for it')
})
