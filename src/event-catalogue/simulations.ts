import { Type } from '@sinclair/typebox'
import { id, nullable } from '../shared/schema.ts'
import { count, happened, hash } from './facts.ts'

const basedOnVersion = nullable(count('The version.'), {
  description: 'The version that the draft changes; null where it is the first.',
  examples: [1],
})
const simulated = { schemeDraftId: id() }

/** What happens to simulations. */
export const simulationEvents = {
  'simulation.completed': happened(null, 'A simulation was completed.', {
    ...simulated,
    cases: count('How many cases it covered.'),
    changePence: Type.Integer({
      format: 'int64',
      description: 'By how many pence the budgets change together; less than 0 where less is given.',
      examples: [-40000],
    }),
  }),
  'simulation.failed': happened(null, 'A simulation was given up.', {
    ...simulated,
    cases: count('How many cases were done.'),
  }),
  'simulation.started': happened(null, 'A simulation was started.', {
    ...simulated,
    basedOnVersion,
    contentHash: hash(),
    total: count('How many cases it covers.'),
  }),
}
