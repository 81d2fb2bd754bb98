import t from 'tap'
import { english } from '../../src/words/pages/page-words.ts'
import { turned, whole, without } from '../pages/translated.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { aPost, byPost, setContact, setPreferences, tell } from './acts.ts'

const ready = 'There is a letter for you to read.'
const privacy = 'For your privacy this message says no more than this.'

/** A header of an email, and its text: whatever the wire made of them. */
function opened(mail: string) {
  const [head = '', ...rest] = mail.split(/\r?\n\r?\n/)
  const header = (name: string) => new RegExp(`^${name}: (.*(?:\\r?\\n[ \\t].*)*)`, 'mi').exec(head)?.[1] ?? ''
  const body = rest.join('\n\n')
  const how = header('Content-Transfer-Encoding')
  const text =
    how === 'base64' ? Buffer.from(body, 'base64').toString() : how === 'quoted-printable' ? quoted(body) : body
  const subject = header('Subject').replaceAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=?\s*/gi, (_, way, word) =>
    way.toUpperCase() === 'B' ? Buffer.from(word, 'base64').toString() : quoted(word.replaceAll('_', ' ')),
  )
  return { language: header('Content-Language'), subject, text }
}
const quoted = (text: string) =>
  Buffer.from(
    text.replaceAll(/=([\dA-F]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
    'latin1',
  ).toString()

/** What the person and their care coordinator are told of a letter, with this file of words. */
async function toldWith(t: Parameters<typeof startService>[0], file: typeof whole) {
  const post = await aPost(t)
  const service = await startService(t, { transports: byPost(post), pageWords: [english, file] })
  const journey = await journeyTo(service, 'plan-submitted')
  await service.database.sql("update person set language = 'ur' where person_id = $1", [journey.ids.personId])
  void (await setPreferences(journey.careCoordinator, { email: 'coordinator@trust.example' })).ok
  await tell(service)
  void (await setContact(journey.person, journey.ids.personId)).ok
  await journey.on('plan-agreed')
  await tell(service)
  const of = (address: string) => post.mails.filter(({ to }) => to === address).map(({ text }) => opened(text))
  return { person: of('somebody@example.org'), staff: of('coordinator@trust.example') }
}

t.test('a person is told in their language, which the message names, and staff in English', async (t) => {
  const { person, staff } = await toldWith(t, whole)
  const letter = person.find(({ text }) => text.includes(turned(ready)))
  t.equal(letter?.language, 'ur')
  t.ok(letter?.subject.startsWith(turned('You have a message')), letter?.subject ?? 'no letter')
  t.match(letter?.text, turned(privacy))
  t.match(letter?.text, 'https://sign-in.example.nhs.uk/', 'the link is as it was')
  t.notMatch(letter?.text, /Sign in|Nobody/)
  t.ok(staff.length > 0)
  for (const { language, subject } of staff) t.same([language, subject], ['en-GB', 'You have a message'])
})

t.test('a message of which one sentence waits to be translated is in English, all of it', async (t) => {
  const { person } = await toldWith(t, without([], [privacy]))
  const letter = person.find(({ text }) => text.includes(ready))
  t.equal(letter?.language, 'en-GB')
  t.equal(letter?.subject, 'You have a message')
  t.match(letter?.text, privacy)
})
