import type { FileScan } from '../shared/file-scans.ts'

/** What becomes of a file, in words for whoever sent it; nothing where it is simply there. */
export const scanWords: Readonly<Record<FileScan, string | null>> = {
  'not-scanned': null,
  waiting:
    'We are checking that this file is safe. Nobody can open it before that. You do not need to do anything now. If it cannot be used, we say so here, and send you a message where you gave us a way to.',
  clean: null,
  infected:
    'We found something harmful in this file, so we removed it, and nobody can open it here. This can happen without anybody’s fault. Please check the device that it came from, and send another copy.',
  failed:
    'We could not check that this file is safe, so nobody can open it here. Please send it again in another way, such as a photograph.',
}
