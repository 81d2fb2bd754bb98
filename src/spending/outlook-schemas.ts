import { type Static, Type } from '@sinclair/typebox'
import {
  called,
  DateSchema,
  date,
  id,
  instant,
  key,
  nullable,
  oneOf,
  PenceSchema,
  pence,
  ref,
  thing,
  words,
} from '../shared/schema.ts'
import { OutlookQuestionCode } from '../spending-questions/schemas.ts'

const OutlookQuestion = thing('OutlookQuestion', 'What somebody should ask about the spending of a line.', {
  code: ref(OutlookQuestionCode),
  sentence: words(500, 'The same, to the person.', 'Nothing was bought for this since 1 October 2026.'),
})
const LineOutlook = thing('LineOutlook', 'How fast a line is spent, and how long it lasts at this pace.', {
  planLineId: id(),
  line: key('The key of the line.', 'daily-support'),
  title: called(200, 'What is bought.', 'Daily support'),
  agreedPence: pence(),
  spentPence: pence(),
  availablePence: pence(),
  leftPence: ref(PenceSchema, {
    description:
      'What was neither bought nor taken back: also what is set aside, with the bank, in the hands of the person, or given back.',
  }),
  perWeekPence: pence(),
  perMonthPence: pence(),
  sentence: words(
    500,
    'How fast it is spent and how long it lasts, to the person.',
    '£250.00 is left for this. Nothing was bought for it in the last weeks.',
  ),
  usedUpOn: nullable(date(), {
    description:
      'The day on which nothing is left, at this pace or if it is bought as its schedule says, whichever is sooner, ten years ahead at the most. Null where nothing was bought in the last eight weeks and it is enough for its schedule.',
    examples: [null],
  }),
  usedUpBy: nullable(
    ref(
      oneOf(['pace', 'schedule'], {
        $id: 'UsedUpBy',
        description: 'Whether that day is worked out from the pace of the last eight weeks, or from the schedule.',
      }),
    ),
    { description: 'Null where no such day is known.', examples: [null] },
  ),
  meantUntil: ref(DateSchema, { description: 'The last day of its schedule, or of the plan.' }),
  expectedPence: nullable(pence(), {
    description: 'What its schedule asks for by today, on the days on which it was not paused; null where it has none.',
    examples: [null],
  }),
  askedPence: nullable(pence(), {
    description:
      'What its schedule still asks for, from today to its last day: on the days on which it is not paused, less what was bought ahead. Null where no day asks for it: bought once, or as needed.',
    examples: [null],
  }),
  scheduledPence: nullable(pence(), {
    description:
      'What of `askedPence` is still to be planned: no payment is set aside for it, none is with the bank, and nobody has it in hand. It is paid from what is available, and is no surplus.',
    examples: [null],
  }),
  lastBoughtOn: nullable(date(), { description: 'Null where nothing was bought yet.', examples: [null] }),
  quietDays: Type.Integer({
    minimum: 0,
    description: 'Days since something was bought for it, or since it could be first.',
    examples: [12],
  }),
  questions: Type.Array(ref(OutlookQuestion), {
    description: 'What somebody should ask; empty where nothing stands out.',
    maxItems: 3,
  }),
})
export const SpendingOutlook = thing(
  'SpendingOutlook',
  'Where the spending of the plan in force leads, by the pace of the last eight weeks.',
  {
    caseId: id(),
    perWeekPence: pence(),
    perMonthPence: pence(),
    leftPence: pence(),
    sentence: words(
      500,
      'The same of all lines together, to the person.',
      'You have £400.00 left. In the last weeks you spent about £0.00 a month.',
    ),
    availablePence: pence(),
    lines: Type.Array(ref(LineOutlook), { description: 'The open lines of the plan in force.', maxItems: 50 }),
    asOf: instant(),
  },
)
export type SpendingOutlook = Static<typeof SpendingOutlook>
