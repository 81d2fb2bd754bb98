import fc from 'fast-check'
import t from 'tap'
import { type ExpressionContent, missingFrom } from '../../../src/rules/assessment/readiness.ts'
import { aScheme, merseyside } from '../scheme/a-scheme.ts'

const anExpression = (more: Partial<ExpressionContent> = {}): ExpressionContent => ({
  goals: [{ words: 'To sleep through the night.' }],
  basis: 'local-offer',
  targetGroup: 'recovery-services',
  answers: [
    { question: 'what-now', words: 'The day centre.' },
    { question: 'out-of-hours', words: 'The crisis line.' },
  ],
  ...more,
})
const missing = (content: ExpressionContent, rules = merseyside) =>
  missingFrom(content, rules).map(({ pointer, code }) => `${pointer} ${code}`)

t.test('P1: an expression that answers what a panel will ask is ready to send', async (t) => {
  t.same(missing(anExpression()), [])
})

t.test('P1: what is missing is said before sending, all of it at once', async (t) => {
  t.same(missing({ goals: [], basis: null, targetGroup: null, answers: [] }), [
    '/goals goal-missing',
    '/basis basis-missing',
    '/answers answer-missing',
    '/answers answer-missing',
  ])
  const details = missingFrom(anExpression({ answers: [] }), merseyside).map(({ detail }) => detail)
  t.same(details, ['The question what-now needs an answer', 'The question out-of-hours needs an answer'])
})

t.test('S1: the basis is one that the scheme offers', async (t) => {
  t.same(missing(anExpression({ basis: 'right-to-have' })), ['/basis basis-not-offered'])
  t.same(missing(anExpression({ basis: 'right-to-have' }), aScheme({ bases: ['local-offer', 'right-to-have'] })), [])
})

t.test('the group is one that the scheme names, or is left open', async (t) => {
  t.same(missing(anExpression({ targetGroup: 'pigeon-fanciers' })), ['/targetGroup group-unknown'])
  t.same(missing(anExpression({ targetGroup: null })), [])
})

t.test('an optional question may be left out or answered; one that nobody asked is named', async (t) => {
  const { answers } = anExpression()
  t.same(missing(anExpression({ answers: [...answers, { question: 'what-tried', words: 'Walking.' }] })), [])
  t.same(missing(anExpression({ answers: [{ question: 'shoe-size', words: '7' }, ...answers] })), [
    '/answers/0/question question-unknown',
  ])
})

t.test('for any answers: ready just where every required question has one and no other was answered', async () => {
  const keys = ['what-now', 'out-of-hours', 'what-tried', 'shoe-size']
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...keys), { maxLength: 8 }), (questions) => {
      const ready =
        missing(anExpression({ answers: questions.map((question) => ({ question, words: 'Yes.' })) })).length === 0
      return (
        ready ===
        (questions.includes('what-now') && questions.includes('out-of-hours') && !questions.includes('shoe-size'))
      )
    }),
  )
})
