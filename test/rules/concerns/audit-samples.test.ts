import { createHash } from 'node:crypto'
import t from 'tap'
import { type Drawable, drawSample, ticketsOf } from '../../../src/rules/concerns/audit-samples.ts'

const hash = (text: string) => createHash('sha256').update(text).digest('hex')
const purchases: Drawable[] = Array.from({ length: 200 }, (_, at) => ({
  id: `purchase-${at}`,
  amountPence: 1_000,
  marks: at < 20 ? 3 : 0,
  hasEvidence: true,
}))
const idsOf = (of: Parameters<typeof drawSample>[1], among = purchases) =>
  drawSample(among, of, hash).map(({ id }) => id)

t.test('the same seed draws the same, in whatever order the purchases come; another seed draws another', async (t) => {
  for (const method of ['random', 'risk'] as const) {
    const of = { seed: 'one', size: 20, method }
    const drawn = idsOf(of)
    t.equal(new Set(drawn).size, 20)
    t.same(idsOf(of, purchases.toReversed()), drawn, method)
    t.same(idsOf({ ...of, size: 5 }), drawn.slice(0, 5), 'a smaller one is the beginning of a larger')
    t.notSame(idsOf({ ...of, seed: 'two' }), drawn)
  }
})

t.test('it is drawn as the contract says, so that it can be drawn again on paper', async (t) => {
  const least = purchases.map(({ id }) => [hash(`one:${id}:0`), id]).sort()[0]
  t.same(idsOf({ seed: 'one', size: 1, method: 'random' }), [least?.[1]])
})

t.test('by risk, what is odd is drawn more often; and each can be drawn', async (t) => {
  const count = (method: 'random' | 'risk') =>
    Array.from({ length: 100 }, (_, at) => idsOf({ seed: `seed-${at}`, size: 20, method }))
      .flat()
      .filter((id) => Number(id.slice(9)) < 20).length
  const [random, risk] = [count('random'), count('risk')]
  t.ok(random > 120 && random < 280, `${random} of 2000, where 200 are a fair share`)
  t.ok(risk > 3 * random, `${risk} by risk`)
  t.ok(risk < 2_000)
})

t.test('how many tickets a purchase has', async (t) => {
  const one = { id: 'a', amountPence: 1_000, marks: 0, hasEvidence: true }
  const table: [Partial<Drawable>, number][] = [
    [{}, 1],
    [{ hasEvidence: false }, 3],
    [{ amountPence: 19_999 }, 1],
    [{ amountPence: 20_000 }, 3],
    [{ marks: 1 }, 4],
    [{ marks: 9, hasEvidence: false }, 12],
  ]
  for (const [more, tickets] of table) {
    t.equal(ticketsOf({ ...one, ...more }, 'risk'), tickets)
    t.equal(ticketsOf({ ...one, ...more }, 'random'), 1)
  }
})

t.test('no more are drawn than there are', async (t) => {
  t.same(idsOf({ seed: 'one', size: 20, method: 'random' }, purchases.slice(0, 3)).length, 3)
  t.same(idsOf({ seed: 'one', size: 20, method: 'random' }, []), [])
})
