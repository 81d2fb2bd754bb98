import t from 'tap'
import type { LetterToGive } from '../../src/decisions/letters-to-give-schemas.ts'
import type { Letter } from '../../src/decisions/schemas.ts'
import { notifyTransport } from '../../src/notifications/gov-uk-notify.ts'
import { giveTransports } from '../../src/notifications/transports.ts'
import { audited } from '../support/audit.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'
import { aNotify, link, notifyKey, setContact, tell } from './acts.ts'

const service = await startService(t)
const notify = await aNotify(t, service.clock.now)
const settings = { url: notify.url, key: notifyKey, templates: { email: 'email-template', text: undefined } }
giveTransports(service.access, { link, by: { email: notifyTransport(settings, 'email', service.clock.now) } })
const ask = () => doOnce(service, 'undelivered-letters')

/** A case whose person was told of a letter by a message that was taken. */
async function told() {
  const journey = await journeyTo(service, 'plan-submitted')
  await tell(service)
  await setContact(journey.person, journey.ids.personId)
  await journey.on('plan-agreed')
  await tell(service)
  const letter = async () =>
    (await journey.officer.get<{ items: Letter[] }>(`/v1/cases/${journey.ids.caseId}/letters`)).ok.items[0]?.sending
  const toGive = async () =>
    (await journey.officer.get<{ items: LetterToGive[] }>('/v1/letters-to-give?limit=100')).ok.items.filter(
      ({ decisionId }) => decisionId === journey.known.decisionId,
    )
  const messageId = (await letter())?.messageId ?? ''
  return { journey, letter, toGive, messageId }
}

t.test('a letter of which GOV.UK Notify took the message and could not deliver it is to be given', async (t) => {
  const { letter, toGive, messageId } = await told()
  t.match(await letter(), { state: 'sent', instead: null })
  t.equal(await ask(), 0)
  t.equal(notify.listed.length, 1)
  notify.fails(messageId, 'permanent-failure')
  t.equal(await ask(), 0)
  t.equal(notify.listed.length, 1, 'once an hour')
  service.clock.advance({ hours: 1 })
  t.equal(await ask(), 1)
  t.match(await letter(), { state: 'not-sent', fault: 'refused', acceptedAt: null, instead: 'post' })
  t.match(await toGive(), [{ instead: 'post' }])
  service.clock.advance({ hours: 1 })
  t.equal(await ask(), 0, 'once')
})

t.test('what was not reached in 72 hours is as well, and nobody asks after five days', async (t) => {
  const [late, other] = [await told(), await told()]
  notify.fails(late.messageId, 'temporary-failure')
  service.clock.advance({ hours: 73 })
  t.equal(await ask(), 1)
  t.match(await late.letter(), { state: 'not-sent', fault: 'gave-up', instead: 'post' })
  const before = notify.listed.length
  service.clock.advance({ days: 3 })
  t.equal(await ask(), 0)
  t.equal(notify.listed.length, before)
  t.match(await other.letter(), { state: 'sent', instead: null })
})

t.test('a letter that somebody gave meanwhile is not told to be given', async (t) => {
  const { journey, letter, messageId } = await told()
  const { decisionId } = journey.known
  const delivery = { how: 'in-person', on: service.clock.today() }
  t.ok((await journey.careCoordinator.post(`/v1/decisions/${decisionId}/letter/delivery`, delivery)).status < 300)
  notify.fails(messageId, 'permanent-failure')
  service.clock.advance({ hours: 1 })
  const entries = await audited(service, async () => {
    t.equal(await ask(), 0)
  })
  t.same(
    entries.filter(({ type }) => type === 'letter.not-told'),
    [],
  )
  t.match(await letter(), { state: 'not-sent', fault: 'refused' }, 'what is true of the message is kept')
})

t.test('what one way says is kept where the other does not answer', async (t) => {
  const { letter, messageId } = await told()
  notify.fails(messageId, 'permanent-failure')
  const email = notifyTransport(settings, 'email', service.clock.now)
  const text = { ...email, notDelivered: async () => Promise.reject(new Error('no answer')) }
  giveTransports(service.access, { link, by: { text, email } })
  service.clock.advance({ hours: 1 })
  await t.rejects(ask(), /no answer/)
  t.match(await letter(), { state: 'not-sent', fault: 'refused' })
})
