import { Type } from '@sinclair/typebox'
import { date, id, nullable, PenceSchema, pence, ref } from '../shared/schema.ts'
import { code, codes, count, happened, yes } from './facts.ts'

/** What the budget paid, and what the person did beside it. */
const paidParts = {
  amountPence: pence(),
  ownPence: ref(PenceSchema, { description: 'What of it is the person’s own money, beside the budget.' }),
}

/** What happens with the money of a plan in force, and the time of brokers. */
export const spendingEvents = {
  'payee.decided': happened('money', 'It was decided whether a payee with a tie to the person is paid.', {
    outcome: code('Whether they are paid.', 'approved'),
    ties: codes('What ties them to the person or the broker.', 'relative'),
  }),
  'budget-period.carried-over': happened('money', 'What the person keeps of the period before is in the new plan.', {
    planLineIds: Type.Array(id(), { description: 'The lines that have it.', maxItems: 50 }),
    carriedPence: pence(),
  }),
  'budget-period.ended': happened('money', 'The period of a plan is over. Nothing was taken.', {
    until: date(),
    unspentPence: pence(),
    carriedPence: pence(),
    overPence: pence(),
  }),
  'give-back.recorded': happened('money', 'An officer recorded money that came back; a second has yet to.', {
    planLineId: id(),
    amountPence: pence(),
    givenBy: code('Who gave it back.', 'person'),
  }),
  'plan-line.money-given-back': happened('money', 'Money came back of what was paid out for a line.', {
    planLineId: id(),
    amountPence: pence(),
    givenBy: code('Who gave it back.', 'person'),
    toFunders: yes('Whether it went on to those who paid for the line, which had closed.'),
  }),
  'plan-line.money-moved': happened('money', 'Money moved from one line of the plan to another.', {
    fromLineId: id(),
    toLineId: id(),
    amountPence: pence(),
    as: code('In which role it was said.', 'person'),
  }),
  'payee-question.asked': happened('money', 'Somebody is to decide whether a payee with a tie is paid.', {
    payeeId: id(),
    ties: codes('What ties them.', 'same-household'),
  }),
  'payee-question.closed': happened('money', 'Nobody is to decide any more whether a payee is paid.', {
    payeeId: id(),
    outcome: code('Why not.', 'decided'),
  }),
  'payee-tie.declared': happened('money', 'Somebody declared a tie to who is paid.', {
    payeeId: id(),
    tie: code('Which.', 'same-household'),
    as: code('In which role it was declared.', 'broker'),
  }),
  'payee-tie.ended': happened('money', 'Somebody found that a declared tie is none.', {
    payeeId: id(),
    tie: code('Which.', 'same-household'),
  }),
  'line-provider.named': happened('money', 'It was said which provider gives a line.', {
    planLineId: id(),
    payeeId: id(),
  }),
  'line-provider.ended': happened('money', 'A provider gives a line no more.', { planLineId: id(), payeeId: id() }),
  'spending-check.asked': happened(
    'money',
    'Words that may name what no budget buys wait for somebody to look at them; or somebody is to ask who would be paid for support.',
    {
      foundIn: code('Where they were found first.', 'purchase'),
      uses: codes('What they may name; nothing where it is asked who would be paid.', 'alcohol'),
    },
  ),
  'spending-check.decided': happened(
    'money',
    'Somebody decided whether words name what no budget buys, or whether who gives support is paid.',
    {
      outcome: code('Whether it can be bought: passed or refused.', 'passed'),
      uses: codes('What they may have named; nothing of who would be paid.', 'alcohol'),
    },
  ),
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
  'surplus-recovery.decided': happened(
    'money',
    'It was decided whether money that was not spent is taken back or set off.',
    {
      outcome: code('Whether it is.', 'left'),
      decisionId: id(),
      takenAfter: nullable(date(), {
        description: 'It is taken after this day; null where it is left.',
        examples: [null],
      }),
    },
  ),
  'surplus-recovery.lapsed': happened(
    'money',
    'Nothing was taken back or set off: the plan has ended, nothing of it is left, or the money is needed for it.',
    {
      recoveredPence: pence(),
    },
  ),
  'surplus-recovery.proposed': happened(
    'money',
    'It is looked at whether money that was not spent is taken back or set off.',
    {
      kind: code('Whether it is taken back or set off against coming payments.', 'set-off'),
      lines: codes('The lines.', 'daily-support'),
      toldOn: date(),
    },
  ),
  'surplus-recovery.setting-off': happened(
    'money',
    'Coming payments are less by money that the person did not spend.',
    {
      setOffPence: pence(),
    },
  ),
  'surplus-recovery.taken': happened('money', 'Money that was not spent was taken back, or payments were less by it.', {
    recoveredPence: pence(),
  }),
  'course.enrolled': happened('plan', 'The person has a place on a course, or waits for one.', {
    courseSessionId: id(),
    status: code('Whether there was a place: enrolled or waiting.', 'enrolled'),
    askedAs: code('The role of whoever asked for it.', 'person'),
  }),
  'course.place-given': happened('plan', 'A place on a course came free, and the person has it.', {
    courseSessionId: id(),
  }),
  'course.withdrawn': happened('plan', 'A place on a course was given up, or the wait for one.', {
    courseSessionId: id(),
    from: code('What was given up: enrolled or waiting.', 'enrolled'),
  }),
  'unmet-need.recorded': happened('plan', 'Nothing was found for a need of the person.', {
    need: code('The domain of need.', 'relationships'),
    source: code('Whether it was searched for, or said.', 'search'),
  }),
  'brokerage-time.recorded': happened('plan', 'Time of a broker was recorded.', {
    task: code('What it was spent on.', 'planning'),
    minutes: Type.Integer({
      minimum: -1440,
      maximum: 1440,
      description: 'The minutes; negative takes back what was recorded too much.',
      examples: [90],
    }),
    byPeer: Type.Optional(yes('Whether a peer broker spent it; events of before do not tell it.')),
  }),
  'brokerage-time.agreed': happened('plan', 'More of the brokers’ time was agreed for a person.', {
    minutes: count('How many minutes more.', 60),
  }),
  'brokerage-time.warned': happened('plan', 'Most of the brokers’ time for a person is spent, or all of it.', {
    warning: code('How much: four-fifths-spent or all-spent.', 'four-fifths-spent'),
    spentMinutes: count('Minutes that are spent.', 240),
    leftMinutes: count('Minutes that are left.', 60),
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
    replaces: yes('Whether it takes the place of one that nobody can get.'),
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
  'purchase.recorded': happened('money', 'A purchase was recorded.', { planLineId: id(), ...paidParts }),
  'purchase.reversed': happened('money', 'A purchase was reversed.', { planLineId: id(), ...paidParts }),
}
