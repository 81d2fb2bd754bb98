import t from 'tap'
import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import { fits } from '../support/fits.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aCrisisContingency, aPlanLine } from '../support/pathway-builders.ts'
import { startService } from '../support/service.ts'
import { brought, known, send, system, toNdjson } from './acts.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const bring = (lines: readonly unknown[], dryRun = false) =>
  brought(service, officer, toNdjson(lines), { kind: 'plans', dryRun })

/** Another system's identifier of the case. */
async function identified({ careCoordinator, ids }: Journey) {
  const identifier = known()
  void (await careCoordinator.post(`/v1/cases/${ids.caseId}/identifiers`, { system, values: [identifier.value] })).ok
  return identifier
}
const aLine = (ofCase: object, more: object = {}) => ({
  identifier: known(),
  case: ofCase,
  outcomes: [{ key: 'sleep', words: 'To sleep through the night.' }],
  lines: [aPlanLine()],
  crisisContingency: aCrisisContingency(),
  ...more,
})
const plansOf = async ({ officer: by, ids }: Journey) =>
  (await by.get<{ items: SupportPlan[] }>(`/v1/cases/${ids.caseId}/support-plans`)).ok.items

t.test('a plan of another system becomes a draft, once, and those whose plan it is go on from it', async (t) => {
  const journey = await journeyTo(service, 'budget-disclosed')
  const line = aLine(await identified(journey))
  fits(t, await bring([line], true), { made: 1, lines: [{ outcome: 'made', thingId: null }] })
  t.same(await plansOf(journey), [])
  const done = await bring([line])
  fits(t, done, { made: 1 })
  const id = done.lines[0]?.thingId ?? ''
  fits(t, await plansOf(journey), [
    { id, status: 'draft', identifiers: [line.identifier], totalPence: 25_000, submittedVersion: null, tier: null },
  ])
  const [plan] = await service.database.sql('select author_ids from support_plan where support_plan_id = $1', [id])
  t.same(plan, { author_ids: ['the-commissioner-officer'] }, 'who brought it over has a part in it')
  const told = await service.database.sql(`select type, facts from audit_entry where subject_id = $1 order by type`, [
    id,
  ])
  fits(t, told, [{ type: 'support-plan.drafted', facts: { totalPence: 25_000, broughtOver: true } }])
  for (const rows of ['signature where support_plan_id', 'routing where support_plan_id', 'decision where subject_id'])
    t.same(await service.database.sql(`select 1 from ${rows} = $1`, [id]), [], `nobody signed or decided: ${rows}`)
  fits(t, await bring([line]), { thereAlready: 1, lines: [{ thingId: id }] })
  fits(t, await bring([{ ...line, lines: [aPlanLine({ amountPence: 24_999 })], outcomes: [] }]), {
    lines: [{ errors: [{ pointer: '/outcomes', code: 'differs' }, { pointer: '/lines' }] }],
  })
  const { etag } = await journey.broker.get(`/v1/support-plans/${id}`)
  const changed = await journey.broker.patch(
    `/v1/support-plans/${id}`,
    { outcomes: [{ key: 'sleep', words: 'To sleep until six.' }] },
    { ifMatch: etag },
  )
  t.equal(changed.status, 200)
  fits(t, await bring([line]), { lines: [{ errors: [{ pointer: '/outcomes', code: 'differs' }] }] })
})

t.test('a plan is held to the rules of beginning one, and waits until the person was told their amount', async (t) => {
  const early = await journeyTo(service, 'budget-adopted')
  const [under, agreed] = [await journeyTo(service, 'plan-drafted'), await journeyTo(service, 'plan-agreed')]
  const [two, three] = [await journeyTo(service, 'budget-disclosed'), await journeyTo(service, 'budget-disclosed')]
  const [ofEarly, ofUnder, ofAgreed] = [await identified(early), await identified(under), await identified(agreed)]
  const [ofTwo, ofThree, alsoTwo] = [await identified(two), await identified(three), known()]
  const values = [ofTwo.value, alsoTwo.value]
  void (await two.careCoordinator.post(`/v1/cases/${two.ids.caseId}/identifiers`, { system, values })).ok
  const { nhsNumber } = (await officer.get<{ nhsNumber: string }>(`/v1/people/${three.ids.personId}`)).ok
  const lines = [
    aLine(known()),
    aLine(ofEarly),
    aLine(ofUnder),
    aLine(ofAgreed),
    aLine(ofTwo),
    aLine(alsoTwo),
    aLine(ofThree, { identifier: known(`a-${nhsNumber}`) }),
    aLine(ofThree, { status: 'agreed', signatures: [] }),
    aLine(ofThree, { lines: [aPlanLine({ title: 'a\u0000' })] }),
    // What was refused before it stands in its way no more.
    aLine(ofThree),
    aLine(ofThree),
  ]
  const expected = [
    ['/case', 'reference-unknown'],
    ['/case', 'budget-not-disclosed'],
    ['/case', 'plan-exists'],
    ['/case', 'wrong-state'],
    undefined,
    ['/case', 'repeated'],
    ['/identifier/value', 'identifier-misplaced'],
    ['/status', 'additionalProperties'],
    ['/lines/0/title', 'pattern'],
    undefined,
    ['/case', 'repeated'],
  ]
  for (const done of [await bring(lines, true), await bring(lines)])
    t.same(
      done.lines.map(({ errors: [error] }) => error && [error.pointer, error.code]).map((one) => one?.join(' ')),
      expected.map((one) => one?.join(' ')),
    )
  const csv = await send(officer, 'identifier.system,identifier.value\na,b\n', { kind: 'plans', type: 'text/csv' })
  t.match(csv.problem, { status: 400, errors: [{ detail: /must be NDJSON/ }] })
  const disclosure = `/v1/cases/${early.ids.caseId}/indicative-budget/disclosure`
  t.equal((await early.careCoordinator.post(disclosure, { how: 'in-person' })).status, 200)
  fits(t, await bring([lines[1], lines[4]]), { lines: [{ outcome: 'made' }, { outcome: 'there-already' }] })
})
