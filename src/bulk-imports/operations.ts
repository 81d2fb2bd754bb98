import { takeLines } from '../platform/http/lines.ts'
import { nobody } from '../platform/http/operation-spec.ts'
import { get, list, operationsOf } from '../platform/http/operations.ts'
import { listImportLines } from './lines-repository.ts'
import { readLines } from './read-lines.ts'
import { findImport, listImports } from './repository.ts'
import {
  BulkImport,
  BulkImportLinePage,
  BulkImportPage,
  daysOfReport,
  ImportLineFilter,
  ImportQuery,
} from './schemas.ts'
import { startBulkImport } from './start-bulk-import.ts'

export const bulkImportOperations = operationsOf('Imports', [
  takeLines('startBulkImport', 'POST /bulk-imports', {
    summary: 'Bring over people, open cases, current services or plans of another system',
    description:
      'As NDJSON, or but for plans CSV, in UTF-8, up to 64 MiB; the guide on imports says what each line has. Each line has an identifier of the other system: sent again, it makes nothing twice, and one that says something else than what is recorded is refused. A case begins at its beginning, on the ground that it was brought over: what was decided or signed elsewhere is not taken as decided or signed here, and no line says otherwise. A plan becomes a draft, once the person was told the amount of their budget. One import of a commissioner runs at a time. Each person who is recorded and whom a line names is shown that it did; a dry run is limited (10 in an hour, 30 in a day), and an auditor is told where what somebody began in a day names 100 people or more in dry runs or in lines that are refused (`bulk-import.many-matched`).',
    permission: 'import:write',
    problems: [409],
    query: ImportQuery,
    read: (sent, { kind = 'people' }) => readLines(sent, kind),
    gives: { 201: BulkImport },
    run: startBulkImport,
  }),
  list('listBulkImports', '/bulk-imports', {
    summary: 'List imports, newest first',
    description: `Until ${daysOfReport} days after each has ended.`,
    permission: 'import:write',
    gives: BulkImportPage,
    tellsOf: nobody,
    read: listImports,
  }),
  get('getBulkImport', '/bulk-imports/:bulkImportId', {
    summary: 'Read an import: how far it is',
    permission: 'import:write',
    gives: BulkImport,
    read: findImport,
  }),
  list('listBulkImportLines', '/bulk-imports/:bulkImportId/lines', {
    summary: 'List what became of each line of an import, in the order of the file',
    permission: 'import:write',
    filter: ImportLineFilter,
    gives: BulkImportLinePage,
    of: findImport,
    place: 'line',
    read: listImportLines,
    tell: ({ place: _, ...line }) => line,
  }),
])
