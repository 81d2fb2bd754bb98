import fc from 'fast-check'
import t from 'tap'
import { evidenceKinds } from '../../../src/rules/planning/reductions.ts'
import {
  findings,
  firstReviewDueOn,
  mayFind,
  missingRatings,
  nextReviewDueOn,
  routeOfFinding,
} from '../../../src/rules/reviews-and-appeals/reviews.ts'
import { daysAfter, type LocalDate } from '../../../src/shared/dates.ts'
import { isRefusal } from '../../../src/shared/outcome.ts'
import { aScheme, merseyside } from '../scheme/a-scheme.ts'
import { presets } from '../scheme/presets.ts'

t.test(
  'the first review is due within three months of the first payment, on the last day of a shorter month',
  async (t) => {
    for (const [paidOn, dueOn] of [
      ['2026-11-24', '2027-02-24'],
      ['2026-11-28', '2027-02-28'],
      ['2026-11-29', '2027-02-28'],
      ['2026-11-30', '2027-02-28'],
      ['2027-11-29', '2028-02-29'],
      ['2027-11-30', '2028-02-29'],
      ['2028-02-29', '2028-05-29'],
      ['2026-12-31', '2027-03-31'],
      ['2026-03-31', '2026-06-30'],
    ] as const)
      t.equal(firstReviewDueOn(merseyside, paidOn), dueOn, paidOn)
  },
)

t.test('a scheme may look sooner', async (t) => {
  const soon = aScheme({ reviews: { ...merseyside.reviews, firstWithinMonths: 1, routineEveryMonths: 6 } })
  t.equal(firstReviewDueOn(soon, '2027-01-31'), '2027-02-28')
  t.equal(nextReviewDueOn(soon, '2026-08-31'), '2027-02-28')
})

t.test('and then at least yearly, over a leap day too', async (t) => {
  t.equal(nextReviewDueOn(merseyside, '2026-11-24'), '2027-11-24')
  t.equal(nextReviewDueOn(merseyside, '2028-02-29'), '2029-02-28')
  t.equal(nextReviewDueOn(merseyside, '2027-02-28'), '2028-02-28')
})

t.test(
  'for any first payment: the review comes 89 to 92 days later, and a later payment never has an earlier review',
  async () => {
    const dates = fc.integer({ min: 0, max: 5_000 }).map((days) => daysAfter('2024-01-01', days))
    fc.assert(
      fc.property(dates, fc.nat(100), (paidOn, later) => {
        const dueOn = firstReviewDueOn(merseyside, paidOn)
        return (
          daysAfter(paidOn, 89) <= dueOn &&
          dueOn <= daysAfter(paidOn, 92) &&
          dueOn <= firstReviewDueOn(merseyside, daysAfter(paidOn, later))
        )
      }),
    )
  },
)

const agreement = { on: '2026-11-24', words: 'I do not need it any more.' }

t.test('every outcome of the plan is looked at once, and no other', async (t) => {
  const rated = (...outcomes: string[]) =>
    missingRatings(
      [{ key: 'sleep' }, { key: 'work' }],
      outcomes.map((outcome) => ({ outcome })),
    ).map(({ pointer, code }) => `${pointer} ${code}`)
  t.same(rated('work', 'sleep'), [])
  t.same(rated(), ['/outcomeRatings rating-missing', '/outcomeRatings rating-missing'])
  t.same(rated('sleep'), ['/outcomeRatings rating-missing'])
  t.same(rated('sleep', 'work', 'chess'), ['/outcomeRatings/2/outcome outcome-unknown'])
  t.same(rated('sleep', 'sleep', 'work'), ['/outcomeRatings/1/outcome key-repeated'])
})

t.test(
  'P10: guarded support is reduced only on evidence of a kind that counts, or the person’s own wish',
  async (t) => {
    for (const finding of findings)
      for (const guarded of [[], ['night']])
        for (const personAgrees of [false, true])
          for (const signsIn of [false, true])
            for (const preventiveEvidence of [null, 'Moved in with family.'])
              for (const preventiveBecause of [null, ...evidenceKinds]) {
                const found = {
                  finding,
                  personAgrees,
                  preventiveEvidence,
                  preventiveBecause,
                  personAgreement: agreement,
                }
                const result = mayFind(found, guarded, signsIn, '2026-11-24')
                const proven = (preventiveEvidence && preventiveBecause) || (personAgrees && !signsIn)
                const unproven = finding === 'reduce' && guarded.length > 0 && !proven
                t.equal(result === true || result.code, unproven ? 'evidence-required' : true, JSON.stringify(found))
              }
  },
)

t.test('P10: the refusal says that needs which look lower are no evidence', async (t) => {
  const reduce = { finding: 'reduce', personAgrees: false, preventiveEvidence: null } as const
  t.match(mayFind(reduce, ['night'], true, '2026-11-24'), {
    detail: 'Name evidence other than that needs are lower while the support is in place',
    pointer: '/preventiveEvidence',
  })
})

t.test(
  'P10: in every published scheme a finding against guarded support goes above the care coordinator',
  async (t) => {
    for (const { name, rules } of presets)
      for (const finding of findings) {
        t.equal(routeOfFinding(rules, finding, [], 40_000), undefined, `${name}: nothing guarded`)
        const route = routeOfFinding(rules, finding, ['night'], 40_000)
        const takes = finding === 'reduce' || finding === 'end'
        if (!takes) t.equal(route, undefined, `${name}: ${finding} stays easy`)
        else if (isRefusal(route))
          t.ok(
            rules.tiers.every(({ quorum }) => quorum !== null),
            `${name}: a panel decides on plans alone`,
          )
        else t.ok(route && route.tier !== 'care-coordinator', `${name}: ${finding}`)
      }
  },
)

t.test('the agreement to an end has a day that has come', async (t) => {
  const ends = (on: LocalDate) =>
    mayFind({ finding: 'end', personAgreement: { ...agreement, on } }, [], true, '2026-11-24')
  t.match(ends('2026-11-25'), { code: 'request-invalid', pointer: '/personAgreement/on' })
  t.equal(ends('2026-11-24'), true)
})
