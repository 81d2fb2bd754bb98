import t from 'tap'
import { hasStarted, type ServicesContext, stays, type ToldService } from '../../../src/rules/planning/what-stays.ts'
import { alwaysStays, stayOf } from '../../../src/words/what-stays.ts'

const today = '2026-11-24'
const aService = (more: Partial<ToldService> = {}): ToldService => ({
  kind: 'therapy',
  title: 'Talking therapy',
  provider: 'Mersey Trust',
  serviceCode: null,
  minutesPerWeek: 90,
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
const replaced = { status: 'replaced', replacedBy: 'night-support', replacementMinutesPerWeek: 30 } as const
const told = (more: Partial<ToldService>, frozen = false) => stayOf(aService(more), frozen, false).sentence
const servicesContext = (more: Partial<ServicesContext> = {}): ServicesContext => ({
  frozenSince: null,
  linesInForce: [],
  ...more,
})

t.test('P3: crisis line, emergency care and GP stay whatever happens', async (t) => {
  const words = alwaysStays.map(({ title, sentence }) => `${title} ${sentence}`).join(' ')
  t.match(words, /111 .*option 2/)
  t.match(words, /999 and accident and emergency/)
  t.match(words, /GP practice/)
})

t.test('a service is named as the person knows it', async (t) => {
  t.equal(stayOf(aService(), false, false).title, 'Talking therapy, from Mersey Trust')
  t.equal(
    stayOf(aService({ relationshipWith: 'Dr Okafor' }), false, false).title,
    'Talking therapy, with Dr Okafor, from Mersey Trust',
  )
})

t.test('what becomes of a service is said in plain words, and what there is less of too', async (t) => {
  t.equal(told({}), 'It stays as it is.')
  t.equal(told({ kind: 'nhs-crisis' }), 'It stays. A budget never replaces it, and nothing is taken off for it.')
  t.equal(told({ status: 'at-risk' }), 'It stays for now. What happens to it is to be decided with you.')
  t.match(told({ status: 'at-risk', endsOn: '2027-03-31' }), /It may end on 31 March 2027\.$/)
  t.equal(told(replaced), 'It continues until what replaces it has started. After that you have 1 hour a week less.')
  t.equal(
    told({ ...replaced, replacementMinutesPerWeek: 90, replacementStartsOn: '2027-02-01', endsOn: '2027-02-28' }),
    'It continues until what replaces it has started, on 1 February 2027.',
  )
  const personAgreement = { on: today, words: null, recordedAs: 'person' } as const
  t.equal(
    told({ ...replaced, replacementStartsOn: '2027-02-01', endsOn: '2027-01-31', personAgreement }),
    'It stops on 31 January 2027, before what replaces it starts, as you agreed on 24 November 2026. After that you have 1 hour a week less.',
  )
  t.equal(
    told({
      status: 'ending',
      endsOn: '2027-01-31',
      personAgreement: { ...personAgreement, recordedAs: 'representative' },
    }),
    'It continues until 31 January 2027, as was agreed for you on 24 November 2026. After that you have 1 hour 30 minutes a week less.',
  )
  t.match(
    told({ status: 'ending', endsOn: '2027-01-31', minutesPerWeek: null }),
    /We do not have a record of how many hours/,
  )
})

t.test('what there is less of is said, with the person’s agreement or the reason', async (t) => {
  const less = { minutesPerWeek: 30, minutesPerWeekBefore: 90 }
  t.equal(told(less), 'It stays, with 1 hour a week less than before.')
  const personAgreement = { on: today, words: null, recordedAs: 'person' } as const
  t.equal(
    told({ ...less, personAgreement }),
    'It stays, with 1 hour a week less than before, as you agreed on 24 November 2026.',
  )
  t.match(told({ ...less, minutesPerWeek: null }), /We do not have a record of how many hours you get now/)
  const because = (statusReason: string | null) => stayOf(aService({ ...less, statusReason }), false, false).because
  t.equal(because('The group closes.'), 'The group closes.')
  t.equal(because(null), null)
})

t.test('P3: a service that is put back to kept is told as such', async (t) => {
  const { sentence } = stayOf(aService(), false, true)
  t.equal(sentence, 'A plan was to replace it. That does not go ahead, so it stays as it is.')
})

t.test('what replaces a service has started where its line was agreed and its day has come', async (t) => {
  const on = (more: Partial<ToldService>, linesInForce = ['night-support']) =>
    hasStarted(aService({ ...replaced, ...more }), servicesContext({ linesInForce }), today)
  t.equal(on({ replacementStartsOn: today }), true)
  t.equal(on({ replacementStartsOn: '2026-11-25' }), false)
  t.equal(on({ replacementStartsOn: null }), false, 'nobody knows when')
  t.equal(on({ replacementStartsOn: '2026-11-20' }, []), false, 'no plan has the line in force')
  t.equal(hasStarted(aService({ replacementStartsOn: today }), servicesContext(), today), false)
})

t.test('what has ended is not said to stay', async (t) => {
  const on = (more: Partial<ToldService>, linesInForce: string[] = []) =>
    stays(aService(more), servicesContext({ linesInForce }), today)
  t.equal(on({}), true)
  t.equal(on({ status: 'ending', endsOn: today }), true, 'on its last day')
  t.equal(on({ status: 'ending', endsOn: '2026-11-23' }), false)
  t.equal(on({ status: 'at-risk', endsOn: '2026-11-23' }), true, 'nobody has decided that it ends')
  t.equal(on({ ...replaced, endsOn: '2026-11-23' }), false, 'a stop that the person agreed to')
  const begun = { ...replaced, endsOn: '2026-11-23', replacementStartsOn: '2026-11-20' }
  t.equal(on(begun), true, 'its line was not agreed, so what replaces it has not started')
  t.equal(on(begun, ['night-support']), false)
  t.equal(on({ ...begun, endsOn: null }, ['night-support']), false, 'what replaces it has started')
  t.equal(on({ ...begun, endsOn: '2026-11-30' }, ['night-support']), true, 'both for a while')
})

t.test('while an appeal is open, what the person had on its day stays, whatever day was set', async (t) => {
  const on = (more: Partial<ToldService>, frozenSince: string | null, day: string) =>
    stays(aService(more), servicesContext({ frozenSince, linesInForce: ['night-support'] }), day)
  const ending = { status: 'ending', endsOn: '2027-01-31' } as const
  t.equal(on(ending, '2026-12-01', '2027-06-01'), true)
  t.equal(on(ending, '2027-01-31', '2027-06-01'), true, 'lodged on its last day')
  t.equal(on(ending, '2027-02-01', '2027-06-01'), false, 'it had ended before')
  t.equal(on(ending, null, '2027-06-01'), false)
  const starting = { ...replaced, replacementStartsOn: '2027-01-31' }
  t.equal(on(starting, '2026-12-01', '2027-06-01'), true)
  t.equal(on(starting, '2027-02-01', '2027-06-01'), false)
  t.equal(
    told({ ...ending, minutesPerWeek: 0 }, true),
    'It stays as it is while your appeal is open. It was to continue until 31 January 2027.',
  )
  t.match(told({ ...replaced, endsOn: '2027-01-31' }, true), /^It stays as it is while .* It was to stop on 31 January/)
  t.equal(
    told({ status: 'at-risk' }, true),
    'It stays as it is while your appeal is open. What happens to it is to be decided with you.',
  )
  t.equal(told({}, true), 'It stays as it is.')
})
