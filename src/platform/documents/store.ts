/** Where documents are kept, by a key that names nobody. */
export interface DocumentStore {
  /** Resolves once it would be there after a crash. */
  put(key: string, bytes: Uint8Array): Promise<void>
  get(key: string): Promise<Uint8Array | undefined>
  /** What is not there is removed already. */
  remove(key: string): Promise<void>
}
