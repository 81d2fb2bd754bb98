import t from 'tap'
import type { Appeal } from '../../src/appeals/schemas.ts'
import { decideInterest, decidePlan } from '../decisions/acts.ts'
import { sign } from '../sign-off/acts.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aSaidFor } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { journeyTo } from '../support/journey.ts'
import { aReason } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const said = { words: 'Nobody asked me about my nights.', saidFor: aSaidFor() }
const told = { words: said.words, how: 'by-phone', saidOn: '2026-11-24' }
const lodge = (client: Client, decisionId: string, body: object = said) =>
  client.post<Appeal>(`/v1/decisions/${decisionId}/appeals`, body)

t.test(
  '201: whoever the letter says to tell records the appeal, in the person’s words, and how they said it',
  async (t) => {
    const journey = await journeyTo(service, 'plan-signed')
    const { decision } = (await decidePlan(journey, 'refused')).ok
    const unsaid = () => lodge(journey.careCoordinator, decision.id, { words: said.words })
    t.match((await refused(t, service, unsaid, 'own-words-missing')).errors, [{ pointer: '/saidFor' }])
    const wordless = () => lodge(journey.careCoordinator, decision.id, { saidFor: said.saidFor })
    await refused(t, service, wordless, 'request-invalid', 'without the person’s words')
    const stray = () => lodge(journey.person, decision.id)
    t.match((await refused(t, service, stray, 'request-invalid')).errors, [{ pointer: '/saidFor' }])
    let id = ''
    const entries = await audited(service, async () => {
      const { ok } = await lodge(journey.careCoordinator, decision.id)
      t.match(ok, { ...told, status: 'lodged', lodgedAs: 'care-coordinator', dueOn: '2026-12-22' })
      id = ok.id
    })
    const facts = { lodgedAs: 'care-coordinator', how: 'by-phone', saidOn: '2026-11-24' }
    t.same(entries.map(({ type }) => type).sort(), ['appeal.lodged', 'said-for.recorded'])
    t.match(entries.find(({ type }) => type === 'appeal.lodged')?.facts, facts)
    t.match((await journey.person.get(`/v1/appeals/${id}`)).ok, { ...told, lodgedAs: 'care-coordinator' })
    t.equal((await journey.person.post(`/v1/appeals/${id}/withdrawal`)).status, 200, 'the person can take it back')
  },
)

t.test('409: a plan is not agreed by an appeal over a signature that the person says is not theirs', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  const { ids, person, careCoordinator, broker } = journey
  await person.post(`/v1/cases/${ids.caseId}/recorded-signing`)
  await sign(journey, broker, 'broker')
  await sign(journey, careCoordinator, 'person', { how: 'in-person', saidFor: aSaidFor({ how: 'in-person' }) })
  await sign(journey, careCoordinator, 'care-coordinator')
  const { decision } = (await decidePlan(journey, 'refused')).ok
  const { items } = (await person.get<{ items: { id: string }[] }>(`/v1/cases/${ids.caseId}/said-for-me`)).ok
  t.equal((await person.post(`/v1/said-for/${items[0]?.id}/objection`, { words: null })).status, 200)
  const { id } = (await lodge(person, decision.id, { words: said.words })).ok
  const reviewer = service.as(anActor('commissioner-officer', { sub: 'who-reviews-a-denied-one' }))
  const decide = (outcome: string) =>
    reviewer.post(`/v1/appeals/${id}/decision`, { outcome, reasons: outcome === 'overturned' ? [] : [aReason] })
  await refused(t, service, () => decide('overturned'), 'wrong-state')
  t.equal((await decide('varied')).status, 201)
})

t.test('201: by post to the commissioner; whoever recorded it does not review it', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  const { decision } = (await decidePlan(journey, 'refused')).ok
  const recorder = service.as(anActor('commissioner-officer', { sub: 'the-officer-who-reads-the-post' }))
  const { id, lodgedAs } = (await lodge(recorder, decision.id, { ...said, saidFor: aSaidFor({ how: 'by-post' }) })).ok
  t.equal(lodgedAs, 'commissioner-officer')
  const decide = (client: Client) =>
    client.post(`/v1/appeals/${id}/decision`, { outcome: 'upheld', reasons: [aReason] })
  await refused(t, service, () => decide(recorder), 'reviewer-not-independent')
  t.equal((await decide(journey.officer)).status, 201)
})

t.test(
  '404: a care coordinator of another case records nothing here, once the broker that they were here sees it no more',
  async (t) => {
    const journey = await journeyTo(service, 'expression-submitted')
    const { decision } = (await decideInterest(journey, { outcome: 'declined', reasons: [aReason] })).ok
    const both = service.as(anActor('care-coordinator', { sub: 'the-broker' }))
    await refused(t, service, () => lodge(both, decision.id), 'not-found')
  },
)

t.test('409: who stands in for the one who decided, or recorded the appeal, does not review it', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  const { decision } = (await decidePlan(journey, 'refused')).ok
  const recorder = service.as(anActor('commissioner-officer', { sub: 'who-records' }))
  const { id } = (await lodge(recorder, decision.id)).ok
  const today = service.clock.today()
  const named = await recorder.post('/v1/delegations', {
    ...{ holderId: 'who-records', holderName: 'Quillon Recorder', tierRole: 'commissioner-officer' },
    ...{ delegateId: 'who-stands-in', delegateName: 'Quillon Stand-in', organisationId: null },
    ...{ from: today, until: '2026-12-04' },
  })
  t.equal(named.status, 201)
  const standIn = service.as(anActor('commissioner-officer', { sub: 'who-stands-in' }))
  const decide = () => standIn.post(`/v1/appeals/${id}/decision`, { outcome: 'upheld', reasons: [aReason] })
  await refused(t, service, decide, 'reviewer-not-independent')
})
