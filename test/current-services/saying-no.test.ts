import t from 'tap'
import type { CurrentService, WhatStays } from '../../src/current-services/schemas.ts'
import type { CaseWithdrawn } from '../../src/endings/schemas.ts'
import { decidePlan as decideWhole, letterOf, reason } from '../decisions/acts.ts'
import { audited } from '../support/audit.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { sectionOf } from '../support/pages.ts'
import { refused } from '../support/refused.ts'
import { aCurrentService, aReason } from '../support/road-builders.ts'
import { startService } from '../support/service.ts'
import type { Station } from '../support/stations.ts'

const service = await startService(t)
const unnamed = { relationshipWith: null }

/** A person at a station, with one service of each fate. */
async function withServices(station: Station): Promise<Journey> {
  const the = await journeyTo(service, station)
  const path = `/v1/cases/${the.ids.caseId}/current-services`
  const register = async (more: object) =>
    (await the.person.post<CurrentService>(path, { ...aCurrentService(), ...more })).ok.id
  const settle = async (id: string, patch: object) => {
    const answer = await the.person.patch(`/v1/current-services/${id}`, patch, { ifMatch: '"1"' })
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  }
  await register({})
  await register({ kind: 'nhs-crisis', title: 'Home treatment team', ...unnamed })
  const ending = await register({ title: 'Walking group', kind: 'voluntary', ...unnamed })
  await settle(ending, { fate: 'ending', endsOn: '2027-01-31', fateBecause: 'It closes.' })
  if (the.known.supportPlanId) {
    const replaced = await register({ title: 'Art group', kind: 'voluntary', minutesPerWeek: 120, ...unnamed })
    await settle(replaced, { fate: 'replaced', replacedBy: 'drum-kit', replacementMinutesPerWeek: 45 })
  }
  const atRisk = await register({ title: 'Day centre', kind: 'social-care', ...unnamed })
  if (!the.known.contentHash) await settle(atRisk, { fate: 'at-risk' })
  return the
}
const rows = (the: Journey) =>
  service.database.sql('select * from current_service where case_id = $1 order by 1, 2', [the.ids.caseId])
/** The row of a service that a plan was to replace, once the plan does not go ahead. */
const keptAgain = (row: Record<string, unknown>) =>
  row.fate === 'replaced'
    ? { ...row, fate: 'kept', replaced_by: null, replacement_minutes_per_week: null, version: Number(row.version) + 1 }
    : row
const whatStays = async (the: Journey, client: Client = the.person) =>
  (await client.get<WhatStays>(`/v1/cases/${the.ids.caseId}/what-stays`)).ok

const withdraw = (the: Journey) =>
  the.person.post<CaseWithdrawn>(`/v1/cases/${the.ids.caseId}/withdrawal`, { words: 'I would rather not.' })
const decidePlan = (the: Journey, outcome: string) =>
  the.careCoordinator.post(`/v1/support-plans/${the.ids.supportPlanId}/decision`, {
    outcome,
    contentHash: the.ids.contentHash,
    reasons: [aReason],
  })
const noes: Record<string, [Station, (the: Journey) => Promise<{ status: number }>]> = {
  'the person says no at the start': ['case-opened', withdraw],
  'the person says no when the plan is drafted': ['plan-drafted', withdraw],
  'the person says no when the plan is signed': ['plan-signed', withdraw],
  'the expression of interest is declined': [
    'expression-submitted',
    (the) =>
      the.officer.post(`/v1/expressions-of-interest/${the.ids.expressionId}/decision`, {
        outcome: 'declined',
        reasons: [aReason],
      }),
  ],
  'the plan is refused': ['plan-signed', (the) => decidePlan(the, 'refused')],
  'the plan is returned': ['plan-signed', (the) => decidePlan(the, 'returned')],
}

for (const [name, [station, say]] of Object.entries(noes))
  t.test(`P15: ${name}, and nothing that the person has is taken away`, async (t) => {
    const the = await withServices(station)
    const before = await rows(the)
    t.ok(before.length >= 4)
    const answer = await say(the)
    t.ok(answer.status < 300, `${answer.status}`)
    const goesAhead = name === 'the plan is returned'
    t.same(await rows(the), goesAhead ? before : before.map(keptAgain), 'row by row, column by column')
    const told = await whatStays(the)
    t.equal(told.services.length, before.length, 'and all of it stays')
    t.match(told.services[0], { fate: 'kept', sentence: 'It stays as it is.' })
  })

t.test('P15: the answer to saying no lists in plain words what stays', async (t) => {
  const the = await withServices('plan-drafted')
  const { whatStays: told, next } = (await withdraw(the)).ok
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
  const the = await withServices('plan-drafted')
  const path = `/v1/cases/${the.ids.caseId}/current-services`
  const art = (await the.person.get<{ items: CurrentService[] }>(path)).ok.items.find(({ fate }) => fate === 'replaced')
  const at = `/v1/current-services/${art?.id}`
  const started = { replacementStartsOn: '2026-12-01' }
  await the.person.patch(at, started, { ifMatch: (await the.person.get(at)).etag })
  const atRisk = (await the.person.get<{ items: CurrentService[] }>(path)).ok.items.filter(
    ({ fate }) => fate === 'at-risk',
  )
  for (const { id } of atRisk)
    await the.person.patch(`/v1/current-services/${id}`, { fate: 'kept' }, { ifMatch: '"2"' })
  await the.on('plan-agreed')
  service.clock.set('2027-11-24T09:30:00Z')
  t.teardown(() => service.clock.set('2026-11-24T09:30:00Z'))
  const { whatStays: told } = (await withdraw(the)).ok
  t.notOk(told.some((sentence) => sentence.startsWith('Art group')))
  t.match((await the.person.get(at)).ok, { fate: 'replaced', replacedBy: 'drum-kit' })
})

t.test(
  'P3: a service stays as it is where the line that was to replace it is refused, in the letter and the register',
  async (t) => {
    const the = await journeyTo(service, 'plan-drafted')
    const path = `/v1/cases/${the.ids.caseId}/current-services`
    const both = ['drum-kit', 'mattress']
    const ids: string[] = []
    for (const replacedBy of both) {
      const { id } = (
        await the.person.post<CurrentService>(path, { ...aCurrentService(), ...unnamed, title: replacedBy })
      ).ok
      const patch = { fate: 'replaced', replacedBy, replacementMinutesPerWeek: 30, fateBecause: 'The plan has it.' }
      await the.person.patch(`/v1/current-services/${id}`, patch, { ifMatch: '"1"' })
      ids.push(id)
    }
    await the.on('plan-signed')
    const lines = both.map((line, index) => ({ line, outcome: index === 0 ? 'refused' : 'agreed' }))
    let decisionId = ''
    const entries = await audited(service, async () => {
      decisionId = (await decideWhole(the, 'agreed-in-part', { lines, reasons: [reason] })).ok.decision.id
    })
    t.match(
      entries.filter(({ type }) => type === 'current-service.kept-again'),
      [{ subject_id: ids[0], facts: { because: 'line-refused', replacedBy: 'drum-kit' } }],
    )
    const words = sectionOf(await letterOf(the.person, decisionId), 'What stays')
    t.match(words, /drum-kit, from [^:]+: A plan was to replace it\. That does not go ahead, so it stays as it is\./)
    t.match(words, /mattress, from [^:]+: It goes on until what replaces it has started\./)
    t.match(words, 'In all, you will have 30 minutes a week less than now.')
    const [kept, replaced] = await Promise.all(
      ids.map((id) => the.person.get<CurrentService>(`/v1/current-services/${id}`)),
    )
    t.match(kept?.ok, { fate: 'kept', replacedBy: null, fateBecause: null, shortfallMinutesPerWeek: 0 })
    t.match(replaced?.ok, { fate: 'replaced', replacedBy: 'mattress' })
    const again = { fate: 'replaced', replacedBy: 'drum-kit', replacementMinutesPerWeek: 30 }
    const settle = () => the.person.patch(`/v1/current-services/${ids[0]}`, again, { ifMatch: kept?.etag ?? '' })
    await refused(t, service, settle, 'replacement-missing', 'nor is it replaced by what was refused')
  },
)

t.test('what stays is told to whoever works on the case, with what there will be less of', async (t) => {
  const the = await withServices('plan-drafted')
  for (const client of [
    the.person,
    the.representative,
    the.careCoordinator,
    the.broker,
    the.officer,
    the.teamManager,
  ]) {
    const told = await whatStays(the, client)
    t.match(told, { asOf: '2026-11-24' })
    t.same(
      told.services.map(({ title, fate, shortfallMinutesPerWeek }) => [
        title.split(',')[0],
        fate,
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
  const the = await journeyTo(service, 'case-opened')
  const told = await whatStays(the)
  t.same(told.services, [])
  t.match(told.always.map(({ title }) => title).join('; '), /crisis line; 999 .*; Your GP practice/)
})

t.test('what has ended since is not said to stay', async (t) => {
  const the = await withServices('case-opened')
  service.clock.set('2027-02-01T09:30:00Z')
  t.teardown(() => service.clock.set('2026-11-24T09:30:00Z'))
  const told = await whatStays(the)
  t.notOk(told.services.some(({ title }) => title.startsWith('Walking group')))
})
