import { createHash, randomUUID } from 'node:crypto'
import type { Attachment } from '../../src/attachments/schemas.ts'
import type { Client } from '../support/client.ts'
import type { Service } from '../support/service.ts'

/** A file that begins as a PDF does, and is no other's. */
export const aPdf = (content: string = randomUUID()) => Buffer.from(`%PDF-1.7\n${content}\n%%EOF\n`, 'latin1')
export const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

export const add = (client: Client, caseId: string, bytes: Buffer, more: object = {}) =>
  client.post<Attachment>(`/v1/cases/${caseId}/attachments`, {
    kind: 'case',
    title: 'Letter from my physiotherapist',
    sha256: hashOf(bytes),
    ...more,
  })

export const send = (client: Client, id: string, raw: Buffer, type = 'application/pdf', key?: string) =>
  client.post<Attachment>(`/v1/attachments/${id}/file`, undefined, {
    raw,
    headers: { 'content-type': type },
    ...(key && { key }),
  })

/** A file that hangs there, sent. */
export async function attached(client: Client, caseId: string, bytes = aPdf(), more: object = {}): Promise<Attachment> {
  const { id } = (await add(client, caseId, bytes, more)).ok
  return (await send(client, id, bytes)).ok
}

export const takeBack = (client: Client, id: string, because = 'wrong-file', words: string | null = null) =>
  client.post<Attachment>(`/v1/attachments/${id}/withdrawal`, { because, words })

export const listed = async (client: Client, caseId: string, query = '') =>
  (await client.get<{ items: Attachment[] }>(`/v1/cases/${caseId}/attachments${query}`)).ok.items

/** The answer as it comes over the line, with its bytes. */
export async function saved(service: Service, client: Client, path: string, headers: Record<string, string> = {}) {
  if (!client.actor) throw new Error('somebody signs in')
  const authorization = `Bearer ${await service.tokenFor(client.actor)}`
  const answer = await fetch(`${service.baseUrl}${path}`, { headers: { authorization, ...headers } })
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) }
}
