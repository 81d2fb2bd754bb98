import t from 'tap'
import { scanDocuments } from '../../src/documents/scan-documents.ts'
import { aPdf, attached, hashOf } from '../attachments/acts.ts'
import { buy, fileReceipt } from '../spending/acts.ts'
import { journeyTo } from '../support/journey.ts'
import { eicar, startScanner } from '../support/scanner.ts'
import { startService } from '../support/service.ts'
import { aPost, byPost, ofMine, setContact, setPreferences, tell } from './acts.ts'

const post = await aPost(t)
const { scanner } = await startScanner(t)
const service = await startService(t, { transports: byPost(post), scanner })
const scan = () => scanDocuments({ database: service.access, now: service.clock.now, documents: service.documents })
const toldOfFiles = () =>
  post.mails
    .splice(0)
    .filter(({ text }) => text.includes('A file that was sent to us cannot be used.'))
    .map(({ to }) => to)

t.test('that nobody can open a file is told to who sent it, once, and to nobody else', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  void (await setContact(journey.person, journey.ids.personId)).ok
  void (await setPreferences(journey.broker, { email: 'broker@example.org' })).ok
  void (await setPreferences(journey.careCoordinator, { email: 'coordinator@example.org' })).ok
  await tell(service)
  toldOfFiles()
  const { file } = await attached(journey.person, journey.ids.caseId, aPdf(eicar))
  t.match(file?.scanSays, /If it cannot be used, we say so here, and send you a message/)
  await attached(journey.person, journey.ids.caseId)
  await scan()
  await tell(service)
  t.same(toldOfFiles(), ['somebody@example.org'])
  t.equal(await tell(service), 0)
  t.match(
    (await ofMine(journey.person)).filter(({ kind }) => kind === 'file-not-usable'),
    [{ state: 'sent', to: 'person', caseId: journey.ids.caseId }],
  )
  const locked = aPdf('a file with a password')
  const { id } = (await buy(journey)).ok
  await fileReceipt(journey, id, { documentHash: hashOf(locked) })
  const headers = { 'content-type': 'application/pdf' }
  t.equal(
    (await journey.broker.post(`/v1/purchases/${id}/receipt/file`, undefined, { raw: locked, headers })).status,
    201,
  )
  await scan()
  await tell(service)
  t.same(toldOfFiles(), ['broker@example.org'], 'a receipt too')
  const unwanted = await setPreferences(journey.broker, { email: 'broker@example.org' }, { 'file-not-usable': 'none' })
  t.equal(unwanted.status, 200)
})

t.test('once it is tried no more, the care coordinator is told too, who can help with another copy', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  void (await setContact(journey.person, journey.ids.personId)).ok
  void (await setPreferences(journey.broker, { email: 'broker@example.org' })).ok
  void (await setPreferences(journey.careCoordinator, { email: 'coordinator@example.org' })).ok
  await tell(service)
  toldOfFiles()
  await attached(journey.person, journey.ids.caseId, aPdf('a file with a password'))
  await scan()
  await tell(service)
  t.same(toldOfFiles(), ['somebody@example.org'])
  for (let day = 0; day < 9; day += 1) {
    service.clock.advance({ days: 1, minutes: 6 })
    await scan()
    await tell(service)
  }
  // The receipt of the first case is tried no more by then either.
  const once = ['broker@example.org', 'coordinator@example.org', 'coordinator@example.org', 'somebody@example.org']
  t.same(toldOfFiles().sort(), once, 'each is told once of each')
})
