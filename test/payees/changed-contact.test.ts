import t from 'tap'
import type { Payee } from '../../src/payees/schemas.ts'
import { giveForPayee } from '../bank-accounts/acts.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import type { Client } from '../support/client.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { register } from './acts.ts'

const service = await startService(t)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
const first = service.as('care-coordinator')
const second = service.as(anActor('care-coordinator', { sub: 'who-changes-contacts' }))
const change = (client: Client, id: string, contact: string, more: object = {}) =>
  client.post<Payee>(`/v1/payees/${id}/contact`, { contact, ...more })
let made = 0
const known = async (contact: string | null = 'old@drums.example') => {
  made += 1
  return (await register(first, { name: `Drums of ${made}`, contact })).ok
}

t.test('how a payee is reached changes by two, and they are told in the way that was known before', async (t) => {
  const { id } = await known()
  const asked = await audited(service, async () =>
    t.match((await change(first, id, 'new@drums.example')).ok, {
      contact: 'old@drums.example',
      contactAskedAt: '2026-11-24T09:30:00.000Z',
    }),
  )
  t.match(
    asked.filter(({ subject_id }) => subject_id === id),
    [{ type: 'payee.contact-asked', facts: {} }],
  )
  const told = { toldOn: '2026-11-24' }
  await refused(t, service, () => change(first, id, 'new@drums.example', told), 'second-person-needed')
  await refused(t, service, () => change(second, id, 'new@drums.example'), 'request-invalid', 'nobody was told')
  for (const toldOn of ['2026-11-23', '2026-11-25'])
    await refused(t, service, () => change(second, id, 'new@drums.example', { toldOn }), 'request-invalid', toldOn)
  await refused(t, service, () => change(second, id, 'other@drums.example', told), 'request-invalid', 'another')
  const changed = await audited(service, async () =>
    t.match((await change(second, id, 'new@drums.example', told)).ok, {
      contact: 'new@drums.example',
      contactAskedAt: null,
    }),
  )
  t.match(
    changed.filter(({ subject_id }) => subject_id === id),
    [{ type: 'payee.contact-changed', facts: {} }],
  )
  t.notMatch(JSON.stringify([asked, changed]), /drums\.example/, 'nothing of it is in a record')
  await refused(t, service, () => change(first, id, 'new@drums.example'), 'wrong-state', 'it is so')
})

t.test('what is asked for anew begins anew, and where none was known nobody is told', async (t) => {
  const { id } = await known(null)
  void (await change(first, id, 'wrong@drums.example')).ok
  void (await change(second, id, 'right@drums.example')).ok
  await refused(t, service, () => change(second, id, 'right@drums.example'), 'second-person-needed')
  await refused(t, service, () => change(first, id, 'right@drums.example', { toldOn: '2026-11-24' }), 'request-invalid')
  t.match((await change(first, id, 'right@drums.example')).ok, { contact: 'right@drums.example' })
})

t.test('not while an account waits, whose owner is told where they were known, nor of who was ended', async (t) => {
  const { id } = await known()
  const officer = service.as('commissioner-officer')
  void (await giveForPayee(officer, id)).ok
  await refused(t, service, () => change(first, id, 'new@drums.example'), 'wrong-state')
  const ended = await known()
  void (await officer.post(`/v1/payees/${ended.id}/ending`)).ok
  await refused(t, service, () => change(first, ended.id, 'new@drums.example'), 'wrong-state')
  await refused(t, service, () => change(service.as('auditor'), ended.id, 'new@drums.example'), 'permission-missing')
})
