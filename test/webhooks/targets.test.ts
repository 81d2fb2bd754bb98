import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import t from 'tap'
import type { WebhookDelivery } from '../../src/webhooks/schemas.ts'
import { send } from '../../src/webhooks/sender.ts'
import { isPublicAddress } from '../../src/webhooks/targets.ts'
import { aMachine } from '../support/actors.ts'
import { invalid } from '../support/invalid.ts'
import { startService } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'
import { aReceiver, register } from './acts.ts'

const service = await startService(t, { webhookTargets: 'public' })
const ofTrust = service.as(aMachine(undefined, 'RW4'))

const notPublic = [
  ...[
    '127.0.0.1',
    '127.8.8.8',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '0.0.0.0',
  ],
  ...['100.64.0.1', '192.0.0.170', '198.18.0.1', '203.0.113.9', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
  ...[
    '::',
    '::1',
    'fe80::1',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
  ],
  ...['2001::1', '2001:db8::1', '2002:7f00:1::1', '3fff::1', 'no address'],
]

t.test('an address that is not of the public Internet is known as such', async (t) => {
  for (const address of notPublic) t.notOk(isPublicAddress(address), address)
  for (const address of [
    '8.8.8.8',
    '172.15.0.1',
    '172.32.0.1',
    '100.63.0.1',
    '1.1.1.1',
    '2606:4700::1111',
    '2a00:1450::1',
  ])
    t.ok(isPublicAddress(address), address)
})

t.test('outside of the sandbox a webhook leads to the public Internet over TLS', async (t) => {
  const wrong = [
    'http://records.example/events',
    'https://127.0.0.1/events',
    'https://2130706433/events',
    'https://0x7f.1/events',
    'https://[::1]:8443/events',
    'https://[::ffff:10.0.0.1]/events',
    'https://169.254.169.254/latest/meta-data',
    'https://name:password@records.example/events',
    'https://records.example/events#here',
    'ftp://records.example/events',
    'not an address',
    'https://records.example/ev\r\nents',
    'https://records.example/\tevents',
    ' https://records.example/events',
    'https://records.example/\u200bevents',
    'https://xn--/',
    'https://records.xn--/events',
    `https://records.example/${'\u00e9'.repeat(200)}`,
  ]
  await invalid(
    t,
    service,
    wrong.map((url) => [{ url }, '/url', url] as const),
    (more) => ofTrust.post('/v1/webhooks', { types: null, ...more }),
  )
  const { id } = (await register(ofTrust, 'https://records.example/events')).ok
  await invalid(t, service, [[{ url: 'https://10.0.0.1/' }, '/url']], (more) =>
    ofTrust.patch(`/v1/webhooks/${id}`, more, { ifMatch: '"1"' }),
  )
  t.equal((await ofTrust.post(`/v1/webhooks/${id}/ending`)).status, 200)
})

t.test('an address is kept as it is sent to, and so is one that it is changed to', async (t) => {
  const { id, url } = (await register(ofTrust, 'HTTPS://Records.Example:443/a/../events')).ok
  t.equal(url, 'https://records.example/events')
  const change = { url: 'https://RECORDS.example' }
  const changed = await ofTrust.patch<{ url: string }>(`/v1/webhooks/${id}`, change, { ifMatch: '"1"' })
  t.equal(changed.ok.url, 'https://records.example/')
  t.equal((await ofTrust.post(`/v1/webhooks/${id}/ending`)).status, 200)
})

t.test('a name that leads into this machine is found out when it is connected to, and nothing is sent', async (t) => {
  let connections = 0
  const server = createServer((socket) => {
    connections += 1
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  const { port } = server.address() as AddressInfo
  const { id } = (await register(ofTrust, `https://localhost:${port}/events`)).ok
  await ofTrust.post(`/v1/webhooks/${id}/test-events`)
  t.equal(await doOnce(service, 'webhooks'), 1)
  const { items } = (await ofTrust.get<{ items: WebhookDelivery[] }>(`/v1/webhooks/${id}/deliveries`)).ok
  t.match(items, [{ status: 'waiting', attempts: 1, lastStatus: 0 }])
  t.equal(connections, 0)
  // The same receiver is reached where any address may be: so it was the address that was refused.
  t.equal((await send({ url: `https://localhost:${port}/`, body: '{}', headers: {} }, 'any')).status, 0)
  t.ok(connections > 0)
})

t.test('an answer that does not end holds nothing up, and one that never comes is given up', async (t) => {
  const receiver = await aReceiver(t)
  receiver.answers(() => new Promise(() => undefined))
  const before = Date.now()
  t.equal((await send({ url: receiver.url, body: '{}', headers: {} }, 'any')).status, 0)
  t.ok(Date.now() - before >= 9_500 && Date.now() - before < 15_000)
})
