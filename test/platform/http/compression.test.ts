import { get, type IncomingHttpHeaders } from 'node:http'
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import t from 'tap'
import { anOrganisation } from '../../support/builders.ts'
import { startService } from '../../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
for (let n = 0; n < 60; n += 1)
  await officer.post('/v1/organisations', anOrganisation({ code: `LONG${n}`, name: 'A long name '.repeat(10) }))
const token = await service.tokenFor('commissioner-officer')

/** The bytes as they came. */
function bytes(path: string, encodings?: string): Promise<{ headers: IncomingHttpHeaders; body: Buffer }> {
  const headers = { authorization: `Bearer ${token}`, ...(encodings ? { 'accept-encoding': encodings } : {}) }
  return new Promise((resolve, reject) => {
    get(new URL(path, service.baseUrl), { headers }, async (response) => {
      resolve({ headers: response.headers, body: Buffer.concat(await response.toArray()) })
    }).once('error', reject)
  })
}

t.test('a long answer is compressed for those who can read it, and says so to caches', async (t) => {
  const path = '/v1/organisations?limit=60'
  const plain = await bytes(path)
  t.equal(plain.headers['content-encoding'], undefined)
  t.equal(plain.headers.vary, 'accept-encoding, origin')
  t.ok(plain.body.length > 8_192)
  for (const [encoding, open] of [
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const) {
    const { headers, body } = await bytes(path, encoding)
    t.equal(headers['content-encoding'], encoding)
    t.equal(headers.vary, 'accept-encoding, origin')
    t.ok(body.length < plain.body.length / 3, `${body.length} of ${plain.body.length} bytes`)
    t.equal(open(body).toString(), plain.body.toString())
  }
})

t.test('a short answer is not', async (t) => {
  const { headers } = await bytes('/v1/organisations?limit=1', 'br, gzip')
  t.equal(headers['content-encoding'], undefined)
})

t.test('415: a body that is compressed is not opened, and the answer says what is taken', async (t) => {
  const body = JSON.stringify(anOrganisation({ code: 'PACKED' }))
  const send = (encoding: string, raw: string | Buffer) =>
    officer.post('/v1/organisations', undefined, { raw, headers: { 'content-encoding': encoding } })
  for (const encoding of ['gzip', 'GZIP', 'br', 'identity, gzip', 'zstd']) {
    const answer = await send(encoding, gzipSync(body))
    t.equal(answer.problem.code, 'media-type-unsupported', encoding)
    t.equal(answer.headers.get('accept-encoding'), 'identity')
  }
  t.equal((await send('identity', body)).status, 201)
})
