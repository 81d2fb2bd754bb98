import { readdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import S3rver from 's3rver'
import t, { type Test } from 'tap'
import { diskStore } from '../../../src/platform/documents/disk-store.ts'
import { s3Store } from '../../../src/platform/documents/s3-store.ts'
import type { DocumentStore } from '../../../src/platform/documents/store.ts'

const tenant = '0197a5b0-0000-7000-8000-000000000001'
const key = `${tenant}/0197a5b0-0000-7000-8000-000000000002`

async function keeps(t: Test, store: DocumentStore) {
  t.equal(await store.get(key), undefined, 'what was never put there is not there')
  const bytes = Buffer.from([0, 255, 13, 10, 128, 7])
  await store.put(key, bytes)
  t.same(Buffer.from((await store.get(key)) ?? []), bytes, 'byte by byte')
  await store.put(key, Buffer.from('again'))
  t.equal(Buffer.from((await store.get(key)) ?? []).toString(), 'again')
  await store.remove(key)
  t.equal(await store.get(key), undefined)
  await t.resolves(store.remove(key), 'what is gone is removed already')
}

t.test('a folder keeps documents, for the service alone, and nothing half written', async (t) => {
  const folder = t.testdir()
  await keeps(t, diskStore(folder))
  await diskStore(folder).put(key, Buffer.from('x'))
  t.same(await readdir(`${folder}/${tenant}`), [key.split('/')[1]])
})

/** A server that speaks S3, with one bucket. */
async function bucket(t: Test) {
  const port = await new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
  const server = new S3rver({
    address: '127.0.0.1',
    port,
    silent: true,
    directory: t.testdir(),
    configureBuckets: [{ name: 'documents', configs: [] }],
  })
  await server.run()
  t.teardown(() => server.close())
  return {
    bucketUrl: `http://127.0.0.1:${port}/documents`,
    region: 'eu-west-2',
    accessKeyId: 'S3RVER',
    secretAccessKey: 'S3RVER',
  }
}

t.test('a bucket of a server that speaks S3 keeps documents', async (t) => {
  const at = await bucket(t)
  await keeps(t, s3Store(at))
  const wrong = s3Store({ ...at, accessKeyId: 'nobody' })
  await t.rejects(
    wrong.put(key, Buffer.from('x')),
    /answers 403 to PUT/,
    'a refusal is a fault, and not an empty store',
  )
  await t.rejects(wrong.get(key), /answers 403 to GET/)
})
