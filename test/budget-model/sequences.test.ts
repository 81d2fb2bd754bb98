import fc from 'fast-check'
import t from 'tap'
import { startService } from '../support/service.ts'
import { perform, sequence } from './perform.ts'
import { theCase } from './the-case.ts'

/** How many sequences; `OPERATION_SEQUENCES=2000` for a long look, `OPERATION_SEED` for the one that failed. */
const sequences = Number(process.env.OPERATION_SEQUENCES ?? 40)
const seed = process.env.OPERATION_SEED

/** So many are done with one database, since what is put back leaves dead rows behind. */
const inOne = 100

t.test('whatever is done with a budget, each of its lines has to the penny what the plainest model has', async (t) => {
  for (let done = 0; done < sequences; done += inOne)
    await t.test(`from ${done} on`, async (t) => {
      const of = await theCase(await startService(t))
      await fc.assert(
        fc.asyncProperty(sequence, (one) => perform(of, one)),
        { numRuns: Math.min(inOne, sequences - done), includeErrorInReport: true, ...(seed && { seed: Number(seed) }) },
      )
    })
})
