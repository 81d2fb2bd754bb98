/** What pg exports and its types leave out. */
declare module 'pg/lib/utils.js' {
  const utils: {
    /** Turns a value into what goes over the wire. */
    prepareValue(value: unknown): string | Buffer | null
  }
  export default utils
}
