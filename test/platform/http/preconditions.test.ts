import t from 'tap'
import type { Person } from '../../../src/people/schemas.ts'
import { aPerson } from '../../support/builders.ts'
import { startService } from '../../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const registered = await officer.post<Person>('/v1/people', aPerson())
const path = `/v1/people/${registered.ok.id}`

t.test('428: a change without If-Match is refused', async (t) => {
  const before = await service.database.fingerprint()
  t.equal((await officer.patch(path, { language: 'cy' })).problem.code, 'precondition-required')
  t.same(await service.database.fingerprint(), before)
})

t.test('the ETag of what was written is the ETag of what is read', async (t) => {
  t.equal(registered.etag, '"1"')
  t.equal((await officer.get(path)).etag, registered.etag)
  const changed = await officer.patch<Person>(path, { language: 'cy' }, { ifMatch: registered.etag })
  t.equal(changed.etag, '"2"')
  t.equal((await officer.get(path)).etag, changed.etag)
})

t.test('412: a change of what has changed since is refused', async (t) => {
  const { etag } = await officer.get(path)
  await officer.patch(path, { language: 'pl' }, { ifMatch: etag })
  const before = await service.database.fingerprint()
  t.equal((await officer.patch(path, { language: 'so' }, { ifMatch: etag })).problem.code, 'precondition-failed')
  t.same(await service.database.fingerprint(), before)
})

t.test('412: a tag that the service never gave matches nothing', async (t) => {
  const { etag } = await officer.get(path)
  for (const ifMatch of [
    `W/${etag}`,
    `W/${etag}, "7"`,
    etag.replaceAll('"', ''),
    '"x"',
    '"-1"',
    '""',
    '"9999999999"',
    '"7", "8"',
    '"*"',
    '',
  ]) {
    const answer = await officer.patch(path, { language: 'so' }, { ifMatch })
    t.equal(answer.problem.code, 'precondition-failed', ifMatch)
  }
})

t.test(
  '200: a list that has the current tag matches, and so does a star, which is whatever is there (RFC 9110)',
  async (t) => {
    for (const list of ['"7", ', ' ', 'W/"3" , "8",', '"x",,"9",']) {
      const { etag } = await officer.get(path)
      const answer = await officer.patch(path, { language: 'so' }, { ifMatch: `${list}${etag}` })
      t.equal(answer.status, 200, list)
    }
    for (const star of ['*', ' * '])
      t.equal((await officer.patch(path, { language: 'cy' }, { ifMatch: star })).status, 200, star)
  },
)

t.test('eight changes of one version at once: one is made, and seven are told', async (t) => {
  const { etag } = await officer.get(path)
  const languages = ['aa', 'bb', 'cc', 'dd', 'ee', 'ff', 'gg', 'hh']
  const answers = await Promise.all(languages.map((language) => officer.patch(path, { language }, { ifMatch: etag })))
  t.equal(answers.filter((answer) => answer.status === 200).length, 1)
  t.equal(answers.filter((answer) => answer.status === 412).length, 7)
  t.equal((await officer.get(path)).etag, `"${Number(etag.slice(1, -1)) + 1}"`)
})
