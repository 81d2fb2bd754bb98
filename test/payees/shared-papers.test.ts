import t from 'tap'
import type { Concern } from '../../src/concerns/schemas.ts'
import { newestOf, take } from '../concerns/acts.ts'
import { buy } from '../spending/acts.ts'
import { anActor } from '../support/actors.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'
import { payable, register, showEvidence } from './acts.ts'

const service = await startService(t)
const [coordinator, officer] = [service.as('care-coordinator'), service.as('commissioner-officer')]
const seer = service.as(anActor('commissioner-officer', { sub: 'who-sees-papers' }))
const because = { sharedBecause: 'She was registered twice: the first entry was ended by mistake.' }
const papers = { dbs: { documentHash: 'd1'.repeat(32) }, insurance: { documentHash: 'd2'.repeat(32) } }

const worker = async (name: string) => (await register(coordinator, { kind: 'individual-worker', name })).ok
const show = (payeeId: string, kind: keyof typeof papers, more: object = {}, client = seer) =>
  showEvidence(client, payeeId, kind, { ...papers[kind], ...more })

t.test(
  'a document that was seen for one human is none of another, unless an officer says why; it is looked at',
  async (t) => {
    const [first, second] = [await worker('Robin Painter'), await worker('Alex Gardener')]
    for (const kind of ['dbs', 'insurance'] as const) t.equal((await show(first.id, kind)).status, 201)
    t.equal((await show(first.id, 'dbs')).status, 201, 'of the same payee again')
    for (const kind of ['dbs', 'insurance'] as const) {
      const problem = await refused(t, service, () => show(second.id, kind), 'request-invalid')
      t.match(problem.errors, [{ pointer: '/documentHash' }])
      t.notMatch(JSON.stringify(problem), /Robin/)
    }
    const trust = service.as(anActor('care-coordinator', { sub: 'another-coordinator' }))
    const byTrust = await refused(t, service, () => show(second.id, 'dbs', because, trust), 'request-invalid')
    t.match(byTrust.errors, [{ pointer: '/sharedBecause' }])
    for (const kind of ['dbs', 'insurance'] as const) t.match((await show(second.id, kind, because)).ok, because)

    const journey = await journeyTo(service, 'money-agreed')
    const paid = { amountPence: 100, payee: 'Alex Gardener', payeeId: second.id }
    t.equal((await buy(journey, paid)).status, 201)
    await doOnce(service, 'concern-signals')
    const lead = service.as('safeguarding-lead')
    const { reports } = (await take(lead, (await newestOf(lead, journey)) ?? '')).ok as Concern
    t.match(reports, [{ reason: 'same-document', level: 'high' }])
  },
)

t.test('two entries of one organisation have one certificate', async (t) => {
  for (const name of ['City Drum School', 'City Drum School, evenings'])
    t.ok(await payable(officer, { name }, ['insurance']), name)
  const [one, two] = [(await register(officer)).ok, (await register(officer, { name: 'City Drums' })).ok]
  const certificate = { documentHash: 'd3'.repeat(32) }
  for (const { id } of [one, two])
    t.equal((await showEvidence(coordinator, id, 'registration', certificate)).status, 201)
})

t.test('and who has papers of their own raises nothing', async (t) => {
  const { id } = await payable(officer, { kind: 'individual-worker', name: 'Sasha Cook' }, ['dbs', 'insurance'])
  const journey = await journeyTo(service, 'money-agreed')
  t.equal((await buy(journey, { amountPence: 100, payee: 'Sasha Cook', payeeId: id })).status, 201)
  await doOnce(service, 'concern-signals')
  t.equal(await newestOf(service.as('safeguarding-lead'), journey), undefined)
})
