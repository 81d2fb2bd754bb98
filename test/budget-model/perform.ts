import fc from 'fast-check'
import { differencesOf } from '../payments/acts.ts'
import { putRowsBack } from '../support/kept-rows.ts'
import { defaultNow } from '../support/service.ts'
import { correct, sendBack } from './bank-acts.ts'
import { goOn } from './days-go-by.ts'
import { bankSays, hold, pay, release } from './pay-acts.ts'
import { change, crisis, freeze, lift, recover, stand, year } from './plan-acts.ts'
import { type Act, Sequence } from './sequence.ts'
import { buy, giveBack, move, reverse } from './spend-acts.ts'
import type { TheCase } from './the-case.ts'

const acts = {
  goOn,
  pay,
  bankSays,
  hold,
  release,
  buy,
  reverse,
  giveBack,
  move,
  crisis,
  stand,
  recover,
  change,
  freeze,
  lift,
  sendBack,
  correct,
}
type Name = keyof typeof acts
const often = [
  'goOn',
  'goOn',
  'goOn',
  'pay',
  'pay',
  'buy',
  'buy',
  'move',
  'change',
  'change',
  'freeze',
  'recover',
] as const
const isPaid = ({ payments }: Sequence) => payments.some(({ payment }) => payment.state === 'paid')

/** What is to be undone, or answered, is done first, where there is nothing of it: the act, and how. */
const first: { readonly [name in Name]?: readonly [Name, Partial<Act>, (on: Sequence) => boolean] } = {
  bankSays: ['pay', { place: 7 }, ({ payments }) => payments.some(({ payment }) => payment.state === 'bank')],
  correct: ['pay', { place: 4 }, ({ payments }) => payments.some(({ payment }) => payment.state === 'failed')],
  sendBack: ['pay', { place: 3 }, isPaid],
  giveBack: ['pay', { place: 3 }, isPaid],
  release: ['hold', {}, ({ payments }) => payments.some(({ payment }) => payment.hold !== null)],
  reverse: ['buy', { line: 3 }, ({ closed, lines }) => [...closed, ...lines].some(({ bought }) => bought.length > 0)],
  stand: ['crisis', {}, ({ crises }) => crises.some(({ active }) => active)],
  lift: ['freeze', {}, ({ freezes }) => freezes.some(({ lifted }) => !lifted)],
}

const act = fc.record({
  act: fc.constantFrom(...often, ...(Object.keys(acts) as Name[])),
  line: fc.nat(4),
  place: fc.nat(7),
  part: fc.integer({ min: 1, max: 100 }),
})
/** What is done with a budget, one after the other, and whether the year ends after it. */
export const sequence = fc.record({
  all: fc.array(act, { minLength: 4, maxLength: 14, size: 'max' }),
  isYear: fc.boolean(),
})

const done = (name: Name, line = 0, place = 0, part = 50) => ({ act: name, line, place, part })
/** In which each act comes about, so that no run of few sequences is without one. */
export const surely: Done[] = [
  { isYear: true, all: [done('recover'), done('move', 3), done('crisis', 0, 0, 1), done('stand')] },
  {
    isYear: false,
    all: [
      ...[done('pay', 0, 7, 100), done('change', 0, 1), done('bankSays', 0, 0, 100), done('pay', 0, 3, 100)],
      ...[done('buy', 3), done('buy', 2, 0, 10), done('reverse')],
      ...[done('giveBack'), done('sendBack'), done('hold', 1), done('release'), done('change', 0, 2)],
    ],
  },
  {
    isYear: false,
    all: [
      ...[done('correct', 0, 4), done('freeze', 3, 1, 100), done('freeze', 1, 3, 100), done('freeze', 0, 2, 100)],
      ...[done('lift'), done('buy', 1, 0, 5), done('buy', 0, 0, 100)],
    ],
  },
]

type Done = typeof sequence extends fc.Arbitrary<infer Value> ? Value : never

async function performed(on: Sequence, one: Done['all'][number]): Promise<void> {
  on.told.push(`${on.today} ${one.act} ${one.line} ${one.place} ${one.part}`)
  await acts[one.act](on, one)
  // No two acts are at the same moment: the newest hold or release counts.
  on.journey.service.clock.advance({ minutes: 1 })
  await on.compare()
}

/** Does it with the case as it was kept and with a fresh model, and holds the one against the other after each act. */
export async function perform(of: TheCase, { all, isYear }: Done, tally?: Map<string, number>) {
  const { service } = of.journey
  service.clock.set(defaultNow)
  await putRowsBack(service.database)
  const on = new Sequence(of, tally)
  try {
    await on.compare()
    for (const one of all) {
      const [before, how, isThere] = first[one.act] ?? []
      if (before && !isThere?.(on)) await performed(on, { ...one, ...how, act: before })
      await performed(on, one)
    }
    if (isYear) await year(on)
    await on.compareStatement()
    const different = await differencesOf(service)
    if (different.length > 0) throw new Error(`the books: ${JSON.stringify(different)}`)
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    throw new Error(`${words}\nafter\n${on.told.join('\n')}`, { cause: error })
  }
}
