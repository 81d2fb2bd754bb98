import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import {
  clientCredentials,
  createClient,
  NoAnswerError,
  NoTokenError,
  TokenSourceAwayError,
} from '../../sdk/typescript/src/index.ts'

/** A real server on this machine, and how often it was asked for each path, with which keys. */
async function aServer(t: Test, answer: (asked: number, ...of: Parameters<RequestListener>) => void) {
  const came: { readonly path: string; readonly key: unknown }[] = []
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const path = `${request.method} ${request.url}`
      came.push({ path, key: request.headers['idempotency-key'] })
      answer(came.length, request, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, came }
}
type Response = Parameters<RequestListener>[1]
const says = (response: Response, status: number, body: object, more: object = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...more }).end(JSON.stringify(body))
/** Begins an answer, and cuts the line in the middle of it. */
const breaksOff = (response: Response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 })
  response.write('{"items":', () => response.destroy())
}

const patience = { firstWaitMs: 1, longestWaitMs: 2 }
const clientTo = (baseUrl: string, more: object = {}) => createClient({ baseUrl, token: 'a-token', patience, ...more })
const thrownBy = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  )
const id = '019ab3f0-0000-7000-8000-0000000000aa'

t.test('an answer that breaks off is none: it is asked for again, with the same key', async (t) => {
  const { url, came } = await aServer(t, (asked, _, response) =>
    asked % 3 === 0 ? says(response, 200, { items: [], nextCursor: null }) : breaksOff(response),
  )
  t.same(await clientTo(url).listSchemes(), { items: [], nextCursor: null })
  await clientTo(url).startSimulation({ schemeDraftId: id })
  t.equal(came.length, 6)
  const keys = came.slice(3).map(({ key }) => key)
  t.ok(keys[0])
  t.equal(new Set(keys).size, 1)
})

t.test('a change, and what is done each time, is not sent again: nobody knows whether it was done', async (t) => {
  const { url, came } = await aServer(t, (_, __, response) => breaksOff(response))
  const client = clientTo(url)
  const change = client.changePerson({ personId: id, ifMatch: '"1"', body: { language: 'fr' } })
  t.ok((await thrownBy(change)) instanceof NoAnswerError)
  t.equal(came.length, 1)
  const file = client.makePaymentFile({ payRunId: id, body: { format: 'bacs-standard-18' } as never })
  t.ok((await thrownBy(file)) instanceof NoAnswerError)
  t.equal(came.length, 2)
  t.ok((await thrownBy(client.listSchemes())) instanceof NoAnswerError)
  t.equal(came.length, 7, 'a read is tried as often as the client is patient')
})

t.test('an issuer that is away is asked again, and one that refuses is not', async (t) => {
  const { url } = await aServer(t, (_, __, response) => says(response, 200, { items: [], nextCursor: null }))
  let answers = [503, 429, 200]
  const issuer = await aServer(t, (asked, _, response) => {
    const status = answers[asked - 1] ?? 200
    says(response, status, status === 200 ? { access_token: 'given', expires_in: 60 } : {}, { 'retry-after': '0' })
  })
  const of = { clientId: 'it', clientSecret: 'secret' }
  const client = () => clientTo(url, { token: clientCredentials({ tokenUrl: issuer.url, ...of }) })
  t.same(await client().listSchemes(), { items: [], nextCursor: null })
  t.equal(issuer.came.length, 3)
  answers = [...answers, 401]
  const refused = await thrownBy(client().listSchemes())
  t.ok(refused instanceof NoTokenError)
  t.equal(issuer.came.length, 4, 'asked once')
  let asked = 0
  const source = () => {
    asked += 1
    return Promise.reject(new TokenSourceAwayError('the vault is away'))
  }
  t.match(await thrownBy(clientTo(url, { token: source }).listSchemes()), { cause: { message: 'the vault is away' } })
  t.equal(asked, 5)
  const nowhere = clientCredentials({ tokenUrl: 'http://127.0.0.1:1/', ...of })
  t.match(await thrownBy(clientTo(url, { token: nowhere }).listSchemes()), { cause: { name: 'TokenSourceAwayError' } })
})
