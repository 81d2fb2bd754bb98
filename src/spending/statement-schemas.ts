import { type Static, Type } from '@sinclair/typebox'
import { PageQuery } from '../platform/http/pages.ts'
import { statementEntryKinds } from '../rules/spending/statement-entries.ts'
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
  signedPence,
  thing,
} from '../shared/schema.ts'

const day = (description: string, example: string) =>
  Type.String({
    format: 'date',
    pattern: DateSchema.pattern ?? '',
    maxLength: 10,
    description,
    examples: [example],
  })

/** The days of a statement, and the moment as of which it is read. */
export const StatementQuery = Type.Object(
  {
    from: Type.Optional(day('The first day; left out: the beginning.', '2026-11-01')),
    until: Type.Optional(day('The last day, included; left out: the day of `asOf`.', '2026-11-30')),
    asOf: Type.Optional(
      Type.String({
        format: 'date-time',
        // A leap second is a date-time and no instant that a clock here can hold.
        pattern: '^.{17}[0-5]',
        maxLength: 35,
        description: 'What the book said at this moment: nothing that was recorded later. Left out: now.',
        examples: ['2026-11-24T09:30:00Z'],
      }),
    ),
  },
  { additionalProperties: false },
)
export type StatementQuery = Static<typeof StatementQuery>
export const StatementPageQuery = Type.Object(
  { ...PageQuery.properties, ...StatementQuery.properties },
  { additionalProperties: false },
)

const left = (description: string) =>
  signedPence(`${description} Below nothing where something was bought before the money for it came.`)

export const StatementEntry = thing('StatementEntry', 'What one entry of the book did on one line.', {
  entryId: id(),
  planLineId: nullable(id(), { description: 'Null for what a plan keeps for crises.', examples: [null] }),
  line: nullable(key('The key of the line.', 'drum-kit'), {
    description: 'The key of the line.',
    examples: ['drum-kit'],
  }),
  title: nullable(called(200, 'What the line is for.', 'A drum kit'), {
    description: 'What the line is for.',
    examples: ['A drum kit'],
  }),
  day: ref(DateSchema, {
    description: 'The day on which it was bought; of everything else, the day on which it was recorded.',
  }),
  recordedAt: instant(),
  kind: ref(
    oneOf(statementEntryKinds, {
      $id: 'StatementEntryKind',
      description:
        'agreed: what a plan agreed for the line; put-aside and reserve-released: what a plan keeps for crises, and keeps no more; for-crisis and back-from-crisis: what a crisis brought the line, and what of it went back; bought; reversed: a purchase, in part or as a whole; set-aside and set-free: for payments that are planned; to-the-bank, paid-out and not-paid: a payment on its way; given-back: what was paid out and is with the commissioner again; taken-back and restored: by a decision, also where payments were less by it, and after an appeal; released: when the plan ended or another came; moved-in and moved-out: between plans and their lines; carried-on: what was paid out goes on with the plan that came after; carried-over: what came over from the period before; own-money and own-money-back: what the person paid of a purchase with their own money, and what of it came back to them, beside the budget. Values may be added.',
    }),
  ),
  words: Type.String({ description: 'The same, to the person.', examples: ['Agreed for this'] }),
  bought: nullable(Type.String(), { description: 'What was bought, of a purchase or its reversal.', examples: [null] }),
  payee: nullable(Type.String(), { description: 'Who was paid, of a purchase or its reversal.', examples: [null] }),
  inPence: pence(),
  outPence: pence(),
  movedPence: ref(PenceSchema, {
    description: 'How much it moved; where nothing came in or went out, from one place to another.',
  }),
  leftPence: left('What is left of all lines after it.'),
})

const sums = {
  openingPence: left('What was left before the first day.'),
  inPence: pence(),
  outPence: pence(),
  closingPence: left('What is left after the last day.'),
}
export const StatementEntryPage = thing(
  'StatementEntryPage',
  'What came into a budget and went out of it on some days, by the day, as the book said at a moment. Opening and in, less out, is closing. Left is what was neither bought nor taken back: also what is set aside, with the bank, in the hands of the person, or given back.',
  {
    caseId: id(),
    from: nullable(date(), { description: 'The first day; null: from the beginning.', examples: [null] }),
    until: date(),
    asOf: instant(),
    ...sums,
    lines: Type.Array(
      ref(
        thing('StatementLineSums', 'The same of one line.', {
          planLineId: id(),
          line: key('The key of the line.', 'drum-kit'),
          title: called(200, 'What the line is for.', 'A drum kit'),
          ...sums,
        }),
      ),
      {
        description: 'The newest lines that the book knew by then, oldest first; the sums are of all of them.',
        maxItems: 500,
      },
    ),
    items: Type.Array(ref(StatementEntry), { description: 'At most `limit` entries.', maxItems: 100 }),
    nextCursor: nullable(Type.String(), {
      description: 'Give this as `cursor` for the next page, which is as of the same moment; null on the last page.',
      examples: [null],
    }),
  },
)
export type StatementEntry = Static<typeof StatementEntry>
export type StatementEntryPage = Static<typeof StatementEntryPage>
export const statementSchemas = [StatementEntry, StatementEntryPage]
