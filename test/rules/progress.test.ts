import t from 'tap'
import { type Moment, moments, stages } from '../../src/rules/progress.ts'

/** Each moment: its stage, who holds the ball, and what the person is told comes next. */
const expected: Record<Moment, readonly [stage: string, waitingFor: string, next: RegExp]> = {
  'case-opened': ['expression-of-interest', 'person, care-coordinator', /in your own words/],
  'expression-drafted': ['expression-of-interest', 'person, care-coordinator', /Finish .* and send it/],
  'expression-submitted': ['expression-of-interest', 'commissioner-officer', /The commissioner decides/],
  'information-requested': ['expression-of-interest', 'person', /Answer .* The clock waits for you/],
  'information-requested-of-coordinator': [
    'expression-of-interest',
    'care-coordinator',
    /answers .* The clock runs on/,
  ],
  'expression-accepted': ['needs-assessment', 'care-coordinator', /goes through your needs with you/],
  'assessment-begun': ['needs-assessment', 'care-coordinator, person', /a typical day and a worst day/],
  'assessment-completed': ['budget-calculation', 'care-coordinator', /works out your budget and shows you how/],
  'budget-calculated': ['budget-calculation', 'care-coordinator', /adopted as your indicative budget/],
  'budget-adopted': ['budget-calculation', 'care-coordinator', /told the amount .* before planning starts/],
  'budget-disclosed': ['support-plan', 'broker', /make your support plan/],
  'plan-drafted': ['support-plan', 'broker', /finish your support plan/],
  'plan-submitted': ['sign-off', '', /must sign your plan sign it/],
  'plan-signed': ['sign-off', '', /decided on/],
  'plan-returned': ['support-plan', 'broker', /the reasons say what is missing/],
  'plan-refused': ['support-plan', 'person', /appeal, or start a new plan\. What you have now stays/],
  'plan-agreed': ['spending', 'broker', /can be bought now/],
  'plan-agreed-in-part': ['spending', 'broker', /What was agreed can be bought now.* you can appeal/],
  'budget-active': ['spending', 'broker, care-coordinator', /at your first review/],
  'review-scheduled': ['review', 'care-coordinator', /how it is going/],
  'finding-to-confirm': ['review', '', /Somebody above your team looks .* stays as it is/],
  'plan-to-change': ['review', 'broker', /goes on until a changed plan is agreed/],
  'review-done': ['spending', 'care-coordinator', /the next review is set/],
  'expression-declined': ['ended', '', /You can appeal. What you have now stays/],
  'budget-ended': ['ended', '', /as you agreed. .* you can come back at any time/],
  'case-withdrawn': ['ended', '', /You said no .* What you have now stays, and you can come back at any time/],
}
const all = Object.entries(moments) as [Moment, (typeof moments)[Moment]][]

t.test('P1: every moment of a case has its stage, who holds the ball, and what comes next', async (t) => {
  t.same(Object.keys(expected).sort(), Object.keys(moments).sort())
  for (const [name, { stage, waitingFor, next }] of all) {
    t.same([stage, waitingFor.join(', ')], expected[name].slice(0, 2), name)
    t.match(next, expected[name][2], name)
  }
})

t.test('P1: what comes next is said to the person, in whole sentences', async (t) => {
  for (const [name, { next }] of all) {
    t.match(next, /^[A-Z].*\.$/, name)
    t.notMatch(next, /\b(patient|client|user|service user)\b/i, name)
  }
})

t.test('a case waits for somebody until it ends; who signs and who decides is the scheme’s to say', async (t) => {
  const waitsForNobody = all.filter(([, { waitingFor }]) => waitingFor.length === 0)
  const running = waitsForNobody.filter(([, { stage }]) => stage !== 'ended').map(([name]) => name)
  t.same(running, ['plan-submitted', 'plan-signed', 'finding-to-confirm'])
  t.ok(all.every(([, { stage, waitingFor }]) => stage !== 'ended' || waitingFor.length === 0))
})

t.test('P3, P15: whatever ends a case against or by the person’s word leaves what they have now', async (t) => {
  for (const name of ['expression-declined', 'plan-refused', 'budget-ended', 'case-withdrawn'] as const)
    t.match(moments[name].next, /stays/, name)
})

t.test('every stage of the journey has a moment', async (t) => {
  t.same(new Set(all.map(([, { stage }]) => stage)), new Set(stages))
})
