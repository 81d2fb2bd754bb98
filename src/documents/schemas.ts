import { Type } from '@sinclair/typebox'
import { fileTypeNames } from '../platform/http/sent-file.ts'
import { type FileScan, fileScans } from '../shared/file-scans.ts'
import { nullable, oneOf, ref } from '../shared/schema.ts'
import { scanWords } from '../words/file-scans.ts'

const FileTypeName = oneOf(fileTypeNames, { $id: 'FileType', description: 'What the document is, by its content.' })
export const FileScanState = oneOf(fileScans, {
  $id: 'FileScan',
  description:
    'not-scanned: no scanner is configured; waiting: nobody gets the file before a scanner has looked at it; clean: nothing was found; infected: something harmful was found, and the file was removed; failed: no scanner could look into it, and nobody gets it; it is tried once a day for a week.',
})

/** What every file that is kept tells of itself. */
export const fileFields = {
  mediaType: ref(FileTypeName),
  sizeBytes: Type.Integer({ minimum: 1, description: 'How many bytes it has.', examples: [81_920] }),
  scan: ref(FileScanState),
  scanSays: nullable(Type.String(), {
    description: 'What that means, in plain words for whoever sent it; null where the file is simply there.',
    examples: [null],
  }),
}

/** What is told of a file: of one that was taken back, that nobody waits for anything. */
export const scanTold = (scan: FileScan, gone: 'infected' | 'withdrawn' | null = null) => ({
  scan,
  scanSays: gone === 'withdrawn' ? null : scanWords[scan],
})
