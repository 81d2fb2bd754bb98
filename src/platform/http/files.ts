import { type Static, type TSchema, Type } from '@sinclair/typebox'
import type { FileScan } from '../../shared/file-scans.ts'
import { ref } from '../../shared/schema.ts'
import type { Actor } from '../access/access.ts'
import type { Reads, Tx } from '../database/database.ts'
import { fileETag } from './contract-headers.ts'
import { Problem } from './errors.ts'
import { type Answer, type Context, orNotFound, writeOnce } from './operation.ts'
import type { Told } from './operation-spec.ts'
import { looking } from './operations.ts'
import type { Operation } from './route.ts'
import { type FileType, fileTypeNames, fileTypes, type SentFile } from './sent-file.ts'

/** A file that is in the store, and is kept once a row of its case names it. */
export interface StoredFile extends Pick<SentFile, 'mediaType' | 'sha256'> {
  readonly id: string
  readonly sizeBytes: number
  readonly scan: FileScan
}

type PathOfOne = `/${string}/:${string}`

/**
 * A write that takes a file: its bytes are the body, so that a client needs no library and no name of a file comes with it. It goes into the
 * store before the transaction that keeps it, so that no lock waits for the store.
 */
export function upload<Gives extends TSchema>(
  id: string,
  to: `POST ${PathOfOne}`,
  {
    of,
    gives,
    run,
    ...told
  }: Told & {
    of: (reads: Reads, actor: Actor, id: string) => Promise<unknown>
    gives: { 201: Gives }
    run: (tx: Tx, context: Context, id: string, file: StoredFile) => Promise<Answer<Static<Gives>>>
  },
): Operation {
  return {
    ...told,
    id,
    writes: true,
    method: 'POST',
    path: to.replace('POST ', ''),
    body: Type.Unknown(),
    takesFile: true,
    responses: { 201: ref(gives[201]) },
    answer: async (platform, request, reply) => {
      const { actor } = request
      const [subject = ''] = Object.values(request.params as Readonly<Record<string, string>>)
      orNotFound(await platform.database.read(actor, (reads) => of(reads, actor, subject)))
      const { bytes, mediaType, sha256 } = request.body as SentFile
      const stored = await platform.documents.put(actor, bytes)
      const file = { id: stored, mediaType, sha256, sizeBytes: bytes.length, scan: platform.documents.scanOfNew }
      return writeOnce(platform, request, reply, {
        id,
        everyTime: false,
        work: (tx, context) => run(tx, context, subject, file),
      })
    },
  }
}

/** What a file is found by, and called where it is saved. */
export interface KeptFile {
  readonly documentId: string
  readonly mediaType: FileType
  readonly sha256: string
  readonly scan: FileScan
  /** Why it is in the store no more. */
  readonly goneBecause: 'infected' | 'withdrawn' | null
  /** Without its ending; it names nobody. */
  readonly name: string
}

const goneWords = {
  infected: 'Something harmful was found in this file. It was removed, and nobody has got it from here since',
  withdrawn: 'Whoever put this file here took it back',
} as const

/** Whether the client has the file already, which never changes. */
const isHeld = (header: string | undefined, tag: string) =>
  header?.split(',').some((one) => one.trim().replace(/^W\//, '') === tag) ?? false

/** A file, as it was sent: to be saved, and never to be shown as a page of this host. Nobody gets it before the scanner found it clean, where there is one. */
export function download(
  id: string,
  path: PathOfOne,
  spec: Told & {
    gives: string
    of: (reads: Reads, actor: Actor, id: string) => Promise<unknown>
    read: (reads: Reads, actor: Actor, id: string) => Promise<KeptFile | undefined>
  },
): Operation {
  const { gives, ...told } = spec
  const binary = { schema: Type.String({ format: 'binary', description: 'The bytes of the file.' }) }
  const responses = {
    200: {
      description: gives,
      headers: { ETag: fileETag },
      content: Object.fromEntries(fileTypeNames.map((name) => [name, binary])),
    },
    304: { description: 'You have this file already.', headers: { ETag: fileETag } },
  }
  const own = { ...told, problems: [409, 410, ...(told.problems ?? [])] as const }
  return looking<KeptFile>('GET', id, path, own, responses, async (look, request, reply, { documents }) => {
    const { found } = await look()
    if (found.goneBecause !== null) throw new Problem('file-removed', goneWords[found.goneBecause])
    if (!documents.gives(found.scan))
      throw new Problem(found.scan === 'failed' ? 'file-not-readable' : 'file-waits-for-scan')
    // Nothing keeps it on the way, nor the browser, as with every answer. Who kept the file themselves asks by its hash.
    const tag = `"${found.sha256}"`
    reply.header('etag', tag)
    if (isHeld(request.headers['if-none-match'], tag)) return reply.code(304).send()
    const bytes = await documents.get(request.actor, { id: found.documentId, hash: found.sha256 })
    return reply
      .type(found.mediaType)
      .header('content-disposition', `attachment; filename="${found.name}.${fileTypes[found.mediaType]}"`)
      .send(bytes)
  })
}
