import { isUtf8 } from 'node:buffer'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { sha256 } from '../audit/content-hash.ts'
import { invalidAt, Problem } from './errors.ts'

/** What lines can be sent as. */
export const lineTypes = ['application/x-ndjson', 'text/csv'] as const
export type LineType = (typeof lineTypes)[number]
/** One line, as the contract shows it. */
export const lineExample = `${JSON.stringify({
  identifier: { system: 'https://record.trust.example/id/patient', value: 'RW4-20417' },
  nhsNumber: null,
  givenName: 'Amina',
  familyName: 'Example',
  bornOn: '1990-05-17',
  ethnicCategory: 'J',
  language: 'ur',
  interpreterNeeded: true,
  communicationNeeds: null,
})}\n`
/** A hundred thousand people have about half of that. */
export const mostBytesOfLines = 64 * 1024 * 1024

/** Lines as they arrived: text in UTF-8, a mark of its order at the beginning or none. */
export class SentLines {
  readonly mediaType: LineType
  readonly bytes: Buffer
  readonly #hash: string

  constructor(mediaType: LineType, bytes: Buffer) {
    this.mediaType = mediaType
    this.bytes = bytes
    this.#hash = sha256(bytes)
  }

  /** What a repeated request is compared by. */
  toJSON() {
    return { mediaType: this.mediaType, sha256: this.#hash }
  }
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body is many lines. */
    takesLines?: true
  }
}

const saidIn = (header: string | undefined) => {
  const said = header?.split(';')[0]?.trim().toLowerCase()
  return lineTypes.find((type) => type === said)
}

/** Takes many lines as they are, where an operation takes them. */
export const sentLinesPlugin = fp(
  async (app: FastifyInstance) => {
    app.addContentTypeParser<Buffer>(
      [...lineTypes],
      { parseAs: 'buffer', bodyLimit: mostBytesOfLines },
      async (request: FastifyRequest, bytes: Buffer) => {
        const said = saidIn(request.headers['content-type'])
        if (!said) throw new Problem('media-type-unsupported')
        if (!isUtf8(bytes)) throw invalidAt('/', 'must be text in UTF-8')
        return new SentLines(said, bytes)
      },
    )
    app.addHook('preParsing', async (request) => {
      const isLines = saidIn(request.headers['content-type']) !== undefined
      if (isLines !== (request.routeOptions.config.takesLines === true)) throw new Problem('media-type-unsupported')
    })
  },
  { name: 'sent-lines', dependencies: ['errors', 'bodies'] },
)
