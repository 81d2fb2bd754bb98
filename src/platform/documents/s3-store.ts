import { AwsClient } from 'aws4fetch'
import type { DocumentStore } from './store.ts'

export interface S3Options {
  /** The bucket, with its address: `https://s3.eu-west-2.amazonaws.com/receipts`. */
  readonly bucketUrl: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** Shorter than a request may be handled for. */
const mostMilliseconds = 8_000

/** Documents as objects of a bucket, at any server that speaks S3. */
export function s3Store({ bucketUrl, region, accessKeyId, secretAccessKey }: S3Options): DocumentStore {
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 1 })
  const send = async (method: string, key: string, body?: Uint8Array) => {
    const answer = await client.fetch(`${bucketUrl.replace(/\/$/, '')}/${key}`, {
      method,
      signal: AbortSignal.timeout(mostMilliseconds),
      ...(body && { body: new Uint8Array(body) }),
    })
    if (answer.ok) return answer
    await answer.body?.cancel()
    if (answer.status === 404 && method !== 'PUT') return undefined
    throw new Error(`the store of documents answers ${answer.status} to ${method}`)
  }
  return {
    async put(key, bytes) {
      await send('PUT', key, bytes)
    },
    async get(key) {
      const answer = await send('GET', key)
      return answer && new Uint8Array(await answer.arrayBuffer())
    },
    async remove(key) {
      await send('DELETE', key)
    },
  }
}
