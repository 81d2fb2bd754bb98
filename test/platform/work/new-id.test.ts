import t from 'tap'
import { newId, randomBytesOfPool } from '../../../src/platform/work/new-id.ts'

const timeOf = (id: string) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
const version7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

t.test('identifiers are of version 7, of now, each greater than the one before', async (t) => {
  const before = Date.now()
  const ids = Array.from({ length: 20_000 }, newId)
  const after = Date.now()
  t.ok(ids.every((id) => version7.test(id)))
  t.same([...new Set(ids)].sort(), ids)
  t.ok(ids.every((id) => timeOf(id) >= before && timeOf(id) <= after))
})

t.test('where the clock is set back they still rise, and with it again they go on with it', async (t) => {
  const { now } = Date
  t.teardown(() => {
    Date.now = now
  })
  const real = now()
  const first = newId()
  Date.now = () => real - 3_600_000
  const back = newId()
  Date.now = () => real + 200
  const on = newId()
  t.same([first, back, on].sort(), [first, back, on])
  t.equal(timeOf(on), real + 200)
})

t.test('bytes out of the store are handed out once', async (t) => {
  const texts = Array.from({ length: 2_000 }, (_, n) => randomBytesOfPool(8 + (n % 9)).toString('hex'))
  t.equal(new Set(texts).size, texts.length)
})
