import { type Static, Type } from '@sinclair/typebox'
import { called, date, key, nullable, thing } from '../../shared/schema.ts'

/** What family, friends and neighbours do: a plan that leans on it should know how long it lasts. */
export const UnpaidSupport = thing('UnpaidSupport', 'Support that nobody is paid for.', {
  by: called(200, 'Who gives it.', 'Robin Ahmed, my sister'),
  minutesPerWeek: Type.Integer({ minimum: 1, maximum: 10_080, description: 'How much in a week.', examples: [360] }),
  needs: Type.Array(key('A domain of the assessment.', 'sleep'), {
    description: 'The needs that it meets, by the domains of the assessment; empty where nobody has said.',
    maxItems: 50,
    uniqueItems: true,
  }),
  until: nullable(date(), {
    description: 'The last day on which they can give it; null where they cannot say.',
    examples: [null],
  }),
})
export type UnpaidSupport = Static<typeof UnpaidSupport>
