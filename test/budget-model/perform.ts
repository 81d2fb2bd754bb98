import fc from 'fast-check'
import { differencesOf } from '../payments/acts.ts'
import { putRowsBack } from '../support/kept-rows.ts'
import { defaultNow } from '../support/service.ts'
import { goOn } from './days-go-by.ts'
import { bankSays, hold, pay, release } from './pay-acts.ts'
import { change, crisis, freeze, lift, recover, stand, year } from './plan-acts.ts'
import { Sequence } from './sequence.ts'
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
}
type Name = keyof typeof acts
const often: readonly Name[] = ['goOn', 'goOn', 'goOn', 'pay', 'pay', 'pay', 'buy', 'buy', 'reverse', 'move']

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

type Done = typeof sequence extends fc.Arbitrary<infer Value> ? Value : never

/** Does it with the case as it was kept and with a fresh model, and holds the one against the other after each act. */
export async function perform(of: TheCase, { all, isYear }: Done, tally?: Map<string, number>) {
  const { service } = of.journey
  service.clock.set(defaultNow)
  await putRowsBack(service.database)
  const on = new Sequence(of, tally)
  try {
    await on.compare()
    for (const one of all) {
      on.told.push(`${on.today} ${one.act} ${one.line} ${one.place} ${one.part}`)
      await acts[one.act](on, one)
      await on.compare()
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
