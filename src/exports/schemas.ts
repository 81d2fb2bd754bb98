import { type Static, Type } from '@sinclair/typebox'
import { id, instant, nullable, oneOf, pageOf, ref, thing, words } from '../shared/schema.ts'
import { exportedKindNames } from './kinds.ts'

export const exportFormats = ['ndjson', 'csv'] as const
export type ExportFormat = (typeof exportFormats)[number]
const Format = oneOf(exportFormats, {
  $id: 'ExportFormat',
  description: 'ndjson: one JSON object a line; csv: a table for a spreadsheet, of one kind of record.',
})
const Kind = oneOf(exportedKindNames, {
  $id: 'ExportedKind',
  description: 'A kind of record. Values may be added.',
})
const kind = nullable(ref(Kind), {
  description: 'The one kind that is wanted; null for all of them, which CSV cannot hold.',
  examples: ['purchase'],
})

export const NewExport = thing('NewExport', 'What is to be taken out, and why.', {
  kind,
  format: ref(Format),
  because: words(500, 'Why it is needed.', 'We move to another system on the first of April.'),
})
export const RecordsExport = thing('RecordsExport', 'That somebody took out what the commissioner holds.', {
  id: id(),
  kind,
  format: ref(Format),
  because: Type.String({ description: 'Why.', examples: ['We move to another system on the first of April.'] }),
  askedByName: Type.String({ description: 'Who, by name.', examples: ['Jo Officer'] }),
  askedAt: instant(),
  readableUntil: instant(),
})
export const RecordsExportPage = pageOf(RecordsExport)

export type RecordsExport = Static<typeof RecordsExport>
export const exportSchemas = [NewExport, RecordsExport, RecordsExportPage]
