import { access, readFile } from 'node:fs/promises'
import t from 'tap'
import { parse } from 'yaml'
import { readConfig } from '../../src/config.ts'
import { permissions, roles } from '../../src/permissions.ts'

interface Compose {
  services: Record<
    string,
    { image?: string; build?: string; environment?: Record<string, string>; command?: string[]; depends_on?: object }
  >
}

const top = (path: string) => new URL(`../../${path}`, import.meta.url)
const read = (path: string) => readFile(top(path), 'utf8')
const { services } = parse(await read('docker-compose.yml')) as Compose

t.test(
  'docker-compose.yml has the service, PostgreSQL and an issuer, and each waits only for what is there',
  async (t) => {
    t.ok(services.service && services.postgres && services.issuer)
    for (const [name, { image, build, depends_on }] of Object.entries(services)) {
      t.ok(build || /:[\w.-]+$/.test(image ?? ''), `${name} is built here or is an image of one version`)
      for (const other of Object.keys(depends_on ?? {})) t.ok(services[other], `${name} waits for ${other}`)
    }
  },
)

t.test('the service starts with the environment that it is given there', async (t) => {
  const config = readConfig(services.service?.environment ?? {})
  t.not(config.issuer, 'sandbox')
  t.match(config.databaseUrl, /^postgres:\/\/recovery_budgets_app:/)
})

t.test('the issuer gives tokens that the service can read', async (t) => {
  const { tokenCallbacks } = JSON.parse(services.issuer?.environment?.JSON_CONFIG ?? '{}') as {
    tokenCallbacks: { issuerId: string; requestMappings: { claims: Record<string, unknown> }[] }[]
  }
  const [callback] = tokenCallbacks
  t.match(services.service?.environment?.OIDC_ISSUER, new RegExp(`/${callback?.issuerId}$`))
  const claims = callback?.requestMappings.map((mapping) => mapping.claims) ?? []
  for (const role of roles)
    t.ok(
      claims.some((one) => (one.roles as string[] | undefined)?.includes(role)),
      `a token for ${role}`,
    )
  for (const { sub, aud, commissioner, roles: held = [], scope = '' } of claims) {
    t.same([aud, commissioner], [[services.service?.environment?.OIDC_AUDIENCE], 'QYG'], String(sub))
    for (const role of held as string[]) t.ok(roles.includes(role as (typeof roles)[number]), role)
    for (const one of String(scope).split(' ').filter(Boolean))
      t.ok(permissions.includes(one as (typeof permissions)[number]), one)
  }
})

t.test('what the images are made of is in the repository', async (t) => {
  const dockerfile = await read('Dockerfile')
  const copied = [...dockerfile.matchAll(/^COPY (?:--\S+ )*(.+) \S+$/gm)].flatMap(([, paths = '']) => paths.split(' '))
  const run = (services.prepare?.command ?? [])
    .map((part) => part.replace(/^--scheme=/, ''))
    .filter((part) => /^(src|data)\//.test(part))
  t.ok(copied.length > 3 && run.length === 2)
  for (const path of [...copied, ...run, 'src/main.ts']) await t.resolves(access(top(path)), path)
  t.match(dockerfile, /^USER (?!root)/m)
})
