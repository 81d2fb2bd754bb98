import { type Static, type TSchema, Type } from '@sinclair/typebox'
import type { FileScan } from '../../shared/file-scans.ts'
import { ref } from '../../shared/schema.ts'
import type { Actor } from '../access/access.ts'
import type { Reads, Tx } from '../database/database.ts'
import { fileETag } from './contract-headers.ts'
import { Problem } from './errors.ts'
import { type Answer, type Context, writeOnce } from './operation.ts'
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
 * store before the transaction that keeps it, so that no lock waits for the store; and it goes there only where `check` refuses nothing, which is
 * what `run` asks again once it holds the case.
 */
export function upload<Gives extends TSchema>(
  id: string,
  to: `POST ${PathOfOne}`,
  {
    check,
    gives,
    run,
    ...told
  }: Told & {
    check: (tx: Tx, context: Context, id: string, file: Pick<SentFile, 'sha256'>) => Promise<unknown>
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
      const sent = request.body as SentFile
      const context: Context = { actor, now: platform.now(actor.commissionerId), ifMatch: undefined }
      const refusal = await refusalOf(platform.database.write(actor, (tx) => check(tx, context, subject, sent)))
      const { bytes, mediaType, sha256 } = sent
      const about = { mediaType, sha256, sizeBytes: bytes.length, scan: platform.documents.scanOfNew }
      const stored = refusal ? undefined : await platform.documents.put(actor, bytes)
      return writeOnce(platform, request, reply, {
        id,
        everyTime: false,
        // What was refused may be what was done before by the same key: that has its answer.
        work: async (tx, given) => {
          if (stored === undefined) throw refusal
          return run(tx, given, subject, { id: stored, ...about })
        },
      })
    },
  }
}

/** Why it was refused; undefined where it was not. A fault of the service is thrown. */
async function refusalOf(checked: Promise<unknown>): Promise<Problem | undefined> {
  try {
    await checked
    return undefined
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
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
