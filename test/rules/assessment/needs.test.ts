import fc from 'fast-check'
import t from 'tap'
import { defaultInstrument as instrument } from '../../../src/rules/assessment/instruments.ts'
import { missingRatings, type Rating, unknownDomains } from '../../../src/rules/assessment/needs.ts'

const aRating = (more: Partial<Rating> = {}): Rating => ({
  typicalDay: 1,
  worstDay: 3,
  worstDaysPerMonth: 6,
  hiddenFromOthers: true,
  withoutCurrentSupport: 2,
  priority: null,
  words: null,
  ...more,
})
const keys = instrument.domains.map(({ key }) => key)
const allRated = (more: Record<string, Rating> = {}) =>
  ({ ...Object.fromEntries(keys.map((key) => [key, aRating()])), ...more }) as Record<string, Rating>
const missing = (ratings: Record<string, Rating>) =>
  missingRatings(instrument, ratings).map(({ pointer, code }) => `${pointer} ${code}`)

t.test('P6: the default instrument asks about mental health first, and each domain once', async (t) => {
  t.same(keys.slice(0, 3), ['mood', 'thoughts', 'safety'])
  t.equal(new Set(keys).size, 14)
  t.same(
    instrument.scale.map(({ rating }) => rating),
    [0, 1, 2, 3, 4],
  )
})

t.test('S2: a domain that nobody asked about is a hidden need: every one is rated', async (t) => {
  t.same(missing(allRated()), [])
  t.same(
    missing({}),
    keys.map((key) => `/ratings/${key} rating-missing`),
  )
})

t.test('S2: a need may fluctuate, but a worst day is no better than a typical one', async (t) => {
  const sleep = (typicalDay: number, worstDay: number) =>
    missing(allRated({ sleep: aRating({ typicalDay, worstDay, withoutCurrentSupport: 4 }) }))
  t.same(sleep(2, 1), ['/ratings/sleep/worstDay worst-better-than-typical'])
  t.same(sleep(2, 2), [])
  t.same(sleep(0, 4), [])
})

t.test('P6: the support now in place hides a need: without it the day is no better', async (t) => {
  const sleep = (typicalDay: number, withoutCurrentSupport: number) =>
    missing(allRated({ sleep: aRating({ typicalDay, worstDay: 4, withoutCurrentSupport }) }))
  t.same(sleep(2, 1), ['/ratings/sleep/withoutCurrentSupport support-makes-worse'])
  t.same(sleep(2, 2), [])
  t.same(sleep(0, 4), [])
})

t.test('all that is wrong with a domain is told at once', async (t) => {
  t.same(missing(allRated({ mood: aRating({ typicalDay: 4, worstDay: 0, withoutCurrentSupport: 0 }) })), [
    '/ratings/mood/worstDay worst-better-than-typical',
    '/ratings/mood/withoutCurrentSupport support-makes-worse',
  ])
})

t.test('what the instrument does not ask is named', async (t) => {
  t.same(unknownDomains(instrument, allRated()), [])
  t.match(unknownDomains(instrument, { mood: aRating(), shoes: aRating() }), [
    { pointer: '/ratings/shoes', code: 'domain-unknown' },
  ])
})

t.test('for any ratings: complete just where every domain is rated and no rating contradicts itself', async () => {
  const scale = fc.integer({ min: 0, max: 4 })
  const rating = fc.record({ typicalDay: scale, worstDay: scale, withoutCurrentSupport: scale }).map(aRating)
  const some = fc.dictionary(fc.constantFrom(...keys), rating)
  fc.assert(
    fc.property(some, fc.boolean(), (rated, others) => {
      const ratings = others ? allRated(rated) : rated
      const complete = keys.every((key) => {
        const one = Object.hasOwn(ratings, key) ? ratings[key] : undefined
        return one && one.worstDay >= one.typicalDay && one.withoutCurrentSupport >= one.typicalDay
      })
      return (missing(ratings).length === 0) === complete
    }),
  )
})
