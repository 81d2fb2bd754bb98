import { type Static, Type } from '@sinclair/typebox'
import { providerStopOutcomes } from '../rules/planning/provider-stops.ts'
import { date, id, instant, key, nullable, oneOf, pageOf, ref, thing } from '../shared/schema.ts'

export const NewProviderStop = thing('NewProviderStop', 'That an organisation has stopped.', { stoppedOn: date() })
export const ProviderStop = thing(
  'ProviderStop',
  'That an organisation which holds the money of lines has stopped, and what a case has to fall back on.',
  {
    id: id(),
    caseId: id(),
    organisationId: id(),
    lines: Type.Array(
      ref(
        thing('StoppedLine', 'A line that it concerns, and its fallback.', {
          line: key('The plan line.', 'daily-support'),
          fallbackLine: nullable(key('The line that the plan names to fall back on.', 'night-on-call'), {
            description: 'Null where the plan names none.',
            examples: [null],
          }),
        }),
      ),
      { description: 'The lines that pay no more to it.', maxItems: 200 },
    ),
    stoppedOn: date(),
    reportedAt: instant(),
    mendBy: date(),
    outcome: nullable(
      ref(
        oneOf(providerStopOutcomes, {
          $id: 'ProviderStopOutcome',
          description: 'What became of it: no line is with the organisation any more, or the budget ended.',
        }),
      ),
      { description: 'Null while the plan is to be mended.', examples: [null] },
    ),
    closedAt: nullable(instant(), { description: 'When; null while it is to be mended.', examples: [null] }),
  },
)
export const ProviderStopPage = pageOf(ProviderStop)
export const ProviderStopReported = thing('ProviderStopReported', 'Whom it concerns.', {
  organisationId: id(),
  stoppedOn: date(),
  items: Type.Array(ref(ProviderStop), {
    description: 'One for each case that the reporter sees and answers for.',
    maxItems: 10_000,
  }),
})
export type ProviderStop = Static<typeof ProviderStop>
export const providerStopSchemas = [NewProviderStop, ProviderStop, ProviderStopPage, ProviderStopReported]
