import t from 'tap'
import type { Payee } from '../../src/payees/schemas.ts'
import { register } from '../payees/acts.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import type { Client } from '../support/client.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { sameHuman } from '../support/staff.ts'
import { accountants, ask, confirm, giveForPayee } from './acts.ts'

const service = await startService(t)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
const { giver, asker, confirmer } = accountants(service)
const [asks, changes] = ['who-asks', 'who-changes'].map((sub) => service.as(anActor('finance-officer', { sub }))) as [
  Client,
  Client,
]
// Who pays does not change how payees are reached: the two are coordinators as well, by another account.
const [asksAs, changesAs] = ['who-asks-as', 'who-changes-as'].map((sub) =>
  service.as(anActor('care-coordinator', { sub })),
) as [Client, Client]
await sameHuman(service, 'who-asks-as', anActor('finance-officer', { sub: 'who-asks' }))
await sameHuman(service, 'who-changes-as', anActor('finance-officer', { sub: 'who-changes' }))
const read = async (id: string) => (await service.as('care-coordinator').get<Payee>(`/v1/payees/${id}`)).ok
const change = (client: Client, id: string, contact: string, more: object = {}) =>
  client.post<Payee>(`/v1/payees/${id}/contact`, { contact, ...more })
let made = 0
async function moved(more: { readonly contact?: string | null } = {}) {
  made += 1
  const { contact = 'old@drums.example' } = more
  const { id } = (await register(service.as('care-coordinator'), { name: `New drums of ${made}`, contact })).ok
  void (await change(asksAs, id, 'new@drums.example')).ok
  void (await change(changesAs, id, 'new@drums.example', contact === null ? {} : { toldOn: '2026-11-24' })).ok
  return id
}

t.test(
  'who changed how a payee is reached gives, asks about and confirms no account of theirs for 60 days',
  async (t) => {
    const id = await moved()
    for (const who of [asks, changes]) await refused(t, service, () => giveForPayee(who, id), 'second-person-needed')
    const account = (await giveForPayee(giver, id)).ok
    for (const who of [asks, changes]) {
      await refused(t, service, () => ask(who, account.id, { toFormer: true }), 'second-person-needed')
      await refused(t, service, () => confirm(who, account.id), 'second-person-needed')
    }
    void (await ask(asker, account.id, { toFormer: true })).ok
    t.match((await confirm(confirmer, account.id, { because: 'They trade so.' })).ok, { status: 'confirmed' })
    service.clock.set('2027-01-23T09:30:00Z')
    await refused(
      t,
      service,
      () => giveForPayee(asks, id, { accountNumber: '66667777' }),
      'second-person-needed',
      'day 60',
    )
    service.clock.set('2027-01-24T09:30:00Z')
    t.equal((await giveForPayee(asks, id, { accountNumber: '66667777' })).status, 201)
  },
)

t.test('while it is new they are told where they were reached before as well, and it is shown', async (t) => {
  const id = await moved()
  t.match(await read(id), { contactChangedAt: '2026-11-24T09:30:00.000Z', formerContacts: ['old@drums.example'] })
  const account = (await giveForPayee(giver, id)).ok
  for (const more of [{}, { toFormer: false }])
    t.match(await refused(t, service, () => ask(asker, account.id, more), 'request-invalid'), {
      errors: [{ pointer: '/toFormer' }],
    })
  const entries = await audited(service, async () => {
    t.match((await ask(asker, account.id, { toFormer: true, answer: 'not-theirs' })).ok, { status: 'refused' })
  })
  t.notMatch(JSON.stringify(entries), /drums\.example/)
  service.clock.set('2027-01-24T09:30:00Z')
  t.match(await read(id), { contactChangedAt: '2026-11-24T09:30:00.000Z', formerContacts: [] })
  const later = (await giveForPayee(giver, id)).ok
  t.equal((await ask(asker, later.id, { toldOn: '2027-01-24' })).status, 200)
})

t.test('two changes, one after the other, hide neither where they were reached nor who changed it', async (t) => {
  const id = await moved()
  const [third, fourth] = ['third', 'fourth'].map((sub) => service.as(anActor('care-coordinator', { sub }))) as [
    Client,
    Client,
  ]
  void (await change(third, id, 'newer@drums.example')).ok
  void (await change(fourth, id, 'newer@drums.example', { toldOn: '2026-11-24' })).ok
  t.same((await read(id)).formerContacts.toSorted(), ['new@drums.example', 'old@drums.example'])
  for (const who of [asks, changes]) await refused(t, service, () => giveForPayee(who, id), 'second-person-needed')
})

t.test('where none was known before, nobody is told there; and one who was never moved shows no change', async (t) => {
  const id = await moved({ contact: null })
  t.same((await read(id)).formerContacts, [])
  const account = (await giveForPayee(giver, id)).ok
  t.equal((await ask(asker, account.id)).status, 200)
  const still = (await register(service.as('care-coordinator'), { name: 'Still drums', contact: 'a@b.example' })).ok
  t.match(await read(still.id), { contactChangedAt: null, formerContacts: [] })
})

t.test('who says that the owner was asked is not who confirms the account', async (t) => {
  const contact = 'same@drums.example'
  const { id } = (await register(service.as('care-coordinator'), { name: 'Same drums', contact })).ok
  const account = (await giveForPayee(giver, id)).ok
  void (await ask(asker, account.id)).ok
  await refused(t, service, () => confirm(asker, account.id), 'second-person-needed')
  t.match((await confirm(confirmer, account.id, { because: 'They trade so.' })).ok, { status: 'confirmed' })
})
