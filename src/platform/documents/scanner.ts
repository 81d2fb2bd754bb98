/** What a scanner says: `failed` where it cannot read the file, however often it is asked. */
export type Verdict = 'clean' | 'infected' | 'failed'

/** Nobody answers where the scanner is said to be: no file is to blame. */
export class ScannerAway extends Error {
  override name = 'ScannerAway'
}

/** Looks for what is harmful in a file. */
export interface Scanner {
  /** Throws `ScannerAway` where it cannot be reached, and any other error where it gave no verdict on this file. */
  scan(bytes: Uint8Array): Promise<Verdict>
}
