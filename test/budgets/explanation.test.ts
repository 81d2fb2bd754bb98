import t from 'tap'
import type { BudgetCalculation } from '../../src/budgets/schemas.ts'
import { unknownId } from '../support/builders.ts'
import type { Answer, Client } from '../support/client.ts'
import { closed } from '../support/closed.ts'
import { withHealthElement } from '../support/health-element.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { internalWords, sectionOf, wordsOf } from '../support/pages.ts'
import { aCurrentService } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import type { SchemeCode } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const explanationOf = (client: Client, id: string, query = ''): Promise<Answer<string>> =>
  client.get<string>(`/v1/budget-calculations/${id}/explanation${query}`)

async function explained(
  scheme: SchemeCode,
  inputs: object,
  before: (journey: Journey) => Promise<unknown> = async (journey) =>
    scheme === 'south-kent-coast' && withHealthElement(journey),
) {
  const journey = await journeyTo(service, 'assessment-completed', { scheme })
  await before(journey)
  const path = `/v1/cases/${journey.ids.caseId}/budget-calculations`
  const calculation = (await journey.careCoordinator.post<BudgetCalculation>(path, inputs)).ok
  return { journey, calculation, page: await explanationOf(journey.person, calculation.id) }
}
const services = [
  { service: 'talking-therapy', units: 26 },
  { service: 'community-contact', units: 12 },
]
const everyScheme: [SchemeCode, object][] = [
  ['merseyside-one-off', { method: 'one-off', items: [{ key: 'kit', title: 'A drum kit', amountPence: 40_000 }] }],
  ['kent-peer-brokerage', { method: 'one-off', items: [{ key: 'kit', title: 'A drum kit', amountPence: 40_000 }] }],
  ['lambeth-integrated', { method: 'required-services', services }],
  ['northamptonshire', { method: 'required-services', services }],
  ['section-117', { method: 'required-services', services }],
  [
    'south-kent-coast',
    {
      method: 'required-services',
      services,
    },
  ],
  [
    'local-pilot-historic',
    {
      method: 'historic-cost',
      until: '2026-10-31',
      contacts: [
        { service: 'emergency-attendance', units: 3 },
        { service: 'community-contact', units: 20 },
      ],
    },
  ],
  ['west-sussex-pooled', { method: 'points' }],
]

t.test('S2: in every scheme the person can read each step, in order, and the sum', async (t) => {
  for (const [scheme, inputs] of everyScheme) {
    const { calculation, page } = await explained(scheme, inputs)
    t.equal(page.headers.get('content-type'), 'text/html; charset=utf-8', scheme)
    const steps = sectionOf(page, 'How we got there')
    let from = 0
    for (const { sentence } of calculation.steps) {
      const at = steps.indexOf(sentence.replaceAll(/\s+/g, ' '), from)
      t.ok(at >= from, `${scheme}: ${sentence.slice(0, 40)}`)
      from = at
    }
    const amount = (calculation.amountPence / 100).toLocaleString('en-GB', { style: 'currency', currency: 'GBP' })
    t.equal(sectionOf(page, 'The amount').split(' ')[0], amount)
    t.ok(steps.endsWith(`Your budget ${amount}`), `${scheme}: the steps end with the amount`)
    t.notMatch(wordsOf(page), internalWords, `${scheme}: no internal words`)
    t.match(page.ok, /<h1>How your budget was worked out<\/h1>/)
  }
})

t.test('what each step added is beside it, and comes to the amount', async (t) => {
  for (const [scheme, inputs] of everyScheme) {
    const { calculation, page } = await explained(scheme, inputs)
    const table = page.ok.slice(page.ok.indexOf('<caption>Each step'), page.ok.indexOf('</tbody>'))
    const cells = [...table.matchAll(/<td class="pence">([^<]*)<\/td>/g)].map(([, cell]) => cell ?? '')
    const added = cells.map((cell) =>
      cell === 'nothing' ? 0 : Math.round(Number(cell.replace('minus ', '-').replaceAll(/[£,]/g, '')) * 100),
    )
    t.equal(added.length, calculation.steps.length)
    t.equal(
      added.reduce((sum, pence) => sum + pence, 0),
      calculation.amountPence,
      scheme,
    )
  }
})

t.test('it says where the money comes from, in parts that come to the amount', async (t) => {
  const { page } = await explained('lambeth-integrated', { method: 'required-services', services })
  t.match(
    sectionOf(page, 'Where the money comes from'),
    /^Who pays which part Who pays How much The NHS commissioner, the body that pays for your NHS care £[\d,.]+ The council £[\d,.]+ Total £[\d,.]+ Who pays which part does not change what you get\.$/,
  )
})

t.test('it says what is kept for a crisis, and that NHS crisis services are not paid from it', async (t) => {
  const kept = await explained('lambeth-integrated', { method: 'required-services', services })
  t.match(
    sectionOf(kept.page, 'What is kept for a crisis'),
    /^£[\d,.]+ of it is put aside for you, for a crisis\. That leaves £[\d,.]+ for your plan\. NHS crisis services are always there for you/,
  )
  const [, inputs] = everyScheme[0] ?? []
  const none = await explained('merseyside-one-off', inputs ?? {})
  t.match(
    sectionOf(none.page, 'What is kept for a crisis'),
    /^Nothing of this amount is put aside for a crisis\. NHS crisis services/,
  )
})

t.test('S0: cost of use and amount are told as two figures, and what each of them is', async (t) => {
  const { calculation, page } = await explained('local-pilot-historic', everyScheme[6]?.[1] ?? {})
  const words = sectionOf(page, 'What the figures mean')
  const cost = ((calculation.costOfUsePence ?? 0) / 100).toLocaleString('en-GB', { style: 'currency', currency: 'GBP' })
  t.not(calculation.costOfUsePence, calculation.amountPence)
  t.match(words, /^Two figures, which are not the same thing /)
  t.match(
    words,
    `A budget cannot buy all of these, and nobody asks you for this money. ${cost} Your budget What you can plan with.`,
  )
  const other = await explained('merseyside-one-off', everyScheme[0]?.[1] ?? {})
  t.match(sectionOf(other.page, 'What the figures mean'), /^There is one figure only: your budget, £400\.00\./)
})

t.test(
  'where points are counted it says once, before the steps, what a point is; elsewhere there is no such word',
  async (t) => {
    for (const [scheme, inputs] of everyScheme) {
      const words = wordsOf((await explained(scheme, inputs)).page)
      if (scheme !== 'west-sussex-pooled') t.notMatch(words, /\bpoints?\b/, scheme)
      else {
        t.equal(words.split('A point says how hard one part of your life is.').length, 2)
        t.ok(words.indexOf('A point says') < words.indexOf(' points'), 'before the first of them')
      }
    }
  },
)

t.test('P3: it says what stays, by name', async (t) => {
  const register = (journey: Journey) =>
    journey.person.post(`/v1/cases/${journey.ids.caseId}/current-services`, aCurrentService())
  const { page } = await explained('merseyside-one-off', everyScheme[0]?.[1] ?? {}, register)
  const words = sectionOf(page, 'What stays')
  t.match(
    words,
    'Talking therapy on Tuesdays, with Dr Amara Okafor, from Mersey Mental Health NHS Trust: It stays as it is.',
  )
  t.match(words, /The NHS mental health crisis line/)
})

t.test('it says whether it is the budget, what comes next, and who decides on a plan', async (t) => {
  const { journey, calculation, page } = await explained('merseyside-one-off', everyScheme[0]?.[1] ?? {})
  t.match(sectionOf(page, 'The amount'), /It is not your budget yet/)
  await journey.careCoordinator.post(`/v1/cases/${journey.ids.caseId}/indicative-budget`, {
    budgetCalculationId: calculation.id,
  })
  const adopted = await explanationOf(journey.person, calculation.id)
  t.match(sectionOf(adopted, 'The amount'), /This is called your indicative budget/)
  t.equal(
    sectionOf(adopted, 'Who decides next'),
    'You are told the amount and how it was worked out, before planning starts. When there is a plan, the broker who helps you plan, you and your care coordinator sign it. If it costs all of this, your care coordinator decides on it. If somebody there is too close to the plan, somebody else decides. If you think that this was worked out wrongly, say so to your care coordinator. It can be worked out again.',
  )
})

t.test('its last section says where each rule comes from, with no short name left in it', async (t) => {
  const { page } = await explained('merseyside-one-off', everyScheme[0]?.[1] ?? {})
  t.equal([...page.ok.matchAll(/<h2>([^<]*)<\/h2>/g)].at(-1)?.[1], 'Where the rules come from')
  t.match(
    sectionOf(page, 'Where the rules come from'),
    /Steps 1 and 2: Mind, report on personal health budgets in mental health, 2013: one-off budgets of between £400 and £1,000/,
  )
})

t.test('what the person wished for is shown as it was written, and never becomes markup', async (t) => {
  const title = `<script>alert('x')</script> "drums" & שלום \u202e ${'drum'.repeat(30)}`
  const items = [{ key: 'kit', title, amountPence: 40_000 }]
  const { page } = await explained('merseyside-one-off', { method: 'one-off', items })
  t.notMatch(page.ok, /<script|\u202e/)
  t.match(wordsOf(page), title.replace('\u202e ', ''))
})

t.test('in large print it says the same; it runs nothing and fetches nothing', async (t) => {
  const { journey, calculation, page } = await explained('merseyside-one-off', everyScheme[0]?.[1] ?? {})
  const large = await explanationOf(journey.person, calculation.id, '?print=large')
  t.match(large.ok, '<html lang="en-GB" dir="ltr" class="large">')
  t.equal(wordsOf(large), wordsOf(page))
  t.match(page.headers.get('content-security-policy'), /^default-src 'none'; style-src 'sha256-/)
  t.notMatch(page.ok, /<script|<link|<img|href=|src=|url\(/)
  await refused(t, service, () => explanationOf(journey.person, calculation.id, '?print=no'), 'request-invalid')
})

t.test('an auditor reads the sums, and neither whose they are nor what the person has now', async (t) => {
  const register = (journey: Journey) =>
    journey.person.post(`/v1/cases/${journey.ids.caseId}/current-services`, aCurrentService())
  const { calculation, page } = await explained('merseyside-one-off', everyScheme[0]?.[1] ?? {}, register)
  t.match(wordsOf(page), /For Zebedee Quartermaine/)
  const audited = await explanationOf(service.as('auditor'), calculation.id)
  t.match(sectionOf(audited, 'The amount'), /^£400\.00/)
  t.notMatch(wordsOf(audited), /Quartermaine|Okafor|Talking therapy/)
})

t.test('it is there for those on the case, and for nobody else', async (t) => {
  const { journey, calculation } = await explained('merseyside-one-off', everyScheme[0]?.[1] ?? {})
  for (const client of [journey.representative, journey.careCoordinator, journey.officer, journey.teamManager])
    t.equal((await explanationOf(client, calculation.id)).status, 200, client.actor?.sub ?? '')
  await refused(t, service, () => explanationOf(journey.broker, calculation.id), 'not-found')
  const other = await journeyTo(service, 'case-opened')
  await refused(t, service, () => explanationOf(other.person, calculation.id), 'not-found')
  await refused(t, service, () => explanationOf(journey.person, unknownId()), 'not-found')
  await closed(t, service, 'budget:read', (client) => explanationOf(client, calculation.id))
})
