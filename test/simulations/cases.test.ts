import t from 'tap'
import { ethnicCategories } from '../../src/people/schemas.ts'
import type { SimulationView } from '../../src/simulations/schemas.ts'
import { journeyTo } from '../support/journey.ts'
import { insertCases, type StandingCase } from '../support/many-cases.ts'
import { aDraft, advance, ownScheme, presetRules, simulated, started, uplift } from '../support/policy.ts'
import { startService } from '../support/service.ts'
import { aStanding, standing } from '../support/standing-cases.ts'

const service = await startService(t)
const { ownerUrl } = service.database
const uplifted = uplift(await presetRules('merseyside-one-off'), 1_000)
const wish = (pence: number) => ({
  method: 'one-off',
  items: [{ key: 'a-thing', title: 'A thing', amountPence: pence }],
})

t.test(
  'the cases are those of the instant when it began: what comes later, and other schemes, count for nothing',
  async (t) => {
    await insertCases(ownerUrl, await ownScheme(service, 'northamptonshire'), standing('northamptonshire', 3))
    const budgetCase = await journeyTo(service, 'budget-disclosed')
    const { id } = (await started(service, (await aDraft(service, uplifted)).id)).ok
    service.clock.advance({ minutes: 1 })
    await journeyTo(service, 'budget-disclosed')
    const at = `/v1/cases/${budgetCase.ids.caseId}`
    const later = (await budgetCase.careCoordinator.post<{ id: string }>(`${at}/budget-calculations`, wish(90_000))).ok
    await budgetCase.careCoordinator.post(`${at}/indicative-budget`, { budgetCalculationId: later.id })
    await budgetCase.person.post(`${at}/withdrawal`, { words: null })
    await advance(service)
    const { result } = (await service.as('commissioner-officer').get<SimulationView>(`/v1/simulations/${id}`)).ok
    t.match(result, { cases: 1, compared: { cases: 1, nowPence: 40_000, proposedPence: 44_000 } })
  },
)

t.test(
  'it is the adopted calculation that counts, not a later one that was not; where none was, the newest',
  async (t) => {
    const before = (await simulated(service, (await aDraft(service)).id)).result
    const calculate = (caseId: string, pence: number) =>
      service.as('care-coordinator').post(`/v1/cases/${caseId}/budget-calculations`, wish(pence))
    const adopted = await journeyTo(service, 'budget-disclosed')
    t.equal((await calculate(adopted.ids.caseId, 90_000)).status, 201)
    const open = await journeyTo(service, 'budget-calculated')
    t.equal((await calculate(open.ids.caseId, 70_000)).status, 201)
    const { result } = await simulated(service, (await aDraft(service)).id)
    t.equal(result.compared.nowPence - before.compared.nowPence, 40_000 + 70_000)
  },
)

t.test('no case is changed: every other table is the same, row by row', async (t) => {
  const under = await ownScheme(service)
  await insertCases(ownerUrl, under, standing('merseyside-one-off', 40))
  const draft = await aDraft(service, uplifted, under.schemeId)
  const own = ['simulation', 'simulated_case', 'audit_entry', 'idempotency_record']
  const others = (prints: Record<string, string>) => Object.entries(prints).filter(([table]) => !own.includes(table))
  const before = others(await service.database.fingerprint())
  t.equal((await simulated(service, draft.id)).result.compared.gain, 40)
  t.same(others(await service.database.fingerprint()), before)
  t.ok(before.length > 30)
  t.same(await service.database.sql('select 1 from simulated_case'), [], 'what was kept case by case is gone')
})

const people = (count: number, of: Omit<StandingCase, 'inputs'>) =>
  Array.from({ length: count }, (_, number) => ({ ...aStanding('merseyside-one-off', number), ...of }))

t.test(
  'by group: from 1 to 7 are hidden and cannot be worked out; not stated is not the same as not asked',
  async (t) => {
    const under = await ownScheme(service)
    await insertCases(ownerUrl, under, [
      ...people(30, { ethnicCategory: 'A' }),
      ...people(20, { ethnicCategory: 'J', language: 'ur', interpreterNeeded: true }),
      ...people(12, { ethnicCategory: 'Z' }),
      ...people(9, { ethnicCategory: '99' }),
      ...people(3, { ethnicCategory: 'R', language: 'yue', interpreterNeeded: true }),
    ])
    const { result } = await simulated(service, (await aDraft(service, uplifted, under.schemeId)).id)
    const by = Object.fromEntries(result.byEthnicCategory.map((group) => [group.ethnicCategory, group]))
    t.same(Object.keys(by).sort(), [...ethnicCategories].sort(), 'every category is named: none is told by its absence')
    t.match(by.A, { suppressed: false, cases: 30, gain: 30, lose: 0, same: 0 })
    t.match(by.Z, { suppressed: false, cases: 12 })
    t.match(by.R, { suppressed: true, cases: null, gain: null, nowPence: null, proposedPence: null })
    t.match(
      by['99'],
      { suppressed: true, cases: null },
      'the smallest other is hidden too: all less the others would be 3',
    )
    t.match(by.B, { suppressed: false, cases: 0 })
    t.same(
      result.byLanguage.map(({ language, cases }) => [language, cases]),
      [
        ['en', 51],
        ['ur', null],
        ['other', null],
      ],
    )
    t.notMatch(JSON.stringify(result), /yue/, 'nor is it told that anybody speaks it')
    t.same(
      result.byInterpreter.map(({ interpreterNeeded, cases }) => [interpreterNeeded, cases]),
      [
        [true, 23],
        [false, 51],
      ],
    )
  },
)

t.test(
  'a group of which a few lose: how many they are is hidden, and so is the money that would tell it',
  async (t) => {
    const under = await ownScheme(service)
    const wishes = (count: number, pence: number, ethnicCategory: StandingCase['ethnicCategory']) =>
      Array.from({ length: count }, () => ({
        inputs: wish(pence) as StandingCase['inputs'],
        ethnicCategory: ethnicCategory ?? 'A',
      }))
    const cases = [
      ...wishes(20, 50_000, 'A'),
      ...wishes(15, 90_000, 'A'),
      ...wishes(20, 50_000, 'J'),
      ...wishes(2, 90_000, 'J'),
    ]
    await insertCases(ownerUrl, under, cases)
    const budget = { method: 'one-off' as const, floorPence: 40_000, ceilingPence: 80_000, source: 'a test' }
    const { result } = await simulated(service, (await aDraft(service, { budget }, under.schemeId)).id)
    t.same(result.notCalculable, [{ code: 'wish-outside-band', cases: 17 }])
    for (const category of ['A', 'J']) {
      const group = result.byEthnicCategory.find(({ ethnicCategory }) => ethnicCategory === category)
      t.match(
        group,
        { suppressed: true, same: null, notCalculable: null, nowPence: null, proposedPence: null },
        category,
      )
    }
  },
)
