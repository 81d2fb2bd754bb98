import { type Static, Type } from '@sinclair/typebox'
import { capacityDecisions, capacityOutcomes } from '../rules/people/capacity.ts'
import { called, date, id, instant, nullable, oneOf, pageOf, ref, thing, words } from '../shared/schema.ts'

const fields = {
  decision: ref(oneOf(capacityDecisions, { $id: 'CapacityDecision', description: 'Which decision.' })),
  outcome: ref(oneOf(capacityOutcomes, { $id: 'CapacityOutcome', description: 'Whether the person can make it.' })),
  assessedOn: date(),
  assessedByName: called(200, 'Who assessed it.', 'Dr Amal Idris'),
  assessedByProfession: words(200, 'What they are.', 'Consultant psychiatrist'),
  how: words(2000, 'How it was assessed: understanding, retaining, weighing, saying.', 'Two talks of half an hour.'),
  support: words(
    2000,
    'What was done to help the person to decide, before it was said that they cannot (section 1(3)).',
    'With an interpreter, in the morning, with pictures.',
  ),
  fluctuates: Type.Boolean({ description: 'Whether it comes and goes.', examples: [true] }),
  reviewOn: nullable(date(), {
    description: 'Until when it holds at the longest; needed where the person lacks capacity.',
    examples: ['2026-12-08'],
  }),
}
export const NewCapacityAssessment = thing(
  'NewCapacityAssessment',
  'Whether the person can make one decision, as somebody assessed it (Mental Capacity Act 2005, sections 2 and 3).',
  fields,
)
export const CapacityAssessment = thing(
  'CapacityAssessment',
  'Whether the person could make one decision on one day.',
  {
    id: id(),
    caseId: id(),
    ...fields,
    recordedAt: instant(),
  },
)
export const CapacityAssessmentPage = pageOf(CapacityAssessment)
export type CapacityAssessment = Static<typeof CapacityAssessment>
export const capacitySchemas = [NewCapacityAssessment, CapacityAssessment, CapacityAssessmentPage]
