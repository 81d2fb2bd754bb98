import t from 'tap'
import {
  continuityMissing,
  leftToSettle,
  type RegisteredService,
  shortfallsToSee,
} from '../../../src/rules/planning/continuity-checks.ts'

const replaced = { status: 'replaced', replacedBy: 'night-support', replacementMinutesPerWeek: 60 } as const
const ending = { status: 'ending', endsOn: '2027-01-31' } as const
const registered = (id: string, more: Partial<RegisteredService> = {}): RegisteredService => ({
  id,
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

t.test(
  'P3: what is at risk, and what the plan no longer replaces, stands between a plan and its signatures',
  async (t) => {
    const lines = [
      { key: 'night-support', category: 'support' },
      { key: 'crisis', category: 'crisis-contact' },
    ]
    const missing = (...services: RegisteredService[]) =>
      continuityMissing(services, lines).map(({ pointer, code }) => `${pointer} ${code}`)
    t.same(missing(registered('a'), registered('b', replaced), registered('c', ending)), [])
    t.same(missing(registered('a', { status: 'at-risk' }), registered('b', { status: 'at-risk' })), [
      '/currentServices/a/status service-at-risk',
      '/currentServices/b/status service-at-risk',
    ])
    t.same(missing(registered('a', { ...replaced, replacedBy: 'taken-out' })), [
      '/currentServices/a/replacedBy replacement-missing',
    ])
    const crisis = registered('a', { kind: 'nhs-crisis', serviceCode: 'crisis-contact' })
    t.same(missing(crisis), ['/lines/1/category kept-service-not-tradable'])
    t.same(missing({ ...crisis, kind: 'therapy' }), [], 'more of another service can be bought')
    t.same(continuityMissing([], []), [])
  },
)

t.test('what the person will have less is shown to whoever signs and decides', async (t) => {
  const services = [
    registered('a'),
    registered('b', { ...replaced, replacementMinutesPerWeek: 30 }),
    registered('c', { ...ending, minutesPerWeek: null }),
  ]
  t.match(shortfallsToSee(services), [
    {
      pointer: '/currentServices/b',
      detail: 'The person will have 30 minutes a week less of a service that they have now',
    },
    { pointer: '/currentServices/c', detail: /There is no record of how much/ },
  ])
})

t.test(
  'P3: what a dropped line was to replace is kept again, and so is settled, unless that has started',
  async (t) => {
    const left = (replacementStartsOn: string, linesInForce: string[], dropped = ['night-support']) => {
      const service = registered('a', { ...replaced, replacementStartsOn })
      return leftToSettle([service], dropped, { frozenSince: null, linesInForce }, '2026-11-24').length
    }
    t.equal(left('2026-12-01', ['night-support']), 0, 'it has not started')
    t.equal(left('2026-11-24', ['night-support']), 1, 'the person would have neither')
    t.equal(left('2026-11-24', []), 0, 'its line was never agreed')
    t.equal(left('2026-12-01', ['night-support'], []), 1, 'a line that goes ahead')
    const atRisk = registered('a', { status: 'at-risk' })
    t.equal(leftToSettle([atRisk], ['night-support'], { frozenSince: null, linesInForce: [] }, '2026-11-24').length, 1)
  },
)
