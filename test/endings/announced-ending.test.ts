import t from 'tap'
import type { CaseView, Task } from '../../src/cases/schemas.ts'
import type { CaseWithdrawn } from '../../src/endings/schemas.ts'
import { waitsOfAnnouncedEnding } from '../../src/rules/progress/waits-of-words.ts'
import type { SaidForPerson } from '../../src/said-for/schemas.ts'
import { letterOf } from '../decisions/acts.ts'
import { atFirst } from '../rules/progress/any-facts.ts'
import { audited } from '../support/audit.ts'
import { aSaidFor, unknownId } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { fits } from '../support/fits.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPurchase, aReason } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'

const service = await startService(t)
const words = 'No thanks.'
const body = { words, saidFor: aSaidFor(), reasons: [aReason] }
const withdraw = ({ ids }: Journey, client: Client, sent: object = body) =>
  client.post<CaseWithdrawn>(`/v1/cases/${ids.caseId}/withdrawal`, sent)
const keep = ({ ids }: Journey, client: Client) =>
  client.post<CaseView>(`/v1/cases/${ids.caseId}/announced-ending/cancellation`)
const caseOf = async ({ person, ids }: Journey) => (await person.get<CaseView>(`/v1/cases/${ids.caseId}`)).ok
const buy = ({ broker, ids }: Journey) =>
  broker.post(`/v1/plan-lines/${ids.planLineId}/purchases`, aPurchase({ boughtOn: service.clock.today() }))
t.beforeEach(async () => service.clock.set('2026-11-24T09:30:00Z'))

t.test('“No thanks” in the words of staff does not end an agreed budget: it is a decision, and it waits', async (t) => {
  for (const role of ['careCoordinator', 'officer'] as const) {
    const journey = await journeyTo(service, 'money-agreed')
    const reasonless = () => withdraw(journey, journey[role], { words, saidFor: aSaidFor() })
    await refused(t, service, reasonless, 'reason-required', role)
    let said: CaseWithdrawn | undefined
    const entries = await audited(service, async () => {
      said = (await withdraw(journey, journey[role])).ok
    })
    fits(t, said ?? {}, { endedAt: null, ending: null, endsAfter: '2026-12-08', appealsWithdrawn: [] }, role)
    t.same(entries.map(({ type }) => type).sort(), ['case.ending-announced', 'letter.written', 'said-for.recorded'])
    const letter = await letterOf(journey.person, said?.decisionId ?? '')
    t.match(letter.ok, /You keep your budget until 8 December 2026/)
    t.match(letter.ok, /How to appeal/)
    const told = await journey.person.get<{ items: SaidForPerson[] }>(`/v1/cases/${journey.ids.caseId}/said-for-me`)
    fits(t, told.ok.items, [{ kind: 'withdrawal', words, saidOn: '2026-11-24', how: 'by-phone', objection: null }])
    t.match(told.ok.items[0]?.notice, /wrote down that on 24 November 2026 you said no to a budget/)
    const tasks = (await journey.person.get<{ items: Task[] }>('/v1/tasks?limit=100')).ok.items
    const own = tasks.filter(({ caseId, step }) => caseId === journey.ids.caseId && step === 'ending-announced')
    fits(t, own, [{ dueOn: '2026-12-08' }])
    t.equal((await buy(journey)).status, 201, 'the budget goes on meanwhile')
    await refused(t, service, () => withdraw(journey, journey[role]), 'ending-announced', role)
  }
})

t.test('the person keeps it by one act, and nothing ends then', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  await withdraw(journey, journey.careCoordinator)
  await refused(t, service, () => keep(journey, journey.careCoordinator), 'case-role-required')
  t.equal((await keep(journey, journey.person)).status, 200)
  await refused(t, service, () => keep(journey, journey.person), 'wrong-state', 'once')
  service.clock.set('2026-12-20T09:30:00Z')
  await sweep(service)
  t.equal((await caseOf(journey)).endedAt, null)
  t.equal((await buy(journey)).status, 201)
})

t.test('it ends once the person’s time is over, however late that is found, and not a day before', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  await withdraw(journey, journey.officer)
  service.clock.set('2026-12-08T22:00:00Z')
  await sweep(service)
  t.equal((await caseOf(journey)).endedAt, null, 'on the last day')
  service.clock.set('2027-03-01T09:30:00Z')
  await sweep(service)
  fits(t, await caseOf(journey), { ending: 'withdrawn', step: 'case-withdrawn', endedWords: words })
  t.equal((await buy(journey)).problem.code, 'case-ended')
})

t.test('an appeal against it holds it, and one that is won calls it off', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { decisionId } = (await withdraw(journey, journey.careCoordinator)).ok
  const { id } = (
    await journey.person.post<{ id: string }>(`/v1/decisions/${decisionId}/appeals`, { words: 'I never said that.' })
  ).ok
  service.clock.set('2026-12-15T09:30:00Z')
  await sweep(service)
  t.equal((await caseOf(journey)).endedAt, null, 'while it is open')
  const won = { outcome: 'overturned', reasons: [] }
  t.equal((await journey.officer.post(`/v1/appeals/${id}/decision`, won)).status, 201)
  service.clock.set('2027-01-20T09:30:00Z')
  await sweep(service)
  t.equal((await caseOf(journey)).endedAt, null)
})

t.test('the person’s own no ends it at once, and who acts for them gives them the same time', async (t) => {
  const own = await journeyTo(service, 'money-agreed')
  t.match((await withdraw(own, own.person, { words: null })).ok, { ending: 'withdrawn', endsAfter: null })
  const other = await journeyTo(service, 'money-agreed')
  const said = (await withdraw(other, other.representative, { words: null })).ok
  fits(t, said, { endedAt: null, endsAfter: '2026-12-08', decisionId: null })
  t.equal((await keep(other, other.person)).status, 200)
})

t.test('what is recorded was said on a day that can be true', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  for (const saidOn of ['1900-01-01', '2026-11-23', '2026-11-25']) {
    const ask = () => withdraw(journey, journey.officer, { ...body, saidFor: aSaidFor({ saidOn }) })
    const { errors } = await refused(t, service, ask, 'said-on-invalid', saidOn)
    t.match(errors, [{ pointer: '/saidFor/saidOn' }])
  }
})

t.test('who has no sign-in keeps it in the words that staff write down, and is told of it', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { ids, person, careCoordinator, officer } = journey
  const path = `/v1/cases/${ids.caseId}/announced-ending/recorded-cancellation`
  const kept = { words: 'I want to keep it.', saidFor: aSaidFor() }
  const record = (sent: object = kept, client: Client = careCoordinator) => client.post<CaseView>(path, sent)
  await withdraw(journey, careCoordinator)
  await refused(t, service, () => record(), 'case-role-required', 'the person signs in, and says it themselves')
  await refused(t, service, () => record(kept, journey.broker), 'permission-missing')
  t.equal((await person.post(`/v1/sign-ins/${ids.signInId}/ending`)).status, 200)
  const early = { ...kept, saidFor: aSaidFor({ saidOn: '2026-11-23' }) }
  await refused(t, service, () => record(early), 'said-on-invalid', 'before the end was announced')
  fits(t, (await record()).ok, { endedAt: null })
  const told = await officer.get<{ items: SaidForPerson[] }>(`/v1/cases/${ids.caseId}/said-for-me`)
  t.match(told.ok.items[0], { kind: 'keeping', words: kept.words })
  await refused(t, service, () => record(), 'wrong-state', 'once')
  service.clock.set('2026-12-20T09:30:00Z')
  await sweep(service)
  t.equal((await officer.get<CaseView>(`/v1/cases/${ids.caseId}`)).ok.endedAt, null)
})

t.test('an announced end waits for somebody who may call it off, or write down that it is', async (t) => {
  for (const [team, party] of [
    [['person'], 'person'],
    [['representative'], 'person'],
    [['care-coordinator', 'broker'], 'care-coordinator'],
    [['broker'], 'commissioner-officer'],
    [[], 'commissioner-officer'],
  ] as const) {
    const waits = waitsOfAnnouncedEnding({ ...atFirst, team, announcedEnding: { id: unknownId() } })
    t.same(
      waits.map((wait) => wait.party),
      [party],
      team.join(),
    )
  }
})
