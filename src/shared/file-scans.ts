/** What a scanner can say of a file, and what is known before it did. */
export const fileScans = ['not-scanned', 'waiting', 'clean', 'infected', 'failed'] as const
export type FileScan = (typeof fileScans)[number]

/** Whether nobody can get a file of this scan, now or later: another can be sent in its place. */
export const isOfNoUse = (scan: FileScan): boolean => scan === 'infected' || scan === 'failed'
