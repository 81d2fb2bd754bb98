import { Type } from '@sinclair/typebox'
import { ExpressionAnswer, Goal } from '../expressions-of-interest/schemas.ts'
import { CarriedFrom } from '../rules/assessment/carried.ts'
import { UnpaidSupport } from '../rules/assessment/unpaid-support.ts'
import { key, nullable, ownWords, ref, thing } from '../shared/schema.ts'

const goals = 'What the person wants to change; a plan begins from it, and shows it to all who read the plan.'
const answers = 'What the person said of their life when they asked for a budget.'
const carriedFrom = nullable(ref(CarriedFrom), {
  description: 'Where they said it before in the same words; null where they said it here.',
  examples: [null],
})
const AssessmentGoal = thing('AssessmentGoal', goals, {
  words: ownWords(2000, 'A goal, in their own words.', 'To sleep through the night.'),
  from: carriedFrom,
})
const AssessmentAnswer = thing('AssessmentAnswer', answers, {
  question: key('The key of the question of the scheme.', 'what-now'),
  words: ownWords(4000, 'The answer, in their own words.', 'I see my therapist once a week.'),
  from: carriedFrom,
})
/** What the person says, as it is sent. */
export const saidHere = {
  goals: Type.Optional(
    Type.Array(ref(Goal), { description: `${goals} Left out when it is begun: as they said before.`, maxItems: 20 }),
  ),
  answers: Type.Optional(
    Type.Array(ref(ExpressionAnswer), {
      description: `${answers} Left out when it is begun: as they said it.`,
      maxItems: 40,
    }),
  ),
}
/** The same as it is told: with where they said it. */
export const saidWhere = {
  goals: Type.Optional(Type.Array(ref(AssessmentGoal), { description: goals, maxItems: 20 })),
  answers: Type.Optional(Type.Array(ref(AssessmentAnswer), { description: answers, maxItems: 40 })),
}

export const unpaidSupport = {
  unpaidSupport: Type.Optional(
    Type.Array(ref(UnpaidSupport), {
      description:
        'What others do for the person without pay. Left out when an assessment is begun: as was said before; where nothing was, nobody has asked.',
      maxItems: 30,
    }),
  ),
}
