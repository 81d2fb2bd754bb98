import { existsSync } from 'node:fs'
import t from 'tap'
import { outcomeOf, program } from '../support/own-process.ts'

t.setTimeout(600_000)

t.test(
  'the bench gets an answer to everything it asks, of the service and of what it is measured against',
  async (t) => {
    const only = 'read,audited,processes,list,cover,who-to-call,create,sign-off,activation'
    const { code, said } = await outcomeOf(program(['bench/run.ts', '--brief', '--only', only]))
    t.equal(code, 0, said)
    for (const what of [
      'reading a case  +ours  +bare',
      'reading a case, and keeping who looked  +ours  +ours, looks not kept',
      'reading a case, two processes  +ours, two processes  +ours',
      'listing 25 cases',
      'reading how the week of a plan is covered',
      'reading who can be called now',
      'creating an expression',
      'signing off a support plan',
      'declaring a crisis',
    ])
      t.match(said, new RegExp(`^${what}.*  `, 'm'), what)
  },
)

const isInstalled = existsSync(new URL('../../bench/peer/node_modules', import.meta.url))
const skip = isInstalled ? false : 'PostGraphile is not installed: npm run bench installs it'

t.test('the peer answers with the case that it is asked for and its clocks', { skip }, async (t) => {
  const { code, said } = await outcomeOf(program(['bench/run.ts', '--brief', '--only', 'peer']))
  t.equal(code, 0, said)
  t.match(said, /^reading a case with its clocks {2}ours {2}PostGraphile {2}/m)
})
