import { readFile } from 'node:fs/promises'
import t from 'tap'
import type { LikelyDouble, Person } from '../../src/people/schemas.ts'
import { anActor } from '../support/actors.ts'
import { anNhsNumber, aPerson } from '../support/builders.ts'
import { fits } from '../support/fits.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { sameHuman } from '../support/staff.ts'

const service = await startService(t)
const coordinator = service.as('care-coordinator')
const officer = service.as('commissioner-officer')
const second = service.as(anActor('commissioner-officer', { sub: 'a-second-officer' }))
const register = async (more: Parameters<typeof aPerson>[0]) =>
  (await coordinator.post<Person>('/v1/people', aPerson(more))).ok
const change = async ({ id }: Person, patch: object) => {
  const { etag } = await coordinator.get(`/v1/people/${id}`)
  return (await coordinator.patch<Person>(`/v1/people/${id}`, patch, { ifMatch: etag })).ok
}
const doubleOf = async (...ids: string[]) => {
  const { items } = (await officer.get<{ items: LikelyDouble[] }>('/v1/likely-doubles?limit=100')).ok
  return items.find(({ personIds }) => ids.every((id) => personIds.includes(id)))
}
const differ = (id = '', client = officer) => client.post<LikelyDouble>(`/v1/likely-doubles/${id}/difference`)
const confirmDiffer = (id = '', client = second) =>
  client.post<LikelyDouble>(`/v1/likely-doubles/${id}/difference/confirmation`)

/** How one name is written, and how else: with a mark, a blank, a letter of another alphabet, the other way round. */
const alike: readonly (readonly [string | null, string | null])[][] = [
  [
    ['Iphigenia', 'Wotherspoon'],
    ['iphigenia', 'WOTHERSPOON'],
    ['Wotherspoon', 'Iphigenia'],
    [null, 'Iphigenia Wotherspoon'],
    ['Iphi\u200cgenia', 'Wother-spoon'],
    [' Iphigenia ', 'Wotherspoon.'],
    ['Ｉphigenia', 'Wotherspoon'],
    ['Iphigenia', 'Wоthersрооn'],
    ['Ĭphigenia', 'Wotherspoon\u0301'],
    ['Iphigenia', 'Wotherspono'],
    ['Iphi\u0345genia\u0363', 'Wothersp\u02d0oon\u02bc'],
    ['Iphi\u0261enia', 'Wotherspoon'],
  ],
  [
    ['Łukasz', 'Straße'],
    ['Lukasz', 'STRASSE'],
  ],
  [
    ['Σωκράτης', 'Παπαδόπουλος'],
    ['ΣΩΚΡΑΤΗΣ', 'ΠΑΠΑΔΟΠΟΥΛΟΣ'],
  ],
  [
    ['Seán', 'O’Brien'],
    ['Sean', "O'Brien"],
    ['Sean', 'O Brien'],
    ['sean', 'obrien'],
  ],
  [
    ['Liz', 'Quill'],
    ['Li\u1d22', 'Qui\u04cfl'],
    ['ʟɪᴢ', 'qᴜɪʟʟ'],
  ],
  [
    ['Nolwenn', 'Maillot'],
    ['\u039dolwenn', 'Maillot'],
    ['N0lwenn', 'Mai1lot'],
    ['NOLWENN', 'MAlLLOT'],
    ['Nolvvenn', 'Rnaillot'],
    ['Nolwe\u03bdn', 'Mai\u026blot'],
    ['\u{1f17d}olwenn', 'M\u{1f170}illot'],
    ['N\u0d20lwenn', 'Ma\u0456llo\u01ad'],
  ],
  [
    ['Yvonne', 'Cowgill'],
    ['\u04aevonne', 'Cowgill'],
    ['Y\u0474onne', '\u0421owgill'],
    ['\u03b3\u028bonne', 'Co\u03c9gill'],
    ['\u024fvonne', 'Cowgill'],
    ['\u01b3vonne', 'Cowgill'],
  ],
  [
    [null, '???'],
    [null, '???'],
  ],
]

t.test('a name is the same in whichever way it is written, and another name is not', async (t) => {
  for (const ways of alike) {
    const made: string[] = []
    for (const [givenName, familyName] of ways) {
      const { id, likelySame } = await register({ givenName, familyName, nhsNumber: null, bornOn: '1971-03-04' })
      t.same([...likelySame].sort(), [...made].sort(), `${givenName} ${familyName}`)
      made.push(id)
    }
  }
  const other = await register({
    givenName: 'Iphigenie',
    familyName: 'Wotherspoon',
    nhsNumber: null,
    bornOn: '1971-03-04',
  })
  t.same(other.likelySame, [])
})

t.test('a birth that is known as a year or a month is that of who was born in it', async (t) => {
  const names = { givenName: 'Ottoline', familyName: 'Featherstonehaugh', nhsNumber: null }
  const [day, month] = [
    await register({ ...names, bornOn: '1990-05-17' }),
    await register({ ...names, bornOn: '1990-05' }),
  ]
  t.same(month.likelySame, [day.id])
  t.same([...(await register({ ...names, bornOn: '1990' })).likelySame].sort(), [day.id, month.id].sort())
  t.same((await register({ ...names, bornOn: '1991' })).likelySame, [])
})

t.test('what the names come to is the same in the migration that last changed it and in the code', async (t) => {
  const file = new URL('../../migrations/0088_recorded_identities.sql', import.meta.url)
  const [functions = ''] = (await readFile(file, 'utf8')).split('alter table person no force')
  await register({ givenName: '\ufdfa'.repeat(100), familyName: 'अनुष्का İŞıK ﬁ ½ Ａ１ ǅ Æthelþryð', nhsNumber: null })
  const read = () =>
    service.database.sql<{ name_letters: string }>('select person_id, name_letters from person order by person_id')
  for (const { givenName, familyName } of markedNames()) await register({ givenName, familyName, nhsNumber: null })
  const before = await read()
  t.ok(before.length > 10)
  await service.database.sql('alter table person disable trigger person_keep_former')
  await service.database.sql(
    `${functions}; update person set name_letters = pg_temp.letters_of(given_name, family_name)`,
  )
  await service.database.sql('alter table person enable trigger person_keep_former')
  t.same(await read(), before)
})

/** Names that hold between them every letter that only marks another, in pieces that a name may be long; what NFKD takes apart, newer Unicode does more. */
function markedNames(): { givenName: string; familyName: string }[] {
  const marking = /[\p{M}\p{Lm}]/u
  const all = Array.from({ length: 0x110000 }, (_, at) => String.fromCodePoint(at)).filter(
    (one) => marking.test(one) && one.normalize('NFKD') === one,
  )
  return Array.from({ length: Math.ceil(all.length / 190) }, (_, at) => ({
    givenName: `a${all.slice(at * 190, at * 190 + 95).join('')}`,
    familyName: `b${all.slice(at * 190 + 95, at * 190 + 190).join('')}`,
  }))
}

t.test('however many are alike, each is kept', async (t) => {
  const names = { givenName: 'Many', familyName: 'Alike', nhsNumber: null }
  const made = []
  for (let at = 0; at < 26; at += 1) made.push((await register(names)).id)
  const [{ count } = { count: 0 }] = await service.database.sql<{ count: number }>(
    'select count(*)::int as count from likely_double where second_person_id = any($1)',
    [made],
  )
  t.equal(count, (26 * 25) / 2)
})

t.test('that two records are of two people is said by two humans', async (t) => {
  const [one, two] = [await register({}), await register({})]
  const pair = { personId: one.id, otherPersonId: two.id }
  const { id } = (await officer.post<LikelyDouble>('/v1/likely-doubles', pair)).ok
  await refused(t, service, () => confirmDiffer(id), 'wrong-state', 'nobody has proposed it')
  fits(t, (await differ(id)).ok, { settledAs: null, differenceProposedBy: 'the-commissioner-officer' })
  await refused(t, service, () => confirmDiffer(id, officer), 'second-person-needed')
  const account = anActor('commissioner-officer', { sub: 'the-same-officer' })
  await sameHuman(service, account.sub, anActor('commissioner-officer'))
  await refused(t, service, () => confirmDiffer(id, service.as(account)), 'second-person-needed', 'two accounts')
  fits(t, (await officer.post<LikelyDouble>(`/v1/likely-doubles/${id}/joining`, { goesOnId: one.id })).ok, {
    differenceProposedBy: null,
  })
  await refused(t, service, () => confirmDiffer(id), 'wrong-state', 'a later proposal takes its place')
  fits(t, (await differ(id)).ok, { goesOnId: null, joinProposedBy: null })
  fits(t, (await confirmDiffer(id)).ok, { settledAs: 'different-people', settledBy: 'a-second-officer' })
  t.equal(await doubleOf(one.id, two.id), undefined)
  await refused(t, service, () => differ(id), 'wrong-state')
})

t.test('two people are looked at anew where one of them says later who the other is', async (t) => {
  const names = { givenName: 'Ermintrude', familyName: 'Sallow', bornOn: '1966-06-06' }
  const ways: [string, object, object][] = [
    ['a name', { ...names, nhsNumber: null, familyName: 'Salow' }, { familyName: 'Sallow' }],
    ['a birth', { ...names, nhsNumber: null, bornOn: '1966-06-07' }, { bornOn: '1966-06-06' }],
    ['no number', { ...names, nhsNumber: anNhsNumber() }, { nhsNumber: null }],
  ]
  for (const [name, other, patch] of ways) {
    const [one, two] = [await register({ ...names, nhsNumber: anNhsNumber() }), await register(other)]
    const pair = { personId: one.id, otherPersonId: two.id }
    const { id } = (await officer.post<LikelyDouble>('/v1/likely-doubles', pair)).ok
    await differ(id)
    await confirmDiffer(id)
    await change(two, { language: 'cy' })
    t.equal(await doubleOf(one.id, two.id), undefined, `${name}: who they are has not changed`)
    await change(two, patch)
    fits(t, (await doubleOf(one.id, two.id)) ?? {}, { id, settledAs: null, differenceProposedBy: null }, name)
    await differ(id)
    await change(one, { bornOn: '1966-06-08' })
    fits(t, (await doubleOf(one.id, two.id)) ?? {}, { id, differenceProposedBy: null }, `${name}: seen as it was`)
  }
})

t.test('who is kept out of one of two records settles nothing of them', async (t) => {
  const [one, two] = [await register({}), await register({})]
  const pair = { personId: one.id, otherPersonId: two.id }
  const { id } = (await officer.post<LikelyDouble>('/v1/likely-doubles', pair)).ok
  const privacy = service.as(anActor('privacy-officer'))
  const restricted = await privacy.post(`/v1/people/${two.id}/restriction`, { reason: 'A threat' })
  t.equal(restricted.status, 201, JSON.stringify(restricted.body))
  await refused(t, service, () => differ(id), 'not-found')
  await refused(t, service, () => officer.post(`/v1/likely-doubles/${id}/joining`, { goesOnId: one.id }), 'not-found')
})
