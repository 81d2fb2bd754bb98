import { readFile } from 'node:fs/promises'
import t from 'tap'
import type { CaseView } from '../../src/cases/schemas.ts'
import type { PersonInBrief } from '../../src/people/schemas.ts'
import { english } from '../../src/words/pages/page-words.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { openPages } from './acts.ts'

const service = await startService(t)
t.beforeEach(async () => service.clock.set('2026-11-24T09:30:00Z'))
const openapi = JSON.parse(await readFile(new URL('../../openapi/openapi.json', import.meta.url), 'utf8')) as {
  paths: Record<string, Record<string, { operationId?: string; responses?: Record<string, { content?: object }> }>>
}
const titleOf = (page: string) => /<h1>(.*?)<\/h1>/s.exec(page)?.[1]

t.test('a sheet of paper says whose it is, the reference of the case and the day', async (t) => {
  const journey = await journeyTo(service, 'review-done')
  const of = `/v1/cases/${journey.ids.caseId}`
  const { reference } = (await journey.person.get<CaseView>(of)).ok
  const { givenName, familyName } = (await journey.person.get<PersonInBrief>(`${of}/person`)).ok
  const head = `<p class="paper"><bdi>${givenName} ${familyName}</bdi>. Reference: ${reference}. Printed on 24 November 2026.</p>`
  for (const client of [journey.person, journey.careCoordinator]) {
    const reader = await openPages(journey, client)
    for (const path of ['', '/plan', '/budget', '/statement', '/crisis', '/letters', '/appeals', '/stays'])
      t.match((await reader.get(`/pages${path}`)).text, head, path)
  }
  t.notMatch((await (await openPages(journey)).get('/schemes/QYG/merseyside-one-off')).text, '<p class="paper">')
})

t.test('the person reads how the budget was worked out that they were told, and no sooner', async (t) => {
  const before = await openPages(await journeyTo(service, 'budget-adopted'))
  const untold = await before.get('/pages/budget')
  t.match(untold.text, english.words['budget-none'])
  t.notMatch(untold.text, '£400.00')
  t.notMatch((await before.get('/pages')).text, '/pages/budget')
  for (const step of ['budget-disclosed', 'plan-agreed'] as const) {
    const reader = await openPages(await journeyTo(service, step))
    t.match((await reader.get('/pages')).text, 'href="/pages/budget"', step)
    const { text } = await reader.get('/pages/budget')
    for (const said of ['<h2>How we got there</h2>', '£400.00', 'Where the rules come from']) t.match(text, said, step)
  }
})

t.test('all of the person that is there to be printed has a page that opens by a link', async (t) => {
  const journey = await journeyTo(service, 'purchase-made')
  const { caseId, budgetCalculationId, decisionId } = journey.ids
  const reader = await openPages(journey)
  const pages: Readonly<Record<string, readonly [printable: string, page: string]>> = {
    getBudgetExplanation: [`/v1/budget-calculations/${budgetCalculationId}/explanation`, '/pages/budget'],
    getStatementPage: [`/v1/cases/${caseId}/statement/page`, '/pages/statement'],
    getCrisisPage: [`/v1/cases/${caseId}/crisis-contingency/page`, '/pages/crisis'],
    getLetter: [`/v1/decisions/${decisionId}/letter`, `/pages/letters/${decisionId}`],
  }
  const without = {
    getLetterToPost: 'It is for who posts it: their pages have it, and the person has the letter.',
    getProblemKind: 'It is of nobody, and public.',
    getPersonRecordPage: 'All that is kept of somebody is of any length, and more than a link of minutes should open.',
  }
  const printables = Object.values(openapi.paths)
    .flatMap((path) => Object.values(path))
    .filter(({ responses }) => responses?.['200']?.content && 'text/html' in responses['200'].content)
    .map(({ operationId }) => operationId)
  t.same(printables.toSorted(), [...Object.keys(pages), ...Object.keys(without)].toSorted())
  for (const [operation, [printable, page]] of Object.entries(pages)) {
    const title = titleOf((await journey.person.get<string>(printable)).ok)
    t.ok(title, operation)
    t.equal(titleOf((await reader.get(page)).text), title, operation)
  }
})
