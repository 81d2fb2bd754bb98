import t from 'tap'
import { outcomeOf, program } from '../support/own-process.ts'

t.setTimeout(120_000)

t.test('the bench gets an answer to everything it asks, of the service and of the bare route', async (t) => {
  const { code, said } = await outcomeOf(program(['bench/run.ts', '--brief']))
  t.equal(code, 0, said)
  for (const what of ['reading a case', 'listing 25 cases', 'creating an expression', 'signing off a support plan'])
    t.match(said, new RegExp(`^${what}.*  `, 'm'), what)
})
