import t from 'tap'
import type { CaseMember } from '../../src/case-team/schemas.ts'
import type { Task } from '../../src/cases/schemas.ts'
import { buy, fileReceipt } from '../spending/acts.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aReason } from '../support/pathway-builders.ts'
import { startService } from '../support/service.ts'
import { coolOff, doOnce } from '../support/sweep.ts'
import { aPost, byPost, setContact, setPreferences, tell } from './acts.ts'

const post = await aPost(t)
const service = await startService(t, { transports: byPost(post) })
const manager = service.as('team-manager')
t.beforeEach(() => service.clock.set('2026-11-24T12:30:00Z'))
const turns = async ({ ids }: Journey, client: Journey['broker']) =>
  (await client.get<{ items: Task[] }>(`/v1/tasks?caseId=${ids.caseId}`)).ok.items
    .filter(({ step }) => step === 'receipt-to-send')
    .map(({ subject, subjectId }) => ({ subject, subjectId }))
/** Who is told after so many days that something is missing. */
async function told(days: number) {
  service.clock.advance({ days })
  await doOnce(service, 'receipts')
  await tell(service)
  return post.mails
    .splice(0)
    .filter(({ text }) => text.includes('Something that we asked you for is still missing.'))
    .map(({ to }) => to)
    .sort()
}

t.test(
  'who bought is told at both reminders and at the pause that a receipt is missing: it is their turn',
  async (t) => {
    const journey = await journeyTo(service, 'money-agreed')
    await setPreferences(journey.broker, { email: 'broker@brokers.example' })
    await setPreferences(journey.careCoordinator, { email: 'chris@trust.example' })
    void (await setContact(journey.person, journey.ids.personId, { email: 'amina@example.org' })).ok
    const { id } = (await buy(journey, { amountPence: 1_000 })).ok
    t.same(await told(14), [])
    t.same(await turns(journey, journey.broker), [])
    t.same(await told(1), ['broker@brokers.example'], 'neither the person nor the care coordinator: they did not buy')
    t.same(await turns(journey, journey.broker), [{ subject: 'purchase', subjectId: id }])
    t.same(await turns(journey, journey.careCoordinator), [])
    t.same(await told(0), [], 'once')
    t.same(await told(14), ['broker@brokers.example'])
    t.same(await told(2), ['broker@brokers.example'])
    void (await fileReceipt(journey, id, { amountPence: 1_000 })).ok
  },
)

t.test('the person who bought is told where it is safe alone, and who acts for them as well', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { ids } = journey
  void (await setContact(journey.person, ids.personId, { email: 'sana@example.org' })).ok
  const acting = journey.representative
  await setPreferences(acting, { email: 'rep@example.org' })
  const { id } = (await buy(journey, { amountPence: 1_000 })).ok
  await service.database.sql(
    `update purchase set bought_by = (select actor_id from case_member where case_id = $1 and case_role = 'person') where purchase_id = $2`,
    [ids.caseId, id],
  )
  t.same(await told(15), ['rep@example.org', 'sana@example.org'])
  t.same(await turns(journey, journey.person), [{ subject: 'purchase', subjectId: id }])
  void (await setContact(journey.person, ids.personId, { email: 'sana@example.org', mayEmail: false })).ok
  t.same(await told(14), ['rep@example.org'], 'not where it is not safe')
})

t.test('where nobody else is there it is told to who manages the care, whose turn it is', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { ids, officer, careCoordinator } = journey
  await setPreferences(manager, { email: 'manager@trust.example' })
  await setPreferences(careCoordinator, { email: 'chris@trust.example' })
  void (await buy(journey, { amountPence: 1_000 })).ok
  const { items } = (await officer.get<{ items: CaseMember[] }>(`/v1/cases/${ids.caseId}/members`)).ok
  for (const { id, caseRole } of items)
    if (caseRole === 'broker' || caseRole === 'care-coordinator')
      void (await officer.post(`/v1/cases/${ids.caseId}/members/${id}/departure`)).ok
  t.same(await told(15), ['manager@trust.example'])
  t.equal((await turns(journey, manager)).length, 1)
})

t.test('after the end of a case as before: its accounts have to close', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { ids } = journey
  await setPreferences(journey.broker, { email: 'broker@brokers.example' })
  const { id } = (await buy(journey, { amountPence: 1_000 })).ok
  const ending = { ending: 'moved-away', on: '2026-11-24', reasons: [aReason] }
  void (await journey.careCoordinator.post(`/v1/cases/${ids.caseId}/ending`, ending)).ok
  await coolOff(service)
  t.same(await told(1), ['broker@brokers.example', 'chris@trust.example'])
  t.same(
    await turns(journey, journey.careCoordinator),
    [{ subject: 'purchase', subjectId: id }],
    'a broker has no tasks there',
  )
  void (await fileReceipt(journey, id, { amountPence: 1_000 }, journey.careCoordinator)).ok
  t.same(await turns(journey, journey.careCoordinator), [], 'who is waited for can send it')
  t.notOk((await told(14)).includes('broker@brokers.example'))
})
