import { belongingTo, findCase } from '../case-access/repository.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { answerSpendingQuestion } from './answer-spending-question.ts'
import { listOpenOfAll, questionTold, toldQuestion } from './open-repository.ts'
import { findQuestion, listQuestionsOfCase } from './repository.ts'
import { NewSpendingAnswer, SpendingQuestion, SpendingQuestionPage } from './schemas.ts'

export const spendingQuestionOperations = operationsOf('Spending', [
  list('listSpendingQuestions', '/spending-questions', {
    summary: 'List the budgets that are quiet, under-spent or run out early, the longest first',
    description:
      'Of the cases on whose team you are, or somebody is for whom you stand in; of all that you see, where you see those of a trust, a scheme or the commissioner. Each line is looked at once a week. The team asks the person; nothing is taken away by it.',
    permission: 'spending:read',
    gives: SpendingQuestionPage,
    place: 'day and id',
    tellsOf: questionTold,
    read: listOpenOfAll,
    tell: toldQuestion,
  }),
  list('listSpendingQuestionsOfCase', '/cases/:caseId/spending-questions', {
    summary: 'List what was asked about the spending of a case, and what the person said, newest first',
    permission: 'spending:read',
    gives: SpendingQuestionPage,
    of: findCase,
    read: listQuestionsOfCase,
  }),
  get('getSpendingQuestion', '/spending-questions/:spendingQuestionId', {
    summary: 'Read what is asked about the spending of a line, and what the person said',
    permission: 'spending:read',
    gives: SpendingQuestion,
    of: belongingTo('spending_question'),
    read: findQuestion,
  }),
  write('answerSpendingQuestion', 'POST /spending-questions/:spendingQuestionId/answer', {
    summary: 'Say why money is not spent, or runs out early',
    description:
      'By the person, or who acts for them; or recorded for them in their own words. Nobody asks the same of the line again for eight weeks.',
    permission: 'hearing:write',
    view: 'money',
    problems: [409, 422],
    body: NewSpendingAnswer,
    gives: { 200: SpendingQuestion },
    run: answerSpendingQuestion,
  }),
])
