import { existsSync, readFileSync } from 'node:fs'
import t from 'tap'
import { parse } from 'yaml'
import { readConfig } from '../../src/config.ts'
import { permissions, roles } from '../../src/permissions.ts'

const at = (path: string) => new URL(`../../${path}`, import.meta.url)
const read = (path: string) => readFileSync(at(path), 'utf8')

interface Composed {
  image?: string
  environment?: Record<string, string>
  command?: string[]
  depends_on?: Record<string, { condition: string }>
  healthcheck?: unknown
  configs?: { source: string; target: string }[]
}
const compose = parse(read('docker-compose.yml')) as {
  services: Record<'service' | 'prepare' | 'postgres' | 'issuer', Composed>
  configs: Record<string, { content: string }>
}
const { service, prepare, postgres, issuer } = compose.services

t.test(
  'the service starts with the configuration that docker-compose.yml gives it, and reads every variable of it',
  async (t) => {
    const environment = service.environment ?? {}
    const config = readConfig({ HOST: '0.0.0.0', PORT: '3000', ...environment })
    t.equal(config.databaseUrl, environment.DATABASE_URL)
    t.match(config.issuer, {
      issuer: environment.OIDC_ISSUER,
      jwksUrl: environment.OIDC_JWKS_URL,
      audience: environment.OIDC_AUDIENCE,
    })
    const known = read('src/config.ts')
    for (const name of Object.keys(environment))
      t.ok(known.includes(`'${name}'`) || known.includes(`env.${name}`), name)
  },
)

t.test(
  'it connects as the role that owns nothing, and the migrations run as the one that owns the tables',
  async (t) => {
    const user = (url = '') => new URL(url).username
    const roleSql = compose.configs.roles?.content ?? ''
    t.equal(user(service.environment?.DATABASE_URL), 'recovery_budgets_app')
    t.equal(user(prepare.environment?.MIGRATION_DATABASE_URL), 'recovery_budgets_owner')
    for (const url of [service.environment?.DATABASE_URL, prepare.environment?.MIGRATION_DATABASE_URL]) {
      const { username, password, hostname, pathname } = new URL(url ?? '')
      t.match(roleSql, new RegExp(`create role ${username} login .*password '${password}'`))
      t.match(roleSql, new RegExp(`create database ${pathname.slice(1)} owner recovery_budgets_owner`))
      t.equal(hostname, 'postgres')
    }
  },
)

t.test('nothing starts before what it needs, and every image has a version', async (t) => {
  t.equal(service.depends_on?.prepare?.condition, 'service_completed_successfully')
  t.equal(prepare.depends_on?.postgres?.condition, 'service_healthy')
  t.ok(postgres.healthcheck)
  for (const { image } of [postgres, issuer]) t.match(image, /:\d/)
})

t.test('what is provisioned is there, and the tokens of the issuer are those that the service reads', async (t) => {
  const [, script = '', ...options] = prepare.command ?? []
  t.ok(existsSync(at(script)), script)
  const values = (name: string) =>
    options.filter((option) => option.startsWith(`--${name}=`)).map((option) => option.slice(name.length + 3))
  for (const scheme of values('scheme')) t.ok(existsSync(at(scheme)), scheme)
  const organisations = values('organisation').map((organisation) => organisation.split(':')[0])
  const { tokenCallbacks } = JSON.parse(issuer.environment?.JSON_CONFIG ?? '{}') as {
    tokenCallbacks: { issuerId: string; requestMappings: { claims: Record<string, unknown> }[] }[]
  }
  t.equal(tokenCallbacks[0]?.issuerId, new URL(service.environment?.OIDC_ISSUER ?? '').pathname.slice(1))
  for (const { claims } of tokenCallbacks[0]?.requestMappings ?? []) {
    t.same(claims.aud, [service.environment?.OIDC_AUDIENCE], String(claims.sub))
    t.same(values('commissioner'), [claims.commissioner])
    if (claims.organisation) t.ok(organisations.includes(String(claims.organisation)))
    for (const role of (claims.roles as string[] | undefined) ?? [])
      t.ok((roles as readonly string[]).includes(role), role)
    for (const scope of claims.scope ? String(claims.scope).split(' ') : [])
      t.ok((permissions as readonly string[]).includes(scope), scope)
  }
})

t.test('the image runs the pinned major of Node as an ordinary user, with what it copies and no more', async (t) => {
  const dockerfile = read('Dockerfile')
  const pinned = JSON.parse(read('package.json')) as { devDependencies: { node: string } }
  t.match(dockerfile, new RegExp(`^FROM node:${/\d+/.exec(pinned.devDependencies.node)}-`, 'm'))
  t.match(dockerfile, /^USER node$/m)
  for (const [, from = ''] of dockerfile.matchAll(/^COPY (\S+) \S+$/gm)) t.ok(existsSync(at(from)), from)
  const allowed = read('.dockerignore')
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1))
  for (const [, files = ''] of dockerfile.matchAll(/^COPY (.+) \S+$/gm))
    for (const file of files.split(' ')) t.ok(allowed.includes(file), file)
  const command = /^CMD (\[.+\])$/m.exec(dockerfile)?.[1] ?? '[]'
  t.same(JSON.parse(command), ['node', 'src/main.ts'])
})
