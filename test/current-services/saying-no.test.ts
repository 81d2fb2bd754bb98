import t from 'tap'
import type { CurrentService, WhatStays } from '../../src/current-services/schemas.ts'
import type { CaseWithdrawn } from '../../src/endings/schemas.ts'
import { decidePlan as decideWhole, letterOf, reason } from '../decisions/acts.ts'
import { audited } from '../support/audit.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { sectionOf } from '../support/pages.ts'
import { aCurrentService, aReason } from '../support/pathway-builders.ts'
import type { PathwayStep } from '../support/pathway-steps.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const unnamed = { relationshipWith: null }

/** A person at a step, with one service of each status. */
async function withServices(pathwayStep: PathwayStep): Promise<Journey> {
  const journey = await journeyTo(service, pathwayStep)
  const path = `/v1/cases/${journey.ids.caseId}/current-services`
  const register = async (more: object) =>
    (await journey.person.post<CurrentService>(path, { ...aCurrentService(), ...more })).ok.id
  const settle = async (id: string, patch: object) => {
    const answer = await journey.person.patch(`/v1/current-services/${id}`, patch, { ifMatch: '"1"' })
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  }
  await register({})
  await register({ kind: 'nhs-crisis', title: 'Home treatment team', ...unnamed })
  const ending = await register({ title: 'Walking group', kind: 'voluntary', ...unnamed })
  await settle(ending, { status: 'ending', endsOn: '2027-01-31', statusReason: 'It closes.' })
  if (journey.known.supportPlanId) {
    const replaced = await register({ title: 'Art group', kind: 'voluntary', minutesPerWeek: 120, ...unnamed })
    await settle(replaced, { status: 'replaced', replacedBy: 'drum-kit', replacementMinutesPerWeek: 45 })
  }
  const atRisk = await register({ title: 'Day centre', kind: 'social-care', ...unnamed })
  if (!journey.known.contentHash) await settle(atRisk, { status: 'at-risk' })
  return journey
}
const rows = (journey: Journey) =>
  service.database.sql('select * from current_service where case_id = $1 order by 1, 2', [journey.ids.caseId])
/** The row of a service that a plan was to replace, once the plan does not go ahead. */
const keptAgain = (row: Record<string, unknown>) =>
  row.status === 'replaced'
    ? {
        ...row,
        status: 'kept',
        replaced_by: null,
        replacement_minutes_per_week: null,
        version: Number(row.version) + 1,
      }
    : row
const whatStays = async (journey: Journey, client: Client = journey.person) =>
  (await client.get<WhatStays>(`/v1/cases/${journey.ids.caseId}/what-stays`)).ok

const withdraw = (journey: Journey) =>
  journey.person.post<CaseWithdrawn>(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: 'I would rather not.' })
const decidePlan = (journey: Journey, outcome: string) =>
  journey.careCoordinator.post(`/v1/support-plans/${journey.ids.supportPlanId}/decision`, {
    outcome,
    contentHash: journey.ids.contentHash,
    reasons: [aReason],
  })
const noes: Record<string, [PathwayStep, (journey: Journey) => Promise<{ status: number }>]> = {
  'the person says no at the start': ['case-opened', withdraw],
  'the person says no when the plan is drafted': ['plan-drafted', withdraw],
  'the person says no when the plan is signed': ['plan-signed', withdraw],
  'the expression of interest is declined': [
    'expression-submitted',
    (journey) =>
      journey.officer.post(`/v1/expressions-of-interest/${journey.ids.expressionId}/decision`, {
        outcome: 'declined',
        reasons: [aReason],
      }),
  ],
  'the plan is refused': ['plan-signed', (journey) => decidePlan(journey, 'refused')],
  'the plan is returned': ['plan-signed', (journey) => decidePlan(journey, 'returned')],
}

for (const [name, [pathwayStep, say]] of Object.entries(noes))
  t.test(`P15: ${name}, and nothing that the person has is taken away`, async (t) => {
    const journey = await withServices(pathwayStep)
    const before = await rows(journey)
    t.ok(before.length >= 4)
    const answer = await say(journey)
    t.ok(answer.status < 300, `${answer.status}`)
    const goesAhead = name === 'the plan is returned'
    t.same(await rows(journey), goesAhead ? before : before.map(keptAgain), 'row by row, column by column')
    const told = await whatStays(journey)
    t.equal(told.services.length, before.length, 'and all of it stays')
    t.match(told.services[0], { status: 'kept', sentence: 'It stays as it is.' })
  })

t.test('P15: the answer to saying no lists in plain words what stays', async (t) => {
  const journey = await withServices('plan-drafted')
  const { whatStays: told, next } = (await withdraw(journey)).ok
  t.match(next, /What you have now stays/)
  t.equal(told[0], 'Saying no to a budget, or being told no, takes none of this away.')
  t.ok(
    told.includes(
      'Talking therapy on Tuesdays, with Dr Amara Okafor, from Mersey Mental Health NHS Trust. It stays as it is.',
    ),
  )
  t.ok(
    told.some((sentence) =>
      /^Art group, .* A plan was to replace it\. That does not go ahead, so it stays/.test(sentence),
    ),
  )
  t.ok(told.some((sentence) => /111 .*option 2/.test(sentence)))
})

t.test('P15: a replacement that has started is not said to be called off', async (t) => {
  const journey = await withServices('plan-drafted')
  const path = `/v1/cases/${journey.ids.caseId}/current-services`
  const art = (await journey.person.get<{ items: CurrentService[] }>(path)).ok.items.find(
    ({ status }) => status === 'replaced',
  )
  const at = `/v1/current-services/${art?.id}`
  const started = { status: 'replaced', replacementStartsOn: '2026-12-01' }
  await journey.person.patch(at, started, { ifMatch: (await journey.person.get(at)).etag })
  const atRisk = (await journey.person.get<{ items: CurrentService[] }>(path)).ok.items.filter(
    ({ status }) => status === 'at-risk',
  )
  for (const { id } of atRisk)
    await journey.person.patch(`/v1/current-services/${id}`, { status: 'kept' }, { ifMatch: '"2"' })
  await journey.on('plan-agreed')
  service.clock.set('2027-11-24T09:30:00Z')
  t.teardown(() => service.clock.set('2026-11-24T09:30:00Z'))
  const { whatStays: told } = (await withdraw(journey)).ok
  t.notOk(told.some((sentence) => sentence.startsWith('Art group')))
  t.match((await journey.person.get(at)).ok, { status: 'replaced', replacedBy: 'drum-kit' })
})

t.test(
  'P3: a service stays as it is where the line that was to replace it is refused, in the letter and the register',
  async (t) => {
    const journey = await journeyTo(service, 'plan-drafted')
    const path = `/v1/cases/${journey.ids.caseId}/current-services`
    const both = ['drum-kit', 'mattress']
    const ids: string[] = []
    for (const replacedBy of both) {
      const { id } = (
        await journey.person.post<CurrentService>(path, { ...aCurrentService(), ...unnamed, title: replacedBy })
      ).ok
      const patch = { status: 'replaced', replacedBy, replacementMinutesPerWeek: 30, statusReason: 'The plan has it.' }
      await journey.person.patch(`/v1/current-services/${id}`, patch, { ifMatch: '"1"' })
      ids.push(id)
    }
    await journey.on('plan-signed')
    const lines = both.map((line, index) => ({ line, outcome: index === 0 ? 'refused' : 'agreed' }))
    let decisionId = ''
    const entries = await audited(service, async () => {
      decisionId = (await decideWhole(journey, 'agreed-in-part', { lines, reasons: [reason] })).ok.decision.id
    })
    t.match(
      entries.filter(({ type }) => type === 'current-service.kept-again'),
      [{ subject_id: ids[0], facts: { because: 'line-refused', replacedBy: 'drum-kit' } }],
    )
    const words = sectionOf(await letterOf(journey.person, decisionId), 'What stays')
    t.match(words, /drum-kit, from [^:]+: A plan was to replace it\. That does not go ahead, so it stays as it is\./)
    t.match(words, /mattress, from [^:]+: It continues until what replaces it has started\./)
    t.match(words, 'In total, you will have 30 minutes a week less than now.')
    const [kept, replaced] = await Promise.all(
      ids.map((id) => journey.person.get<CurrentService>(`/v1/current-services/${id}`)),
    )
    t.match(kept?.ok, { status: 'kept', replacedBy: null, statusReason: null, shortfallMinutesPerWeek: 0 })
    t.match(replaced?.ok, { status: 'replaced', replacedBy: 'mattress' })
    const again = { status: 'replaced', replacedBy: 'drum-kit', replacementMinutesPerWeek: 30 }
    const settle = () => journey.person.patch(`/v1/current-services/${ids[0]}`, again, { ifMatch: kept?.etag ?? '' })
    await refused(t, service, settle, 'replacement-missing', 'nor is it replaced by what was refused')
  },
)

t.test('what stays is told to whoever works on the case, with what there will be less of', async (t) => {
  const journey = await withServices('plan-drafted')
  for (const client of [
    journey.person,
    journey.representative,
    journey.careCoordinator,
    journey.broker,
    journey.officer,
    journey.teamManager,
  ]) {
    const told = await whatStays(journey, client)
    t.match(told, { asOf: '2026-11-24' })
    t.same(
      told.services.map(({ title, status, shortfallMinutesPerWeek }) => [
        title.split(',')[0],
        status,
        shortfallMinutesPerWeek,
      ]),
      [
        ['Talking therapy on Tuesdays', 'kept', 0],
        ['Home treatment team', 'kept', 0],
        ['Walking group', 'ending', 60],
        ['Art group', 'replaced', 75],
        ['Day centre', 'at-risk', 0],
      ],
      client.actor?.sub ?? '',
    )
    t.match(told.services[3]?.sentence, /After that you have 1 hour 15 minutes a week less\.$/)
  }
})

t.test('what stays whatever happens is told to everybody, also where nothing is registered', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  const told = await whatStays(journey)
  t.same(told.services, [])
  t.match(told.always.map(({ title }) => title).join('; '), /crisis line; 999 .*; Your GP practice/)
})

t.test('what has ended since is not said to stay', async (t) => {
  const journey = await withServices('case-opened')
  service.clock.set('2027-02-01T09:30:00Z')
  t.teardown(() => service.clock.set('2026-11-24T09:30:00Z'))
  const told = await whatStays(journey)
  t.notOk(told.services.some(({ title }) => title.startsWith('Walking group')))
})
