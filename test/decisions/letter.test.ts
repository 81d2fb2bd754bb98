import t from 'tap'
import type { CurrentService } from '../../src/current-services/schemas.ts'
import type { Decision, Letter } from '../../src/decisions/schemas.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { internalWords, sectionOf, wordsOf } from '../support/pages.ts'
import { aCurrentService, aReason } from '../support/pathway-builders.ts'
import { startService } from '../support/service.ts'
import { decideInterest, decidePlan, letterOf, planRefused, reason } from './acts.ts'

const service = await startService(t)
const refusedPlan = () => planRefused(service)

t.test('every decision has its letter, written with it: accepted, declined, agreed, returned, refused', async (t) => {
  const cases: [string, string, () => Promise<{ journey: Journey; decision: Decision }>][] = [
    ['accepted', 'Your expression of interest was accepted', () => interest('accepted')],
    ['declined', 'Your expression of interest was not accepted', () => interest('declined')],
    ['agreed', 'Your support plan was agreed', () => plan('agreed')],
    ['returned', 'Your support plan came back for a change', () => plan('returned')],
    ['refused', 'Your support plan was not agreed', () => plan('refused')],
  ]
  for (const [outcome, title, come] of cases) {
    const { journey, decision } = await come()
    t.equal(decision.outcome, outcome)
    const letter = await letterOf(journey.person, decision.id)
    t.equal(letter.headers.get('content-type'), 'text/html; charset=utf-8')
    t.match(letter.ok, `<h1>${title}</h1>`)
    t.match(letter.ok, `<title>${title}</title>`)
    const list = (await journey.person.get<{ items: Letter[] }>(`/v1/cases/${journey.ids.caseId}/letters`)).ok
    t.match(list.items[0], {
      decisionId: decision.id,
      caseId: journey.ids.caseId,
      title,
      writtenAt: decision.decidedAt,
    })
    t.notMatch(wordsOf(letter), internalWords, `${outcome}: no internal words`)
  }
  async function interest(outcome: string) {
    const journey = await journeyTo(service, 'expression-submitted')
    return {
      journey,
      ...(await decideInterest(journey, { outcome, reasons: outcome === 'declined' ? [aReason] : [] })).ok,
    }
  }
  async function plan(outcome: string) {
    const journey = await journeyTo(service, 'plan-signed')
    return { journey, ...(await decidePlan(journey, outcome)).ok }
  }
})

t.test('the letter is addressed to the person by name, dated, and says whom it is from', async (t) => {
  const { letter } = await refusedPlan()
  const words = wordsOf(letter)
  t.match(
    words,
    /^Your support plan was not agreed QYG Mersey Mental Health NHS Trust 24 November 2026 Dear Zebedee Quartermaine \d+ /,
  )
  t.match(words, /About: One-off recovery budgets, Merseyside\./)
})

t.test('it says what was decided, and on what', async (t) => {
  const { letter } = await refusedPlan()
  t.equal(
    sectionOf(letter, 'What we decided'),
    'We have decided not to agree to your support plan as it is. The table shows what is in the plan and what it costs. Your support plan What it pays for Cost A drum kit, for co-ordination £250.00 A mattress, to sleep £150.00 Total £400.00',
  )
})

t.test('it says why: each reason with its sentence, what would change it, and where to go instead', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  const reasons = [
    reason,
    { ...aReason, code: 'cost-not-explained', whatWouldChange: 'Say what it costs in two shops.' },
  ]
  const { decision } = (await decidePlan(journey, 'returned', { reasons })).ok
  t.equal(
    sectionOf(await letterOf(journey.person, decision.id), 'Why'),
    'About “A drum kit, for co-ordination”: It is not yet clear how this would help with what you want to change. What would change this: Say how it would help you sleep. Where you can go instead: The music room of the recovery college is free. The cost is not explained well enough to agree to it. What would change this: Say what it costs in two shops.',
  )
})

t.test('it says who decided, as a person would say it', async (t) => {
  const { letter } = await refusedPlan()
  t.equal(
    sectionOf(letter, 'Who decided'),
    'Quillon care coordinator, your care coordinator. This was on 24 November 2026.',
  )
  const journey = await journeyTo(service, 'expression-submitted')
  const { decision } = (await decideInterest(journey)).ok
  t.match(
    sectionOf(await letterOf(journey.person, decision.id), 'Who decided'),
    /^Quillon commissioner officer, who decides this for the NHS commissioner, the body that pays for your care\./,
  )
})

t.test('it says how and by when to appeal, in working days without the bank holidays', async (t) => {
  const { letter } = await refusedPlan()
  const words = sectionOf(letter, 'If you do not agree')
  // Sixty working days from 24 November 2026 leave out Christmas Day, the substitute for Boxing Day and New Year's Day.
  t.match(
    words,
    'Appeal by Friday 19 February 2027. That is 60 working days after the decision: weekends and bank holidays do not count.',
  )
  t.match(words, 'You can still appeal after that day. Say why it is late.')
  t.match(words, 'You get an answer within 20 working days. Until then, what you have now stays as it is.')
  t.match(words, 'Somebody who acts for you, or an advocate, can do it for you.')
  t.match(words, 'Tell your care coordinator, Quillon care coordinator, or write to QYG.')
  t.match(words, 'about the NHS: Parliamentary and Health Service Ombudsman, 0345 015 4033')
  t.match(words, 'about the council: Local Government and Social Care Ombudsman, 0300 061 0614')
})

t.test(
  'a letter of what gave the person what was asked for says no word of an appeal; it says how to complain',
  async (t) => {
    const journey = await journeyTo(service, 'plan-agreed')
    const words = sectionOf(await letterOf(journey.person, journey.ids.decisionId), 'If something is wrong')
    t.notMatch(words, /appeal/i)
    t.match(words, /say so at any time/)
    t.match(words, /Parliamentary and Health Service Ombudsman/)
    t.notMatch(words, /Appeal by/)
  },
)

t.test('it says who can help, and how to have the letter in another way', async (t) => {
  const { letter } = await refusedPlan()
  t.equal(
    sectionOf(letter, 'Who can help you'),
    'Quillon care coordinator, your care coordinator. Independent NHS complaints advocacy: Your local council has the number Mind Infoline: 0300 102 1234',
  )
  const another = sectionOf(letter, 'This letter in another way')
  t.match(another, /You can have this letter in large print\./)
  t.notMatch(letter, /easy read|braille|recording/i, 'what nobody has a way to get is not offered')
  t.match(another, /You want to use this language: Urdu\. You told us: Large print, please/)
})

t.test(
  'it says what stays, from what the person had at that moment; what changes later does not change the letter',
  async (t) => {
    const journey = await journeyTo(service, 'plan-drafted')
    const path = `/v1/cases/${journey.ids.caseId}/current-services`
    const kept = (await journey.person.post<CurrentService>(path, aCurrentService())).ok
    const art = aCurrentService({ title: 'Art group', kind: 'voluntary', relationshipWith: null, minutesPerWeek: 120 })
    const replaced = (await journey.person.post<CurrentService>(path, art)).ok
    const patch = { status: 'replaced', replacedBy: 'drum-kit', replacementMinutesPerWeek: 30 }
    await journey.person.patch(`/v1/current-services/${replaced.id}`, patch, { ifMatch: '"1"' })
    await journey.on('plan-agreed')
    const letter = await letterOf(journey.person, journey.ids.decisionId)
    const words = sectionOf(letter, 'What stays')
    t.match(
      words,
      'Talking therapy on Tuesdays, with Dr Amara Okafor, from Mersey Mental Health NHS Trust: It stays as it is.',
    )
    t.match(
      words,
      'Art group, from Mersey Mental Health NHS Trust: It continues until what replaces it has started. After that you have 1 hour 30 minutes a week less.',
    )
    t.match(words, 'In total, you will have 1 hour 30 minutes a week less than now.')
    t.match(words, /The NHS mental health crisis line: Call 111/)
    await journey.person.patch(
      `/v1/current-services/${kept.id}`,
      { status: 'kept', title: 'Something else' },
      { ifMatch: '"1"' },
    )
    t.equal((await letterOf(journey.person, journey.ids.decisionId)).ok, letter.ok)

    const refusal = await journeyTo(service, 'plan-drafted')
    const own = `/v1/cases/${refusal.ids.caseId}/current-services`
    const { id } = (await refusal.person.post<CurrentService>(own, art)).ok
    await refusal.person.patch(`/v1/current-services/${id}`, patch, { ifMatch: '"1"' })
    await refusal.on('plan-signed')
    const { decision } = (await decidePlan(refusal, 'refused')).ok
    t.match(
      sectionOf(await letterOf(refusal.person, decision.id), 'What stays'),
      'A plan was to replace it. That does not go ahead, so it stays as it is.',
    )
  },
)

t.test(
  'a plan that is agreed in part: the letter says of each line whether it was agreed, and what that comes to',
  async (t) => {
    const journey = await journeyTo(service, 'plan-signed')
    const lines = [
      { line: 'drum-kit', outcome: 'refused' },
      { line: 'mattress', outcome: 'agreed' },
    ]
    const { decision } = (await decidePlan(journey, 'agreed-in-part', { lines })).ok
    const letter = await letterOf(journey.person, decision.id)
    t.match(letter.ok, '<h1>A part of your support plan was agreed</h1>')
    t.match(
      sectionOf(letter, 'What we decided'),
      /What it pays for What we decided Cost A drum kit, for co-ordination Not agreed £250\.00 A mattress, to sleep Agreed £150\.00 Total agreed £150\.00$/,
    )
    t.match(sectionOf(letter, 'If you do not agree'), /Appeal by Friday 19 February 2027/)
    t.notMatch(wordsOf(letter), internalWords)
  },
)
