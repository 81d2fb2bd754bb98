import { type Static, Type } from '@sinclair/typebox'
import { saidForField } from '../rules/people/recording.ts'
import { coverGapOutcomes } from '../rules/planning/cover-gaps.ts'
import { CaseRole, Tier } from '../rules/sign-off/sign-off-rules.ts'
import { date, id, instant, nullable, oneOf, ownWords, pageOf, ref, thing, words } from '../shared/schema.ts'

const own = (example: string) => ownWords(1000, 'Why the person accepts it, in their words.', example)
const why = 'My neighbour sleeps here on those nights.'
const decidedWhy = 'The duty team rings before each of these nights.'

export const NewGapAcceptance = thing('NewGapAcceptance', 'Why the person accepts that nobody can be called then.', {
  because: own(why),
  saidFor: saidForField,
})
export const NewGapDecision = thing('NewGapDecision', 'Why the decider accepts that nobody can be called then.', {
  because: words(1000, 'Why, for the person to read.', decidedWhy),
})
export const OpenedCoverGap = thing(
  'OpenedCoverGap',
  'That nobody can be called any more at a worst time of the person that was covered when the plan was agreed.',
  {
    id: id(),
    caseId: id(),
    supportPlanId: id(),
    openedAt: instant(),
    dueOn: date(),
    tier: nullable(ref(Tier), {
      description: 'The tier whose acceptance it needs; null: the commissioner’s officer.',
      examples: ['care-coordinator'],
    }),
    personBecause: nullable(own(why), { description: 'Null while the person has not accepted it.', examples: [null] }),
    personAcceptedAs: nullable(ref(CaseRole), { description: 'In which role it was said.', examples: [null] }),
    deciderBecause: nullable(words(1000, 'Why the decider accepts it.', decidedWhy), {
      description: 'Null while the decider has not accepted it.',
      examples: [null],
    }),
    decidedByName: nullable(Type.String(), { description: 'Who decided.', examples: [null] }),
    outcome: nullable(
      ref(
        oneOf(coverGapOutcomes, {
          $id: 'CoverGapOutcome',
          description:
            'What became of it: somebody can be called again; the person and the decider accept it; another plan took the place of this one; the budget ended.',
        }),
      ),
      { description: 'Null while it is open.', examples: [null] },
    ),
    closedAt: nullable(instant(), { description: 'When; null while it is open.', examples: [null] }),
  },
)
export const OpenedCoverGapPage = pageOf(OpenedCoverGap)
export type OpenedCoverGap = Static<typeof OpenedCoverGap>
export const coverGapSchemas = [NewGapAcceptance, NewGapDecision, OpenedCoverGap, OpenedCoverGapPage]
