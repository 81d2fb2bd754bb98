import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { fileTypeFromBuffer } from 'file-type'
import { sha256 } from '../audit/content-hash.ts'
import { Problem } from './errors.ts'

/** What a photograph or a scan of a paper is, with the ending of its name. Nothing here is shown in a page, so none can run in one. */
export const fileTypes = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/heic': 'heic',
} as const
export type FileType = keyof typeof fileTypes
export const fileTypeNames = Object.keys(fileTypes) as FileType[]
/** What is no longer than the mark of its type says nothing. */
const leastBytesInFile = 12
/** A photograph of a receipt has a few million bytes. */
export const mostBytesInFile = 8 * 1024 * 1024

/** A file as it arrived: its type by its content, its hash by its bytes. It has no name, since names of files name people. */
export class SentFile {
  readonly mediaType: FileType
  readonly bytes: Uint8Array
  readonly sha256: string

  constructor(mediaType: FileType, bytes: Uint8Array) {
    this.mediaType = mediaType
    this.bytes = bytes
    this.sha256 = sha256(bytes)
  }

  /** What a repeated request is compared by. */
  toJSON() {
    return { mediaType: this.mediaType, sha256: this.sha256 }
  }
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body is a file. */
    takesFile?: true
  }
}

/** Takes files as they are, where an operation takes one. What Content-Type says is compared with what the content begins with. */
export const sentFilesPlugin = fp(
  async (app: FastifyInstance) => {
    app.addContentTypeParser<Buffer>(
      fileTypeNames,
      { parseAs: 'buffer', bodyLimit: mostBytesInFile },
      async (request: FastifyRequest, bytes: Buffer) => {
        const said = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
        const is = await fileTypeFromBuffer(bytes)
        const known = fileTypeNames.find((name) => name === is?.mime)
        if (!known || known !== said) throw new Problem('file-type-differs')
        if (bytes.length < leastBytesInFile)
          throw new Problem('file-type-differs', 'There is nothing in it but the mark of its type')
        return new SentFile(known, bytes)
      },
    )
    app.addHook('preParsing', async (request) => {
      const header = request.headers['content-type']
      const isFile = fileTypeNames.some((name) => header?.toLowerCase().startsWith(name))
      if (request.routeOptions.config.takesFile ? isFile : !isFile) return
      throw new Problem('media-type-unsupported')
    })
  },
  { name: 'sent-files', dependencies: ['errors', 'bodies'] },
)
