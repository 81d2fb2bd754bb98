import t from 'tap'
import { type ExplanationFacts, explanationHtml } from '../../src/budgets/explanation-html.ts'
import { previewBudget } from '../../src/budgets/preview-budget.ts'
import { markupOf } from '../../src/platform/html/html.ts'
import { problemPage } from '../../src/platform/http/problem-pages.ts'
import { type ProblemCode, problems } from '../../src/problems.ts'
import { caseSteps } from '../../src/rules/progress/steps.ts'
import { type CrisisPageFacts, crisisHtml } from '../../src/words/crisis-html.ts'
import { aDomain } from '../rules/budgets/a-budget.ts'
import { presets } from '../rules/scheme/presets.ts'
import { aCrisisContingency } from '../support/pathway-builders.ts'
import { readPageAsPerson } from './plain-english.ts'
import { everyStay, staying } from './stays.ts'

type Inputs = Parameters<typeof previewBudget>[2]
const layer = {
  socialCare: { reference: 'SC-1', amountPence: 500_000 },
  gpAgreement: { practiceCode: 'G82117', agreedOn: '2026-11-01' },
}
const kept = ['community-contact']

/** What a person of the scheme would be asked, so that there is an amount. */
function inputsOf({ rules: { budget, prices } }: (typeof presets)[number]): Inputs {
  const services = prices
    .filter(({ purchasable }) => budget.method === 'historic-cost' || purchasable)
    .map(({ code }) => ({ service: code, units: 2 }))
  switch (budget.method) {
    case 'one-off':
      return { method: 'one-off', items: [{ key: 'kit', title: 'A drum kit', amountPence: budget.floorPence }] }
    case 'required-services':
      return { method: 'required-services', services, ...layer }
    case 'historic-cost':
      return { method: 'historic-cost', until: '2026-10-31', contacts: services }
    case 'points':
      return { method: 'points' }
  }
}

t.test(
  'the explanation of a budget is plain English from top to bottom, in every scheme and at every step',
  async (t) => {
    for (const preset of presets) {
      const { name, rules } = preset
      const rated = { typicalDay: 2, worstDay: 4, worstDaysPerMonth: 6, withoutCurrentSupport: 3 }
      const keys = rules.budget.method === 'points' ? Object.keys(rules.budget.weights) : []
      const ratings = keys.map((key) => aDomain(key, rated))
      const preview = previewBudget(rules, 1, inputsOf(preset), {
        ratings,
        keptServices: rules.budget.method === 'historic-cost' ? kept : [],
      })
      const facts: ExplanationFacts = {
        calculation: { id: '0193', caseId: '0193', calculatedAt: '2026-11-24T10:00:00.000Z', ...preview },
        rules,
        scheme: 'One-off recovery budgets',
        step: 'budget-calculated',
        inForce: false,
        identityConfirmed: true,
        person: 'Zebedee Quartermaine',
        stays: staying(everyStay),
      }
      const read = (where: string, more: Partial<ExplanationFacts>) =>
        readPageAsPerson(t, `explanation, ${name}, ${where}`, {
          title: 'How your budget was worked out',
          body: explanationHtml({ ...facts, ...more }),
        })
      for (const step of caseSteps) read(step, { step })
      read('not confirmed', { identityConfirmed: false })
      read('in force', { inForce: true, person: null, stays: staying([]) })
    }
  },
)

t.test('the page for a crisis is plain English, with somebody to call and without', async (t) => {
  const facts = {
    person: 'Zebedee Quartermaine',
    crisisContingency: aCrisisContingency({
      cover: [
        {
          kind: 'helpline',
          name: 'Samaritans',
          contact: '116 123',
          line: null,
          windows: [
            { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' },
            { days: [6, 5], from: '22:00', to: '06:00' },
          ],
        },
      ],
    }),
    since: new Date('2026-11-24T10:00:00Z'),
    now: new Date('2026-12-05T02:00:00Z'),
  }
  const { crisisContingency } = facts
  const read = (where: string, more: Partial<CrisisPageFacts>) => {
    const body = crisisHtml({ ...facts, cover: [], ...more })
    readPageAsPerson(t, `crisis, ${where}`, { title: 'What helps in a crisis', body })
    const [, now = ''] = markupOf(body).split('Who to call now')
    return now.split('Other people to call')[0] ?? ''
  }
  const nobody = 'Nobody on this page can be called at this time'
  t.match(read('cover', { cover: crisisContingency.cover }), 'Samaritans')
  t.notMatch(read('a contact alone', {}), nobody, 'who answers at any time can be called now')
  const hours = [{ days: [1], from: '09:00', to: '17:00' }]
  const contacts = crisisContingency.contacts.map((contact) => ({ ...contact, hours }))
  t.match(read('nobody', { crisisContingency: { ...crisisContingency, contacts } }), nobody)
})

t.test('the page of every problem is plain English', async (t) => {
  const isCode = (code: string): code is ProblemCode => code in problems
  for (const code of Object.keys(problems).filter(isCode)) readPageAsPerson(t, `problem ${code}`, problemPage(code))
})
