import t from 'tap'
import { sampleActors, subjectOf } from '../../dev/sandbox/actors.ts'
import { clientCredentials, createClient } from '../../sdk/typescript/src/index.ts'
import { roles } from '../../src/permissions.ts'
import { organisationKinds } from '../../src/role-organisations.ts'
import { startSandbox } from '../support/sandbox.ts'

t.setTimeout(240_000)

const sandbox = await startSandbox(t)
const clientId = 'sandbox-care-coordinator'
const secret = `${clientId}-secret`
const basic = (id: string, own: string) => `Basic ${Buffer.from(`${id}:${own}`).toString('base64')}`

interface Given {
  readonly access_token?: string
  readonly token_type?: string
  readonly expires_in?: number
  readonly scope?: string
  readonly error?: string
}

async function ask(form: Record<string, string> | string, authorization?: string, type?: string) {
  const response = await fetch(`${sandbox.url}/sandbox/oauth2/token`, {
    method: 'POST',
    headers: {
      'content-type': type ?? 'application/x-www-form-urlencoded',
      ...(authorization === undefined ? {} : { authorization }),
    },
    body: typeof form === 'string' ? form : new URLSearchParams(form).toString(),
  })
  return { status: response.status, headers: response.headers, body: (await response.json()) as Given }
}
const grant = { grant_type: 'client_credentials' }

t.test('each kind of client has a credential, and is by its token who it says', async (t) => {
  for (const role of roles)
    t.ok(
      sampleActors.some((actor) => actor.roles?.includes(role)),
      role,
    )
  for (const actor of sampleActors) {
    const me = await sandbox.as(subjectOf(actor)).getMe()
    t.same(me.roles, actor.roles ?? [], actor.who)
    if (actor.scope)
      t.same(
        actor.scope.filter((one) => !me.permissions.some((each) => each === one)),
        [],
        actor.who,
      )
  }
  const { items } = (await (await fetch(`${sandbox.url}/sandbox/tokens`)).json()) as { items: { clientId: string }[] }
  t.same(items.map((one) => one.clientId).sort(), sampleActors.map(subjectOf).sort(), 'and all are published')
})

t.test('each kind of organisation that hears what happens has a system here that hears it', async (t) => {
  const systems = sampleActors.filter(({ scope, organisation }) => scope && organisation)
  const kinds = new Set<string>()
  for (const actor of systems) {
    const of = sandbox.as(subjectOf(actor))
    kinds.add((await of.getMe()).organisation?.kind ?? '')
    t.same((await of.listWebhooks()).items, [], actor.who)
    t.ok(Array.isArray((await of.listEvents()).items), actor.who)
  }
  t.same([...kinds].toSorted(), organisationKinds.filter((kind) => kind !== 'commissioner').toSorted())
})

t.test('a front end that somebody works on at their own machine asks with the tokens of people', async (t) => {
  const given = (await ask({ ...grant, client_id: clientId, client_secret: secret })).body
  const from = (origin: string) =>
    fetch(`${sandbox.url}/v1/me`, { headers: { origin, authorization: `Bearer ${given.access_token}` } })
  const local = 'http://localhost:5173'
  const answer = await from(local)
  t.equal(answer.status, 200)
  t.equal(answer.headers.get('access-control-allow-origin'), local)
  t.equal((await from('http://localhost:5174')).status, 403, 'a port that nobody registered')
})

t.test('the client says who it is in the form or by Basic, and is told how long the token is good', async (t) => {
  for (const answer of [
    await ask({ ...grant, client_id: clientId, client_secret: secret }),
    await ask(grant, basic(clientId, secret)),
    await ask({ ...grant, client_id: clientId }, basic(clientId, secret)),
  ]) {
    t.equal(answer.status, 200)
    t.match(answer.body, { access_token: /^ey/, token_type: 'Bearer', expires_in: 28_800 })
    t.equal(answer.headers.get('cache-control'), 'no-store')
  }
})

t.test('a system asks for a part of its scope, and not for more', async (t) => {
  const system = basic('sandbox-trust-system', 'sandbox-trust-system-secret')
  const part = await ask({ ...grant, scope: 'case:read' }, system)
  t.match(part.body, { scope: 'case:read' })
  const headers = { authorization: `Bearer ${part.body.access_token}` }
  t.equal((await fetch(`${sandbox.url}/v1/cases`, { headers })).status, 200)
  t.equal((await fetch(`${sandbox.url}/v1/organisations`, { headers })).status, 403)
  for (const [who, scope] of [
    ['sandbox-trust-system', 'case:read plan:decide'],
    ['sandbox-trust-system', 'audit:read'],
    ['sandbox-care-coordinator', 'case:read'],
  ] as const)
    t.match(await ask({ ...grant, scope }, basic(who, `${who}-secret`)), {
      status: 400,
      body: { error: 'invalid_scope' },
    })
})

t.test('whoever is refused is told by RFC 6749 why, and never what they sent', async (t) => {
  const own = { ...grant, client_id: clientId, client_secret: secret }
  for (const [answer, status, error] of [
    [await ask({ ...own, client_secret: 'wrong-secret' }), 401, 'invalid_client'],
    [await ask({ ...own, client_id: 'nobody' }), 401, 'invalid_client'],
    [await ask({ ...own, client_secret: '' }), 401, 'invalid_client'],
    [await ask(grant), 401, 'invalid_client'],
    [await ask(grant, 'Basic !'), 401, 'invalid_client'],
    [await ask(grant, basic('%', secret)), 401, 'invalid_client'],
    [await ask(own, basic(clientId, secret)), 400, 'invalid_request'],
    [await ask({ ...grant, client_id: 'another' }, basic(clientId, secret)), 400, 'invalid_request'],
    [await ask({ client_id: clientId, client_secret: secret }), 400, 'invalid_request'],
    [await ask({ ...own, grant_type: 'password' }), 400, 'unsupported_grant_type'],
    [await ask(`${new URLSearchParams(own)}&grant_type=password`), 400, 'invalid_request'],
    [await ask(JSON.stringify(own), undefined, 'application/json'), 400, 'invalid_request'],
  ] as const) {
    t.match(answer, { status, body: { error } })
    t.notMatch(JSON.stringify(answer.body), /wrong-secret|care-coordinator-secret|"password"/)
    t.equal(answer.headers.get('www-authenticate') !== null, status === 401, error)
  }
  t.notMatch(sandbox.logLines.join(), /-secret/)
})

t.test('the client of the package asks once, and again when the token is about to end', async (t) => {
  let asked = 0
  const seconds = { left: 28_800 }
  const counting: typeof fetch = async (input, init) => {
    const response = await fetch(input, init)
    asked += 1
    return Response.json({ ...((await response.json()) as object), expires_in: seconds.left })
  }
  const tokenUrl = `${sandbox.url}/sandbox/oauth2/token`
  const token = clientCredentials({ tokenUrl, clientId, clientSecret: secret, fetch: counting })
  const budgets = createClient({ baseUrl: sandbox.url, token })
  await Promise.all([budgets.getMe(), budgets.getMe()])
  await budgets.getMe()
  t.equal(asked, 1)
  seconds.left = 20
  const short = createClient({ baseUrl: sandbox.url, token })
  await short.getMe()
  await short.getMe()
  t.equal(asked, 3, 'one that ends within half a minute is not used again')
})

t.test('what only the sandbox answers has a document of its own', async (t) => {
  const own = (await (await fetch(`${sandbox.url}/sandbox/documentation/json`)).json()) as { paths: object }
  t.same(Object.keys(own.paths).sort(), [
    '/sandbox/clock',
    '/sandbox/clock/advances',
    '/sandbox/oauth2/token',
    '/sandbox/reset',
    '/sandbox/scenarios',
  ])
  t.notMatch(JSON.stringify(sandbox.app.swagger()), /"\/sandbox\//, 'and none of it is in the contract')
})
