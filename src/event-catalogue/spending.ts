import { Type } from '@sinclair/typebox'
import { date, id, nullable, pence } from '../shared/schema.ts'
import { code, codes, count, happened } from './facts.ts'

/** What happens with the money of a plan in force, and the time of brokers. */
export const spendingEvents = {
  'payee.decided': happened('money', 'It was decided whether a payee with a tie to the person is paid.', {
    outcome: code('Whether they are paid.', 'approved'),
    ties: codes('What ties them to the person or the broker.', 'relative'),
  }),
  'spending-question.asked': happened('money', 'The person is to be asked about the spending of a line.', {
    line: code('The line.', 'daily-support'),
    code: code('What is asked about.', 'quiet'),
    since: date(),
  }),
  'spending-question.answered': happened('money', 'The person said why money is not spent, or runs out.', {
    as: code('In which role it was said.', 'person'),
  }),
  'spending-question.closed': happened('money', 'Nobody needs to ask about the spending of a line any more.', {
    outcome: code('Why not.', 'over'),
  }),
  'surplus-recovery.answered': happened('money', 'The person said what they think of money being taken back.', {
    as: code('In which role it was said.', 'person'),
  }),
  'surplus-recovery.decided': happened('money', 'It was decided whether money that was not spent is taken back.', {
    outcome: code('Whether it is.', 'left'),
    decisionId: id(),
    takenAfter: nullable(date(), {
      description: 'It is taken after this day; null where it is left.',
      examples: [null],
    }),
  }),
  'surplus-recovery.lapsed': happened('money', 'Nothing was taken back, since the plan has ended.', {
    recoveredPence: pence(),
  }),
  'surplus-recovery.proposed': happened('money', 'It is looked at whether money that was not spent is taken back.', {
    lines: codes('The lines.', 'daily-support'),
    toldOn: date(),
  }),
  'surplus-recovery.taken': happened('money', 'Money that was not spent was taken back.', { recoveredPence: pence() }),
  'brokerage-time.recorded': happened('plan', 'Time of a broker was recorded.', {
    task: code('What it was spent on.', 'planning'),
    minutes: Type.Integer({
      minimum: -1440,
      maximum: 1440,
      description: 'The minutes; negative takes back what was recorded too much.',
      examples: [90],
    }),
  }),
  'card-feed.sent': happened('money', 'A feed of a card or a bank was sent.', {
    linesAdded: count('How many lines are new.'),
    linesKnown: count('How many were there already.'),
    linesMatched: count('How many of the new ones were matched with a purchase.'),
  }),
  'card-feed-line.matched': happened('money', 'Somebody said which purchase a line of a feed stands for.', {
    purchaseId: id(),
  }),
  'purchase.receipt-filed': happened('money', 'A receipt was filed for a purchase.', { amountPence: pence() }),
  'purchase.receipt-file-sent': happened('money', 'The document of a receipt was sent.', {
    sizeBytes: count('How many bytes it has.', 81_920),
  }),
  'purchase.receipt-chased': happened('money', 'A receipt that is missing was asked for, or its days were over.', {
    planLineId: id(),
    step: code(
      'What was done: first-reminder, second-reminder, paused, or essential, where the line is never paused.',
      'first-reminder',
    ),
    dueOn: nullable(date(), {
      description: 'The last day before a pause; null once the days are over.',
      examples: ['2026-12-25'],
    }),
  }),
  'purchase.receipt-pause-lifted': happened('money', 'Spending goes on though a receipt is missing.', {
    planLineId: id(),
  }),
  'purchase.receipt-lost': happened('money', 'Somebody said that a receipt is lost.'),
  'purchase.receipt-loss-accepted': happened('money', 'It was accepted that a receipt is lost.'),
  'purchase.recorded': happened('money', 'A purchase was recorded.', { planLineId: id(), amountPence: pence() }),
  'purchase.reversed': happened('money', 'A purchase was reversed.', { planLineId: id(), amountPence: pence() }),
}
