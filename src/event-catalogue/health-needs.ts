import { Type } from '@sinclair/typebox'
import { HealthNeedStatus, PracticeActKind, PracticeWay } from '../rules/assessment/health-needs.ts'
import { date, id, nullable, pence, ref } from '../shared/schema.ts'
import { code, happened, hash } from './facts.ts'

/** What happens where a scheme adds a health element to a social-care budget. */
export const healthNeedEvents = {
  'health-need.suggested': happened('health-need', 'A GP practice was asked to agree a health need.', {
    organisationId: id(),
    needsAssessmentId: id(),
    replaces: nullable(id(), { description: 'The need that it takes the place of.', examples: [null] }),
  }),
  'health-need.said': happened(
    'health-need',
    'The practice said something about a health need, or was told something.',
    {
      kind: ref(PracticeActKind),
      way: ref(PracticeWay),
      on: date(),
      status: ref(HealthNeedStatus),
      documentHash: nullable(hash(), {
        description: 'Of what shows it; null where it was said here.',
        examples: [null],
      }),
    },
  ),
  'health-need.asked-again': happened(
    'health-need',
    'After an appeal the practice is asked again about a health need.',
  ),
  'social-care-budget.registered': happened('services', 'A budget of the council’s own was registered.', {
    organisationId: id(),
    amountPence: pence(),
    needsAssessmentId: nullable(id(), {
      description: 'The joint assessment that determined it; null where the person had it already.',
      examples: [null],
    }),
  }),
  'needs-assessment.found-jointly': happened('assessment', 'A side of a joint assessment said what it found.', {
    side: code('Whose: `health` or `council`.', 'council'),
    organisationId: id(),
    socialCarePence: Type.Optional(
      nullable(pence(), { description: 'What the council pays a year.', examples: [null] }),
    ),
  }),
}
