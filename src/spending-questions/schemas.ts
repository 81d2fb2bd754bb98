import type { Static } from '@sinclair/typebox'
import { saidForField } from '../rules/people/recording.ts'
import { outlookQuestions } from '../rules/spending/outlook.ts'
import { date, id, instant, key, nullable, oneOf, ownWords, pageOf, ref, thing, words } from '../shared/schema.ts'

export const OutlookQuestionCode = oneOf(outlookQuestions, {
  $id: 'OutlookQuestionCode',
  description:
    'used-up-early: at this pace nothing is left before the day that it is meant to last to; under-spent: a quarter less is spent than the schedule asks for by today; quiet: nothing was bought for six weeks, or of what is bought once nothing at all. None is a fault, and none takes anything away.',
})
export const spendingQuestionOutcomes = ['answered', 'over', 'budget-ended'] as const

export const NewSpendingAnswer = thing(
  'NewSpendingAnswer',
  'What the person says of money that is not spent, or runs out.',
  {
    words: ownWords(4000, 'What they say, in their own words.', 'The class was full. It begins again in May.'),
    saidFor: saidForField,
  },
)
export const SpendingQuestion = thing(
  'SpendingQuestion',
  'That somebody should ask the person about the spending of a line. It is no fault, and takes nothing away.',
  {
    id: id(),
    caseId: id(),
    planLineId: id(),
    line: key('The key of the line.', 'daily-support'),
    title: words(200, 'What the line is for.', 'Daily support'),
    code: ref(OutlookQuestionCode),
    sentence: words(
      500,
      'What is asked, to the person.',
      'Nothing was bought for this since 1 October 2026. Is something in the way?',
    ),
    since: date(),
    askedAt: instant(),
    askBy: date(),
    outcome: nullable(
      ref(
        oneOf(spendingQuestionOutcomes, {
          $id: 'SpendingQuestionOutcome',
          description: 'answered: the person said what they say; over: it is not so any more; budget-ended.',
        }),
      ),
      { description: 'Null while the person is to be asked.', examples: [null] },
    ),
    answer: nullable(words(4000, 'What the person says.', 'The class was full. It begins again in May.'), {
      description: 'What the person says; null until they do.',
      examples: [null],
    }),
    closedAt: nullable(instant(), { description: 'When; null while the person is to be asked.', examples: [null] }),
  },
)
export const SpendingQuestionPage = pageOf(SpendingQuestion)
export type SpendingQuestion = Static<typeof SpendingQuestion>
export const spendingQuestionSchemas = [NewSpendingAnswer, SpendingQuestion, SpendingQuestionPage]
