import fc from 'fast-check'
import t from 'tap'
import { startService } from '../support/service.ts'
import { perform, sequence, surely } from './perform.ts'
import { theCase } from './the-case.ts'

/**
 * How many sequences; `OPERATION_SEQUENCES=2000` for a long look. What failed says its seed and its path, which do it again: with
 * `OPERATION_SEED` alone it is made short first, with `OPERATION_PATH` too only that one is done.
 */
const usually = 60
const sequences = Number(process.env.OPERATION_SEQUENCES ?? usually)
const { OPERATION_PATH: path, OPERATION_SEED: given } = process.env
/** The suite does the same each time, so that what is red was changed; a long look draws its own. */
const drawn = sequences > usually ? Date.now() % 1_000_000_007 : 20_261_130
const seed = given === undefined ? drawn : Number(given)

/** So many are done with one database, since what is put back leaves dead rows behind. */
const inOne = 100

/** What has to have come about, and not only been asked for. */
const cameAbout = [
  ...['allocation', 'schedule', 'commitment', 'purchase', 'payment', 'failure', 'correction', 'refund'],
  ...['refund of a payment', 'reversal', 'hold', 'release', 'freeze of a payee', 'freeze of a line'],
  ...['freeze of a case', 'lifting', 'plan change', 'crisis', 'stand-down', 'move', 'decision to take back'],
  ...['refusal', 'payment of a closed line', 'year end'],
]

t.test('whatever is done with a budget, each of its lines has to the penny what the plainest model has', async (t) => {
  const tally = new Map<string, number>()
  for (let done = 0; done < sequences; done += inOne)
    await t.test(`from ${done} on`, async (t) => {
      const of = await theCase(await startService(t))
      await fc.assert(
        fc.asyncProperty(sequence, (one) => perform(of, one, tally)),
        {
          ...{ numRuns: Math.min(inOne, sequences - done), seed: path === undefined ? seed + done : seed },
          ...{ includeErrorInReport: true, endOnFailure: given === undefined },
          ...{ examples: surely.map((one): [typeof one] => [one]), ...(path !== undefined && { path }) },
        },
      )
    })
  t.comment(
    [...tally]
      .sort()
      .map(([what, times]) => `${times} × ${what}`)
      .join(', '),
  )
  if (sequences >= usually && path === undefined)
    for (const what of cameAbout) t.ok(tally.get(what), `${what} came about`)
})
