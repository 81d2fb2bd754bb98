import { type Static, Type } from '@sinclair/typebox'
import { filterOf, yesOrNo } from '../platform/http/list-grammar.ts'
import { FieldErrorSchema } from '../platform/http/problem-responses.ts'
import { id, instant, nullable, oneOf, pageOf, ref, thing } from '../shared/schema.ts'

export const importKinds = ['people', 'cases', 'current-services', 'plans'] as const
export type ImportKind = (typeof importKinds)[number]
export const importStatuses = ['running', 'completed', 'failed'] as const
export const importOutcomes = ['made', 'there-already', 'refused'] as const

/** So long the report of an import can be read. */
export const daysOfReport = 30
/** More lines than that come in several files. */
export const mostLines = 250_000
/** More than that is no line. */
export const mostBytesInLine = 64 * 1024

export const ImportQuery = Type.Object(
  {
    kind: Type.Optional(
      oneOf(importKinds, { description: 'What the lines are. Left out: people.', examples: ['people'] }),
    ),
    dryRun: Type.Optional(yesOrNo('True: nothing is made, and the report says what would be. Left out: false.')),
  },
  { additionalProperties: false },
)
export type ImportQuery = Static<typeof ImportQuery>

const count = (description: string, example: number) =>
  Type.Integer({ minimum: 0, maximum: mostLines, description, examples: [example] })

export const BulkImport = thing('BulkImport', 'Many lines of another system that are brought over.', {
  id: id(),
  kind: ref(oneOf(importKinds, { $id: 'BulkImportKind', description: 'What the lines are.' })),
  dryRun: Type.Boolean({
    description: 'Whether nothing is made, and it is only said what would be.',
    examples: [false],
  }),
  status: ref(
    oneOf(importStatuses, {
      $id: 'BulkImportStatus',
      description:
        'How it stands. `failed`: something in the service broke again and again; what was done is done, and the file can be sent again.',
    }),
  ),
  total: count('How many lines there are.', 100_000),
  made: count('Of how many something was made; in a dry run: would be.', 99_990),
  thereAlready: count('Of how many all was there already, as the line has it.', 7),
  refused: count('How many were refused.', 3),
  startedBy: Type.String({
    description: 'Who started it: the `sub` of their token.',
    examples: ['sandbox-commissioner-officer'],
  }),
  startedAt: instant(),
  endedAt: nullable(instant(), { description: 'When it ended; null while it runs.', examples: [null] }),
})
export const BulkImportPage = pageOf(BulkImport)

const outcome = oneOf(importOutcomes, {
  $id: 'ImportOutcome',
  description: 'What became of a line; in a dry run: would.',
})
export const BulkImportLine = thing('BulkImportLine', 'What became of a line. What was in it is not told.', {
  line: Type.Integer({
    minimum: 1,
    maximum: 2_147_483_647,
    description:
      'Its number in the file, from 1; of CSV, the row as a spreadsheet numbers it, the names of the columns being the first. Blank rows of CSV are not counted.',
    examples: [17],
  }),
  outcome: ref(outcome),
  thingId: nullable(id(), {
    description:
      'The person, case, service or plan that was made or was there; null where it was refused, or in a dry run.',
    examples: [null],
  }),
  errors: Type.Array(ref(FieldErrorSchema), {
    description:
      'Why it was refused: the fields, each with the rule and its code. In CSV the pointer `/identifier/value` is the column `identifier.value`.',
    maxItems: 50,
    examples: [[{ pointer: '/bornOn', code: 'date-ahead', detail: 'must not lie ahead' }]],
  }),
})
export const BulkImportLinePage = pageOf(BulkImportLine)
export const ImportLineFilter = filterOf({
  outcome: oneOf(importOutcomes, { description: 'Of which this became.', examples: ['refused'] }),
})
export type ImportLineFilter = Static<typeof ImportLineFilter>

export type BulkImport = Static<typeof BulkImport>
export type BulkImportLine = Static<typeof BulkImportLine>
export const bulkImportSchemas = [BulkImport, BulkImportPage, BulkImportLine, BulkImportLinePage]
