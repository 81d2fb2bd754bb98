import fc from 'fast-check'
import t from 'tap'
import {
  type CurrentService,
  type Given,
  maySettle,
  recorders,
  serviceKinds,
  serviceStatuses,
  shortfallMinutes,
  stopsBeforeReplacement,
  termsUnder,
} from '../../../src/rules/planning/continuity.ts'
import { isLowered, minutesBefore } from '../../../src/rules/planning/service-size.ts'
import { inHours } from '../../../src/shared/numbers.ts'
import { isRefusal } from '../../../src/shared/outcome.ts'

const today = '2026-11-24'
const aService = (more: Partial<CurrentService> = {}): CurrentService => ({
  kind: 'therapy',
  serviceCode: null,
  minutesPerWeek: 60,
  minutesPerWeekBefore: null,
  relationshipWith: null,
  status: 'kept',
  replacedBy: null,
  replacementStartsOn: null,
  replacementMinutesPerWeek: null,
  endsOn: null,
  statusReason: null,
  personAgreement: null,
  ...more,
})
const named = (more: Partial<CurrentService> = {}) => aService({ relationshipWith: 'Dr Okafor', ...more })
const replaced = {
  status: 'replaced',
  replacedBy: 'night-support',
  replacementMinutesPerWeek: 60,
} as const
const ending = { status: 'ending', endsOn: '2027-01-31', statusReason: 'The group closes.' } as const
const given = (more: Partial<Given> = {}): Given => ({
  agreement: null,
  by: 'care-coordinator',
  planLines: ['night-support'],
  today,
  ...more,
})
const agreement = { on: today, words: 'It is all right.' }

/** `kept-service-not-tradable /status`, or `yes`. */
function settle(before: CurrentService | null, after: CurrentService, more: Partial<Given> = {}): string {
  const personAgreement = more.agreement ?? before?.personAgreement ?? null
  const answer = maySettle(before, { ...after, personAgreement }, given(more))
  return answer === true ? 'yes' : `${answer.code} ${answer.pointer}`
}

t.test('P3: NHS crisis services stay, whoever agrees to something else', async (t) => {
  const crisis = { kind: 'nhs-crisis' } as const
  for (const by of recorders) {
    t.equal(settle(null, aService(crisis), { by }), 'yes')
    for (const terms of [{ status: 'at-risk' }, replaced, ending] as const) {
      const after = aService({ ...crisis, ...terms })
      t.equal(settle(aService(crisis), after, { by, agreement }), 'kept-service-not-tradable /status', terms.status)
    }
  }
})

t.test('what belongs to a status goes with it when another is settled', async (t) => {
  const whole = { ...replaced, replacementStartsOn: '2027-01-01', endsOn: '2027-01-31' }
  const nothing = { replacedBy: null, replacementStartsOn: null, replacementMinutesPerWeek: null, endsOn: null }
  t.same(termsUnder(whole, 'replaced'), whole)
  t.same(termsUnder(whole, 'kept'), { status: 'kept', ...nothing })
  t.same(termsUnder(whole, 'ending'), { status: 'ending', ...nothing, endsOn: '2027-01-31' })
})

t.test('a service is replaced by a line that the plan has, and by how much of it', async (t) => {
  t.equal(settle(aService(), aService(replaced)), 'yes')
  t.equal(settle(aService(), aService({ ...replaced, replacedBy: null })), 'replacement-missing /replacedBy')
  t.equal(settle(aService(), aService({ ...replaced, replacedBy: 'gone' })), 'replacement-missing /replacedBy')
  t.equal(settle(aService(), aService(replaced), { planLines: [] }), 'replacement-missing /replacedBy')
  const unmeasured = { ...replaced, replacementMinutesPerWeek: null }
  t.equal(settle(aService(), aService(unmeasured)), 'replacement-missing /replacementMinutesPerWeek')
  t.equal(settle(aService({ minutesPerWeek: null }), aService({ ...unmeasured, minutesPerWeek: null })), 'yes')
  t.equal(settle(aService(), aService({ ...replaced, replacementMinutesPerWeek: 0 })), 'yes')
})

t.test('a service that ends has a day on which it ends, and a reason unless the person agreed', async (t) => {
  t.equal(settle(aService(), aService({ status: 'ending' })), 'end-date-missing /endsOn')
  t.equal(settle(aService(), aService(ending)), 'yes', 'nobody is known there by name')
  const unsaid = aService({ ...ending, statusReason: null })
  t.equal(settle(aService(), unsaid), 'status-reason-missing /statusReason')
  t.equal(settle(aService(ending), unsaid), 'status-reason-missing /statusReason', 'nor is it struck out')
  t.equal(settle(aService(), unsaid, { agreement }), 'yes')
})

t.test(
  'P5: what is lowered is a loss like an end: agreed to where somebody is named, else with a reason',
  async (t) => {
    const lower = (minutesPerWeek: number | null, more: Partial<CurrentService> = {}) =>
      aService({ minutesPerWeek, minutesPerWeekBefore: 60, ...more })
    const who = { relationshipWith: 'Dr Okafor' }
    for (const minutes of [0, 59, null])
      for (const status of ['kept', 'at-risk'] as const) {
        const refusal = 'person-agreement-missing /personAgreement'
        t.equal(settle(named({ status }), lower(minutes, { ...who, status })), refusal, `${minutes} ${status}`)
        t.equal(settle(named({ status }), lower(minutes, { ...who, status }), { agreement }), 'yes')
      }
    t.equal(settle(aService(), lower(30)), 'status-reason-missing /statusReason')
    t.equal(settle(aService(), lower(30, { statusReason: 'One leader is ill.' })), 'yes')
    t.equal(settle(named(), named({ minutesPerWeek: 61 })), 'yes', 'there is more of it')
    const crisis = { kind: 'nhs-crisis', statusReason: 'No staff.' } as const
    t.equal(settle(aService(crisis), lower(30, crisis), { agreement }), 'kept-service-not-tradable /minutesPerWeek')
    t.equal(isLowered(lower(null), lower(59)), true, 'not by leaving it unsaid first')
    t.equal(isLowered(lower(null), lower(60)), false)
    t.equal(isLowered(lower(null), lower(null)), false)
    t.same([minutesBefore(aService(), 30), minutesBefore(lower(30), 45), minutesBefore(lower(30), 60)], [60, 60, null])
  },
)

t.test('P5: a named relationship ends only with the person’s own dated agreement', async (t) => {
  for (const terms of [replaced, ending]) {
    const change = (more: Partial<Given>) => settle(named(), named(terms), more)
    for (const by of recorders) t.equal(change({ by }), 'person-agreement-missing /personAgreement', by)
    t.equal(change({ by: 'person', agreement: { on: today, words: null } }), 'yes', 'the act of the person is enough')
    t.equal(change({ by: 'representative', agreement: { on: '2026-11-01', words: null } }), 'yes')
    t.equal(
      change({ by: 'care-coordinator', agreement: { on: today, words: null } }),
      'person-agreement-missing /personAgreement/words',
      'the care coordinator writes down the words',
    )
    t.equal(change({ by: 'care-coordinator', agreement }), 'yes')
    t.equal(
      change({ by: 'person', agreement: { ...agreement, on: '2026-11-25' } }),
      'request-invalid /personAgreement/on',
    )
  }
})

t.test('P5: a relationship is not struck out so that it can be ended', async (t) => {
  const refusal = 'person-agreement-missing /personAgreement'
  t.equal(settle(named(), aService()), refusal, 'struck out')
  t.equal(settle(named(), named({ relationshipWith: 'Dr Bell' })), refusal, 'somebody else instead')
  t.equal(settle(named(), aService(ending)), refusal, 'struck out and ended at once')
  t.equal(settle(named(), aService(), { agreement }), 'yes')
  t.equal(settle(aService(), named()), 'yes', 'a name is added')
})

t.test('an agreement holds for what it was given to: another change of that needs another', async (t) => {
  const settled = named(ending)
  const refusal = 'person-agreement-missing /personAgreement'
  t.equal(settle(settled, { ...settled, minutesPerWeek: 75 }), 'yes', 'the rest can be put right')
  t.equal(settle(settled, named({ status: 'ending', endsOn: '2027-01-30' })), refusal, 'a day sooner')
  t.equal(settle(settled, named(replaced)), refusal, 'replaced instead')
  t.equal(settle(settled, named()), 'yes', 'kept after all')
})

t.test('no stop before the replacement starts, unless the person agrees', async (t) => {
  const startsOn = '2027-02-01'
  const refusal = 'person-agreement-missing /personAgreement'
  const change = (endsOn: string | null, replacementStartsOn: string | null, more: Partial<Given> = {}) =>
    settle(aService(), aService({ ...replaced, endsOn, replacementStartsOn }), more)
  t.equal(change(null, null), 'yes', 'it goes on until the replacement has started')
  t.equal(change(null, startsOn), 'yes')
  t.equal(change('2027-02-01', startsOn), 'yes', 'on the same day')
  t.equal(change('2027-02-28', startsOn), 'yes', 'with an overlap')
  t.equal(change('2027-01-31', startsOn), refusal, 'a day too soon')
  t.equal(change('2027-02-01', null), refusal, 'before anybody knows when it starts')
  t.equal(change('2027-01-31', startsOn, { agreement }), 'yes')
})

t.test('P5: a shortfall in hours is a figure, and is said to be unknown where nobody knows', async (t) => {
  const shortfall = (more: Partial<CurrentService>) => shortfallMinutes(aService(more))
  t.equal(shortfall({}), 0)
  t.equal(shortfall({ status: 'at-risk' }), 0)
  t.equal(shortfall({ ...replaced, replacementMinutesPerWeek: 60 }), 0)
  t.equal(shortfall({ ...replaced, replacementMinutesPerWeek: 59 }), 1)
  t.equal(shortfall({ ...replaced, replacementMinutesPerWeek: 90 }), 0, 'more is no shortfall')
  t.equal(shortfall(ending), 60)
  t.equal(shortfall({ ...ending, minutesPerWeek: null }), null)
  t.equal(shortfall({ ...ending, minutesPerWeek: 0 }), 0)
  const less = { minutesPerWeek: 45, minutesPerWeekBefore: 60 }
  t.equal(shortfall(less), 15, 'kept, and less of it')
  t.equal(shortfall({ ...less, status: 'at-risk', minutesPerWeek: null }), null)
  t.equal(shortfall({ ...less, ...ending }), 60, 'of all that there was')
  t.equal(shortfall({ ...less, ...replaced, replacementMinutesPerWeek: 45 }), 15)
})

t.test('minutes are told as hours and minutes', async (t) => {
  const told = [0, 1, 59, 60, 61, 120, 125, 10_080].map(inHours)
  t.same(told, [
    '0 minutes',
    '1 minute',
    '59 minutes',
    '1 hour',
    '1 hour 1 minute',
    '2 hours',
    '2 hours 5 minutes',
    '168 hours',
  ])
})

const anyDate = fc.integer({ min: 1, max: 28 }).map((day) => `2027-01-${String(day).padStart(2, '0')}`)
const anyMinutes = fc.option(fc.integer({ min: 0, max: 300 }))
const anyService: fc.Arbitrary<CurrentService> = fc.record({
  kind: fc.constantFrom(...serviceKinds),
  serviceCode: fc.option(fc.constantFrom('talking-therapy', 'day-centre')),
  minutesPerWeek: anyMinutes,
  minutesPerWeekBefore: anyMinutes,
  relationshipWith: fc.option(fc.constantFrom('Dr Okafor', 'Dr Bell')),
  status: fc.constantFrom(...serviceStatuses),
  replacedBy: fc.option(fc.constantFrom('night-support', 'gone')),
  replacementStartsOn: fc.option(anyDate),
  replacementMinutesPerWeek: anyMinutes,
  endsOn: fc.option(anyDate),
  statusReason: fc.option(fc.constant('It closes.')),
  personAgreement: fc.constant(null),
})
const anyGiven: fc.Arbitrary<Given> = fc.record({
  agreement: fc.option(
    fc.record({ on: fc.constantFrom('2026-11-23', today, '2026-11-25'), words: fc.option(fc.constant('Yes.')) }),
  ),
  by: fc.constantFrom(...recorders),
  planLines: fc.constant(['night-support']),
  today: fc.constant(today),
})

t.test('for any service, change and agreement: what must never happen is refused', async () => {
  fc.assert(
    fc.property(fc.option(anyService), anyService, anyGiven, (before, after, given) => {
      if (isRefusal(maySettle(before, { ...after, personAgreement: given.agreement }, given))) return true
      const { agreement, by } = given
      const goes = after.status === 'replaced' || after.status === 'ending'
      const agreed =
        agreement !== null && agreement.on <= today && (by !== 'care-coordinator' || agreement.words !== null)
      const rest = { minutesPerWeek: 0, minutesPerWeekBefore: 0, kind: 0, statusReason: 0 }
      const same =
        before !== null &&
        !isLowered(before, after) &&
        JSON.stringify({ ...before, ...rest }) === JSON.stringify({ ...after, ...rest })
      const lost =
        (before?.relationshipWith ?? after.relationshipWith) !== null &&
        (goes ||
          isLowered(before, after) ||
          (before?.relationshipWith ?? after.relationshipWith) !== after.relationshipWith)
      return (
        (after.kind !== 'nhs-crisis' || after.status === 'kept') &&
        (after.status !== 'replaced' || after.replacedBy === 'night-support') &&
        (after.status !== 'ending' || (after.endsOn !== null && (agreement ?? after.statusReason) !== null)) &&
        (same || agreed || (!lost && !stopsBeforeReplacement(after)))
      )
    }),
    { numRuns: 5_000 },
  )
})

t.test(
  'for any service: the shortfall is never below 0 nor more than there was, and none where all is kept',
  async () => {
    fc.assert(
      fc.property(anyService, (service) => {
        const minutes = shortfallMinutes(service)
        const goes = service.status === 'replaced' || service.status === 'ending'
        const had = service.minutesPerWeekBefore ?? service.minutesPerWeek
        if (minutes === null) return had === null ? goes : !goes && service.minutesPerWeek === null
        return minutes >= 0 && minutes <= (had ?? 0) && (goes || service.minutesPerWeekBefore !== null || minutes === 0)
      }),
    )
  },
)
