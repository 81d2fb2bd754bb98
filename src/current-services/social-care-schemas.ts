import { type Static, Type } from '@sinclair/typebox'
import { date, id, instant, nullable, PositivePence, pageOf, ref, thing, words } from '../shared/schema.ts'

/** What a budget of the council's own is: also what a council says of one in a joint assessment. */
export const ofTheCouncil = {
  reference: Type.String({
    pattern: '^[A-Za-z0-9/-]{1,40}$',
    description: 'The reference of the council.',
    examples: ['SC-2026-0417'],
  }),
  amountPence: ref(PositivePence, { description: 'What it comes to in the period of the scheme, in whole pence.' }),
  paysFor: words(1000, 'What it is for.', 'Somebody who cooks with them, six hours a week.'),
}
export const NewSocialCareBudget = thing(
  'NewSocialCareBudget',
  'A budget for social care that the person has from the council already.',
  {
    organisationId: id(),
    ...ofTheCouncil,
    fromOn: date(),
    evidence: words(1000, 'By what it is known.', 'The council’s letter of 2 March, which they showed me.'),
  },
)
export const SocialCareBudget = thing(
  'RegisteredSocialCareBudget',
  'A budget of the council’s own. What is decided here takes nothing from it.',
  {
    id: id(),
    caseId: id(),
    ...NewSocialCareBudget.properties,
    needsAssessmentId: nullable(id(), {
      description: 'The joint assessment that determined it; null where the person had it already.',
      examples: [null],
    }),
    recordedByName: Type.String({ description: 'Who recorded it, by name.', examples: ['Chris Coordinator'] }),
    recordedAt: instant(),
  },
)
export const SocialCareThatStays = thing('SocialCareThatStays', 'The budget of the council’s own.', {
  paysFor: NewSocialCareBudget.properties.paysFor,
  sentence: Type.String({
    description: 'What becomes of it.',
    examples: ['The council decides on it. Nothing that is decided here takes any of it away.'],
  }),
})
export const SocialCareBudgetPage = pageOf(SocialCareBudget)
export type SocialCareBudget = Static<typeof SocialCareBudget>
export const socialCareSchemas = [NewSocialCareBudget, SocialCareBudget, SocialCareBudgetPage]
