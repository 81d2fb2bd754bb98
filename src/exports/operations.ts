import { nobody } from '../platform/http/operation-spec.ts'
import { list, operationsOf, write } from '../platform/http/operations.ts'
import { streamedFile } from '../platform/http/streamed.ts'
import { askForExport } from './ask-for-export.ts'
import { exportParts, openExport } from './get-export-file.ts'
import { listExports, told } from './repository.ts'
import { NewExport, RecordsExport, RecordsExportPage } from './schemas.ts'

export const exportOperations = operationsOf('Access', [
  write('askForExport', 'POST /exports', {
    summary: 'Ask for what the commissioner holds, with the reason',
    description:
      'By an officer of the commissioner, who reads it within the hour (`getExportFile`). The auditors are told, and see who asked and why.',
    permission: 'record:export',
    key: 'required',
    body: NewExport,
    gives: { 201: RecordsExport },
    run: askForExport,
  }),
  list('listExports', '/exports', {
    summary: 'List who took out what, and why, newest first',
    permission: 'evidence:read',
    view: 'timeline',
    gives: RecordsExportPage,
    tellsOf: nobody,
    read: listExports,
    tell: told,
  }),
  streamedFile('getExportFile', '/exports/:recordsExportId/file', {
    summary: 'Read what was asked for, as a stream',
    description:
      'By who asked for it. All of it is of one moment. It counts as a look at the record of everybody whose it tells, before the first line is sent. Records that are restricted are not in it, nor concerns, safe contact, who looked, account numbers, and what one signs in with. NDJSON: the first line says what follows, and what stays here and why (`leftOut`, `withoutColumns`, `withoutRows`); the last has `end`, the counts and how many records are not in it since they are restricted (`restrictedRecords`); CSV: the last row begins with `end` and has the count. Where the last line is missing, the answer was cut off: ask again. One is read at a time, and a reader that stops for longer than some seconds is cut off.',
    permission: 'record:export',
    problems: [409],
    // That everybody was looked at is kept before the first line.
    mostSeconds: 120,
    gives: { 'application/x-ndjson': 'One JSON object a line.', 'text/csv': 'Rows as CSV (RFC 4180) in UTF-8.' },
    of: openExport,
    named: ({ kind, format }) => ({
      mediaType: format === 'csv' ? 'text/csv' : 'application/x-ndjson',
      name: `${kind ?? 'everything'}.${format}`,
    }),
    parts: exportParts,
  }),
])
