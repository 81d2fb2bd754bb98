import t from 'tap'
import { type Moment, moments } from '../../src/rules/progress.ts'
import { alwaysStays, isCalledOff, stayOf, stays, type ToldService } from '../../src/rules/what-stays.ts'

const today = '2026-11-24'
const aService = (more: Partial<ToldService> = {}): ToldService => ({
  kind: 'therapy',
  title: 'Talking therapy',
  provider: 'Mersey Trust',
  minutesPerWeek: 90,
  relationshipWith: null,
  fate: 'kept',
  replacedBy: null,
  replacementStartsOn: null,
  replacementMinutesPerWeek: null,
  endsOn: null,
  personAgreement: null,
  ...more,
})
const replaced = { fate: 'replaced', replacedBy: 'night-support', replacementMinutesPerWeek: 30 } as const
const told = (more: Partial<ToldService>, calledOff = false) => stayOf(aService(more), calledOff).sentence

t.test('P3: crisis line, emergency care and GP stay whatever happens', async (t) => {
  const words = alwaysStays.map(({ title, sentence }) => `${title} ${sentence}`).join(' ')
  t.match(words, /111 .*option 2/)
  t.match(words, /999 and accident and emergency/)
  t.match(words, /GP practice/)
})

t.test('a service is named as the person knows it', async (t) => {
  t.equal(stayOf(aService(), false).title, 'Talking therapy, from Mersey Trust')
  t.equal(
    stayOf(aService({ relationshipWith: 'Dr Okafor' }), false).title,
    'Talking therapy, with Dr Okafor, from Mersey Trust',
  )
})

t.test('what becomes of a service is said in plain words, and what there is less of too', async (t) => {
  t.equal(told({}), 'It stays as it is.')
  t.equal(told({ kind: 'nhs-crisis' }), 'It stays. A budget never replaces it, and nothing is taken off for it.')
  t.equal(told({ fate: 'at-risk' }), 'It stays for now. What happens to it is to be decided with you.')
  t.match(told({ fate: 'at-risk', endsOn: '2027-03-31' }), /It may end on 31 March 2027\.$/)
  t.equal(told(replaced), 'It goes on until what replaces it has started. After that you have 1 hour a week less.')
  t.equal(
    told({ ...replaced, replacementMinutesPerWeek: 90, replacementStartsOn: '2027-02-01', endsOn: '2027-02-28' }),
    'It goes on until what replaces it has started, on 1 February 2027.',
  )
  const personAgreement = { on: today, recordedAs: 'person' } as const
  t.equal(
    told({ ...replaced, replacementStartsOn: '2027-02-01', endsOn: '2027-01-31', personAgreement }),
    'It stops on 31 January 2027, before what replaces it starts, as you agreed on 24 November 2026. After that you have 1 hour a week less.',
  )
  t.equal(
    told({
      fate: 'ending',
      endsOn: '2027-01-31',
      personAgreement: { ...personAgreement, recordedAs: 'representative' },
    }),
    'It goes on until 31 January 2027, as was agreed for you on 24 November 2026. After that you have 1 hour 30 minutes a week less.',
  )
  t.match(
    told({ fate: 'ending', endsOn: '2027-01-31', minutesPerWeek: null }),
    /Nobody has written down how many hours/,
  )
})

t.test('P15: where no plan goes ahead, what one was to replace stays', async (t) => {
  t.match(told(replaced, true), /That plan does not go ahead, so it stays as it is\.$/)
  t.equal(stays(aService({ ...replaced, endsOn: '2026-11-01' }), today, true), true)
  t.match(told({ fate: 'ending', endsOn: '2027-01-31' }, true), /^It goes on until 31 January 2027\./)
})

t.test('what has ended is not said to stay', async (t) => {
  const on = (more: Partial<ToldService>) => stays(aService(more), today, false)
  t.equal(on({}), true)
  t.equal(on({ fate: 'ending', endsOn: today }), true, 'on its last day')
  t.equal(on({ fate: 'ending', endsOn: '2026-11-23' }), false)
  t.equal(on({ fate: 'at-risk', endsOn: '2026-11-23' }), true, 'nobody has decided that it ends')
  t.equal(on({ ...replaced, endsOn: '2026-11-23' }), false, 'a stop that the person agreed to')
  t.equal(
    on({ ...replaced, endsOn: '2026-11-23', replacementStartsOn: '2026-11-20' }),
    true,
    'nobody knows that the replacement has started',
  )
})

t.test('a plan is called off where it was declined, refused or the person said no', async (t) => {
  const off = (Object.keys(moments) as Moment[]).filter(isCalledOff)
  t.same(off.sort(), ['case-withdrawn', 'expression-declined', 'plan-refused'])
})
