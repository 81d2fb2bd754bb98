import pg from 'pg'
import t from 'tap'
import type { Person } from '../../../src/people/schemas.ts'
import { createLog, faultOf } from '../../../src/platform/http/log.ts'
import { aPerson } from '../../support/builders.ts'
import { journeyTo } from '../../support/journey.ts'
import { startService } from '../../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')

/** Everything in a log line, as text. */
const logged = () => service.logLines.join('')

t.test('a request has one line: what was asked by route and not by value, and how it went', async (t) => {
  const { id } = (await officer.post<Person>('/v1/people', aPerson())).ok
  await officer.get(`/v1/people/${id}`, { headers: { 'x-request-id': 'the-read' } })
  await answered()
  const lines = service.logLines.map((line) => JSON.parse(line)).filter((line) => line.reqId === 'the-read')
  t.equal(lines.length, 1)
  t.match(lines[0], { method: 'GET', route: '/v1/people/:personId', status: 200 })
  t.type(lines[0].milliseconds, 'number')
})

t.test('no name, NHS number, date of birth, free text or token is ever in a log line', async (t) => {
  const body = aPerson({ givenName: 'Xanthippe', familyName: 'Featherstonehaugh', communicationNeeds: 'Speak slowly' })
  const token = await service.tokenFor('commissioner-officer', { name: 'Peregrine Officer' })
  const asHolder = service.withToken(token)
  const { id } = (await asHolder.post<Person>('/v1/people', body)).ok
  await asHolder.post('/v1/people', body)
  const search = { purpose: 'person-asks', bornOn: body.bornOn, familyName: body.familyName }
  await asHolder.post('/v1/people/searches', { ...search, nhsNumber: body.nhsNumber })
  await asHolder.post('/v1/people/searches', { ...search, nhsNumber: '9990000019' })
  await asHolder.patch(`/v1/people/${id}`, { familyName: 'Cholmondeley Warner' }, { ifMatch: '"9"' })
  await asHolder.post('/v1/people', { ...body, notes: 'Heard voices on Tuesday' })
  await asHolder.post('/v1/people', undefined, { raw: `{"givenName":"Xanthippe"` })
  await asHolder.get(`/v1/people?nhsNumber=${body.nhsNumber}`)
  await asHolder.get(`/v1/people/${body.nhsNumber}`)
  await service.withToken(`${token}x`).get('/v1/people')
  const { person, ids } = await journeyTo(service, 'case-opened')
  await person.post(`/v1/cases/${ids.caseId}/withdrawal`, { words: 'I would rather stay as I am' })
  const secrets = [
    ...['Xanthippe', 'Featherstonehaugh', 'Cholmondeley', 'Speak slowly', 'Heard voices', 'rather stay', 'Peregrine'],
    ...['1984-02-29', String(body.nhsNumber), '9990000019', token, token.slice(-40), 'Bearer'],
  ]
  await answered()
  t.ok(service.logLines.length > 12)
  for (const secret of secrets) t.notOk(logged().includes(secret), secret.slice(0, 20))
})

t.test('an unexpected error is logged without the row it was about, and told as nothing but 500', async (t) => {
  await service.database.sql('alter table person add constraint broken check (family_name <> $$Unlucky Person$$)')
  const body = aPerson({ familyName: 'Unlucky Person' })
  const answer = await fetch(new URL('/v1/people', service.baseUrl), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await service.tokenFor('commissioner-officer')}`,
    },
    body: JSON.stringify(body),
  })
  t.equal(answer.status, 500)
  const problem = (await answer.json()) as { code: string; detail: string }
  t.equal(problem.code, 'internal-error')
  t.notMatch(JSON.stringify(problem), /Unlucky|constraint|check|person/i)
  const line = service.logLines.find((text) => text.includes('unexpected error')) ?? ''
  t.match(line, '23514')
  t.notMatch(line, 'Unlucky')
  t.notMatch(line, String(body.nhsNumber))
})

t.test('what somebody hands to the log by mistake is taken out', async (t) => {
  const lines: string[] = []
  const log = createLog('info', { write: (line: string) => void lines.push(line) })
  const person = aPerson()
  log.info(
    { person, authorization: 'Bearer abc.def.ghi', token: 'abc.def.ghi', body: person, nhsNumber: '9990000018' },
    'oops',
  )
  t.equal(lines.length, 1)
  for (const secret of [`${person.givenName}`, `${person.familyName}`, person.bornOn, '9990000018', 'abc.def'])
    t.notOk(lines.join('').includes(secret), secret)
})

t.test(
  'what PostgreSQL or a pooler says of a connection is told in words, and what it says of a row only by its code',
  async (t) => {
    const lines: string[] = []
    const log = createLog('info', { write: (line: string) => void lines.push(line) })
    const said = (code: string, message: string) =>
      Object.assign(new pg.DatabaseError(message, message.length, 'error'), { severity: 'FATAL', code })
    log.warn({ err: said('08P01', 'unsupported startup parameter: statement_timeout') }, 'not available')
    log.warn(faultOf(said('53300', 'too many clients already')), 'not available')
    log.warn(faultOf(new Error('Connection terminated unexpectedly')), 'not available')
    log.warn({ err: said('22P02', 'invalid input syntax: "Xanthippe"') }, 'unexpected error')
    log.warn(faultOf(said('23505', 'duplicate of "Xanthippe"')), 'unexpected error')
    const all = lines.join('')
    for (const words of [
      'unsupported startup parameter: statement_timeout',
      'too many clients',
      'terminated unexpectedly',
      '22P02',
      '23505',
    ])
      t.match(all, words)
    t.notMatch(all, 'Xanthippe')
  },
)

/** A line is written when the answer has left: a moment later than the client has it. */
const answered = () => new Promise((resolve) => setTimeout(resolve, 50))
