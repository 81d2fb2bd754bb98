import { isOfNoUse } from '../shared/file-scans.ts'
import type { Receipt } from './receipt-schemas.ts'

type File = NonNullable<Receipt['file']>

/** Whether a document shows something, as `showsSomething` says of its row. */
export const counts = ({ scan, refusedAt }: Pick<File, 'scan' | 'refusedAt'>): boolean =>
  scan !== 'infected' && refusedAt === null

/** Whether another copy can take the place of a document. */
export const canBeReplaced = (file: Pick<File, 'scan' | 'refusedAt'>): boolean => isOfNoUse(file.scan) || !counts(file)
