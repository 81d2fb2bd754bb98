import { type Static, Type } from '@sinclair/typebox'
import { date, id, instant, nullable, oneOf, pageOf, ref, sha256, thing, words } from '../shared/schema.ts'
import { SimulationResult, simulationResultSchemas } from './result-schemas.ts'

export const statuses = ['running', 'completed', 'superseded', 'failed'] as const

const fields = {
  id: id(),
  schemeDraftId: id(),
  schemeId: id(),
  contentHash: sha256('The hash of the rules that were simulated; a draft that has changed since has another.'),
  basedOnVersion: nullable(Type.Integer({ minimum: 1, description: 'A version.', examples: [1] }), {
    description:
      'The version that the draft is based on. It is what every case is measured against; null where none was published.',
    examples: [1],
  }),
  status: ref(
    oneOf(statuses, {
      $id: 'SimulationStatus',
      description:
        'running: in the background, and it goes on after a restart; completed: the result is there; superseded: the draft changed and was simulated anew; failed: it broke several times, and can be started again.',
    }),
  ),
  total: Type.Integer({ description: 'How many cases of the scheme were in flight when it began.', examples: [200] }),
  done: Type.Integer({ description: 'How many of them are done.', examples: [200] }),
  frozenAt: instant(),
  endedAt: nullable(instant(), { description: 'When it ended; null while it runs.', examples: [null] }),
}
export const SimulationSummary = thing('SimulationSummary', 'A simulation of a draft, in a list.', fields)
export const SimulationSummaryPage = pageOf(SimulationSummary)
export const Simulation = thing(
  'Simulation',
  'What a draft would do to the cases as they stood when it began. No case is changed by it.',
  {
    ...fields,
    result: nullable(ref(SimulationResult), { description: 'Null until it is completed.', examples: [null] }),
  },
)

export const NewPublication = thing('NewPublication', 'A draft that becomes a version.', {
  startsOn: date(),
  equalityNote: words(
    5000,
    'Whom the change bears on, better or worse, and why that is right: written by the officer who proposes it, and published with the version.',
    'Nobody loses. People who need an interpreter gain a little less than others, since fewer of them have been assessed.',
  ),
})

export const PublicationConfirmation = thing('PublicationConfirmation', 'A draft whose publication is confirmed.', {
  contentHash: sha256('The hash of the draft as it was read: what is confirmed.'),
})

export type SimulationView = Static<typeof Simulation>
export type SimulationSummary = Static<typeof SimulationSummary>
export const simulationSchemas = [
  ...simulationResultSchemas,
  SimulationSummary,
  SimulationSummaryPage,
  Simulation,
  NewPublication,
  PublicationConfirmation,
]
