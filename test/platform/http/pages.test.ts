import t from 'tap'
import type { Organisation } from '../../../src/organisations/schemas.ts'
import { inTenant } from '../../support/actors.ts'
import { anOrganisation, unknownId } from '../../support/builders.ts'
import { startService } from '../../support/service.ts'

interface Page {
  items: Organisation[]
  nextCursor: string | null
}

const service = await startService(t)
const officer = service.as('commissioner-officer')
const add = (code: string) => officer.post('/v1/organisations', anOrganisation({ code }))
for (let number = 1; number <= 7; number += 1) await add(`P${number}`)

const codes = (page: Page) => page.items.map((item) => item.code)
const read = async (query: string) => (await officer.get<Page>(`/v1/organisations${query}`)).ok

async function readAll(limit: number, between: (page: number) => Promise<void> = async () => {}) {
  const seen: string[] = []
  let cursor: string | null = null
  let pages = 0
  do {
    const page: Page = await read(`?limit=${limit}${cursor ? `&cursor=${cursor}` : ''}`)
    seen.push(...codes(page))
    cursor = page.nextCursor
    pages += 1
    await between(pages)
  } while (cursor)
  return { seen, pages }
}

const all = ['P7', 'P6', 'P5', 'P4', 'P3', 'P2', 'P1', 'PRV1', 'LA1', 'BRK1', 'G82117', 'RW4', 'RW5']

t.test('a list is read page by page, newest first, each thing once', async (t) => {
  for (const limit of [1, 2, 3, 4, 13, 14, 100])
    t.same((await readAll(limit)).seen.slice(0, 7), all.slice(0, 7), `${limit}`)
  t.same((await readAll(3)).seen.sort(), [...all].sort())
})

t.test('a last page that is just full is the last one', async (t) => {
  t.equal((await readAll(13)).pages, 1)
  t.equal((await readAll(4)).pages, 4)
})

t.test('what is added while a list is read moves nothing in it', async (t) => {
  const { seen } = await readAll(2, async (page) => void (await add(`NEW${page}`)))
  t.same(seen.sort(), [...all].sort())
})

t.test('Link names the next page, ready to be asked for', async (t) => {
  const first = await officer.get<Page>('/v1/organisations?limit=2')
  const [, next = ''] = /^<(.+)>; rel="next"$/.exec(first.headers.get('link') ?? '') ?? []
  const second = (await officer.get<Page>(next)).ok
  t.equal(second.items.length, 2)
  t.notOk(codes(second).some((code) => codes(first.ok).includes(code)))
  t.equal((await officer.get('/v1/organisations?limit=100')).headers.get('link'), null)
})

t.test('25 things come where no limit is named', async (t) => {
  for (let number = 10; number <= 40; number += 1) await add(`Q${number}`)
  t.equal((await read('')).items.length, 25)
})

t.test('400: a limit outside 1 to 100 is refused', async (t) => {
  for (const limit of ['0', '101', '-1', '1.5', 'ten', '', '1e1000']) {
    const { problem } = await officer.get(`/v1/organisations?limit=${limit}`)
    t.match(problem, { code: 'request-invalid', errors: [{ pointer: 'querystring:/limit' }] }, limit)
  }
  t.equal((await officer.get('/v1/organisations?limit=100')).status, 200)
})

t.test('400: a cursor that no list gave is refused', async (t) => {
  const made = (text: string) => Buffer.from(text).toString('base64url')
  for (const cursor of [made('1'), made("' or 1=1"), made(`${unknownId()} `), 'AAAA'])
    t.equal((await officer.get(`/v1/organisations?cursor=${cursor}`)).problem.code, 'cursor-invalid', cursor)
  for (const cursor of ['', '%00', 'a b', 'x'.repeat(201)])
    t.equal((await officer.get(`/v1/organisations?cursor=${cursor}`)).status, 400, cursor)
})

t.test('a cursor of another tenant gives nothing of that tenant', async (t) => {
  const { nextCursor } = await read('?limit=1')
  const other = await service
    .as(inTenant('QOP', 'commissioner-officer'))
    .get<Page>(`/v1/organisations?limit=100&cursor=${nextCursor}`)
  t.notOk(codes(other.ok).some((code) => /^P\d/.test(code)))
})
