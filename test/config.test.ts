import t from 'tap'
import { ConfigError, readConfig } from '../src/config.ts'
import { fits } from './support/fits.ts'

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://app:secret-word@db.example/budgets',
  OIDC_ISSUER: 'https://login.example/realms/nhs',
  OIDC_AUDIENCE: 'recovery-budgets',
  OIDC_JWKS_URL: 'https://login.example/realms/nhs/certs',
  AUDIT_SEAL_KEY_FILE: '/run/secrets/audit-seal-key.pem',
  SECURITY_CONTACT: 'mailto:security@example.nhs.uk',
  BANK_DETAILS_KEYS_FILE: '/run/secrets/bank-details-keys',
  DOCUMENTS_FOLDER: '/var/lib/documents',
}

function faultsOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.faults
    throw error
  }
  return []
}

t.test('with nothing set it is a sandbox that listens on this machine only', async (t) => {
  const config = readConfig({})
  fits(t, config, { production: false, host: '127.0.0.1', port: 3000, issuer: 'sandbox' })
  t.equal(config.databaseUrl, undefined)
  t.equal(config.poolSize, 16)
  t.ok(Object.isFrozen(config))
})

t.test('an empty variable is as good as none', async (t) => {
  const empty = [
    'HOST',
    'PORT',
    'DATABASE_URL',
    'DATABASE_POOLER',
    'LOG_LEVEL',
    'OIDC_ISSUER',
    'OIDC_AUDIENCE',
    'OIDC_JWKS_URL',
    'TRUST_PROXY',
    'SANDBOX',
    'AUDIT_SEAL_KEY_FILE',
    'AUDIT_SEAL_RETIRED_KEYS_FILE',
    'SECURITY_CONTACT',
    'BANK_DETAILS_KEYS_FILE',
  ]
  t.same(readConfig(Object.fromEntries(empty.map((name) => [name, '']))), readConfig({}))
})

t.test(
  'messages need to know whom they come from and where people sign in, and the key of Notify is looked at',
  async (t) => {
    const smtp = { SMTP_URL: 'smtps://name:word@mail.example', MAIL_FROM: 'no-reply@example.nhs.uk' }
    const SIGN_IN_URL = 'https://sign-in.example.nhs.uk/'
    fits(t, readConfig({ ...smtp, SIGN_IN_URL }), {
      messages: { link: SIGN_IN_URL, smtp: { url: smtp.SMTP_URL, from: smtp.MAIL_FROM } },
    })
    t.equal(readConfig({}).messages, undefined)
    t.match(faultsOf({ SMTP_URL: smtp.SMTP_URL }), [/MAIL_FROM/, /SIGN_IN_URL/])
    t.match(faultsOf({ ...smtp, SMTP_URL: 'https://mail.example', SIGN_IN_URL }), [/^SMTP_URL must be a URL/])
    t.match(faultsOf({ NOTIFY_KEY: 'a-secret-word', SIGN_IN_URL }), [/^NOTIFY_KEY must be/, /NOTIFY_EMAIL_TEMPLATE/])
    t.notMatch(faultsOf({ NOTIFY_KEY: 'a-secret-word', SIGN_IN_URL }).join(), 'a-secret-word')
    t.match(faultsOf({ ...production, ...smtp, SIGN_IN_URL: 'http://sign-in.example' }), [/https:\/\/ in production/])
  },
)

t.test('production takes its whole configuration', async (t) => {
  fits(t, readConfig(production), {
    production: true,
    databaseUrl: production.DATABASE_URL,
    issuer: { issuer: production.OIDC_ISSUER, audience: 'recovery-budgets', jwksUrl: production.OIDC_JWKS_URL },
    bankDetailsKeysFile: production.BANK_DETAILS_KEYS_FILE,
    sealKeys: { keyFile: production.AUDIT_SEAL_KEY_FILE },
    securityContact: production.SECURITY_CONTACT,
    documents: { folder: production.DOCUMENTS_FOLDER },
  })
})

t.test('files are kept in a folder or in a bucket with its keys, and production says where', async (t) => {
  const bucket = {
    DOCUMENTS_FOLDER: undefined,
    DOCUMENTS_BUCKET_URL: 'https://s3.example/receipts',
    DOCUMENTS_ACCESS_KEY_ID: 'key',
    DOCUMENTS_SECRET_ACCESS_KEY: 'secret',
  }
  t.same(readConfig({ ...production, ...bucket }).documents, {
    bucketUrl: 'https://s3.example/receipts',
    region: 'eu-west-2',
    accessKeyId: 'key',
    secretAccessKey: 'secret',
  })
  t.match(faultsOf({ ...production, DOCUMENTS_FOLDER: undefined }), [/DOCUMENTS_FOLDER or DOCUMENTS_BUCKET_URL/])
  t.match(faultsOf({ ...production, ...bucket, DOCUMENTS_FOLDER: '/here' }), [/two places/])
  t.match(faultsOf({ ...production, ...bucket, DOCUMENTS_SECRET_ACCESS_KEY: undefined }), [/SECRET_ACCESS_KEY/])
  t.match(faultsOf({ ...production, ...bucket, DOCUMENTS_BUCKET_URL: 'http://s3.example/x' }), [/https/])
})

t.test('each fault is named by its variable', async (t) => {
  const faults: [Record<string, string>, RegExp][] = [
    [{ PORT: '70000' }, /^PORT /],
    [{ PORT: '-1' }, /^PORT /],
    [{ PORT: '80.5' }, /^PORT /],
    [{ PORT: 'http' }, /^PORT /],
    [{ DATABASE_URL: 'mysql://x' }, /^DATABASE_URL /],
    [{ DATABASE_URL: 'not a url' }, /^DATABASE_URL /],
    [{ MIGRATION_DATABASE_URL: 'http://x' }, /^MIGRATION_DATABASE_URL /],
    [{ DATABASE_POOLER: 'session' }, /^DATABASE_POOLER /],
    [{ DATABASE_POOL_SIZE: '0' }, /^DATABASE_POOL_SIZE /],
    [{ DATABASE_POOL_SIZE: '201' }, /^DATABASE_POOL_SIZE /],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL /],
    [{ RATE_LIMIT_PER_MINUTE: '0' }, /^RATE_LIMIT_PER_MINUTE /],
    [{ TRUST_PROXY: 'yes' }, /^TRUST_PROXY /],
    [{ OIDC_ISSUER: 'login.example' }, /^OIDC_ISSUER /],
    [{ OIDC_JWKS_URL: 'file:///keys.json' }, /^OIDC_JWKS_URL /],
    [{ SECURITY_CONTACT: 'security@example.nhs.uk' }, /^SECURITY_CONTACT /],
    [{ AUDIT_SEAL_RETIRED_KEYS_FILE: '/keys.json' }, /^AUDIT_SEAL_RETIRED_KEYS_FILE /],
  ]
  for (const [env, named] of faults) {
    const found = faultsOf(env)
    t.ok(
      found.some((fault) => named.test(fault)),
      `${JSON.stringify(env)} ${JSON.stringify(found)}`,
    )
  }
})

t.test('an issuer is named whole or not at all', async (t) => {
  const parts = { OIDC_ISSUER: 'https://a.example', OIDC_AUDIENCE: 'a', OIDC_JWKS_URL: 'https://a.example/keys' }
  const key = { AUDIT_SEAL_KEY_FILE: '/key.pem', BANK_DETAILS_KEYS_FILE: '/keys' }
  for (const missing of Object.keys(parts))
    fits(t, faultsOf({ ...parts, [missing]: undefined }), [/go together/], `without ${missing}`)
  t.same(faultsOf({ ...parts, ...key }), [])
})

t.test('over a database of its own the sandbox is asked for by name: whatever the environment is called', async (t) => {
  const database = { DATABASE_URL: production.DATABASE_URL }
  for (const env of [
    database,
    { ...database, NODE_ENV: 'prod' },
    { ...database, NODE_ENV: 'Production' },
    { ...database, SANDBOX: 'no' },
  ])
    fits(t, faultsOf(env), [/OIDC_ISSUER.* must be set too; only SANDBOX=yes/], JSON.stringify(env))
  t.equal(readConfig({ ...database, SANDBOX: 'yes' }).issuer, 'sandbox')
  t.equal(readConfig({ SANDBOX: 'yes' }).issuer, 'sandbox')
  fits(t, faultsOf({ ...production, SANDBOX: 'yes' }), [/^SANDBOX=yes/])
  fits(t, faultsOf({ ...production, NODE_ENV: 'test', SANDBOX: 'yes' }), [/^SANDBOX=yes/])
  for (const SANDBOX of ['true', 'YES', '1']) fits(t, faultsOf({ SANDBOX }), [/^SANDBOX must be/], SANDBOX)
})

t.test('production refuses the sandbox: its issuer, its database, and keys over plain HTTP', async (t) => {
  t.match(faultsOf({ NODE_ENV: 'production' }).join('\n'), /sandbox issuer is refused[\s\S]*DATABASE_URL must be set/)
  fits(t, faultsOf({ ...production, OIDC_ISSUER: 'http://login.example' }), [/https:/])
  fits(t, faultsOf({ ...production, OIDC_JWKS_URL: 'http://login.example/certs' }), [/https:/])
  fits(t, faultsOf({ ...production, DATABASE_URL: undefined }), [/DATABASE_URL/])
})

t.test('the audit and bank details are sealed with keys from files wherever the sandbox is not', async (t) => {
  fits(t, faultsOf({ ...production, AUDIT_SEAL_KEY_FILE: undefined }), [/^AUDIT_SEAL_KEY_FILE/])
  fits(t, faultsOf({ ...production, NODE_ENV: 'development', AUDIT_SEAL_KEY_FILE: undefined }), [
    /^AUDIT_SEAL_KEY_FILE/,
  ])
  fits(t, faultsOf({ ...production, BANK_DETAILS_KEYS_FILE: undefined }), [/^BANK_DETAILS_KEYS_FILE/])
  t.equal(readConfig({}).sealKeys, 'sandbox')
  t.equal(readConfig({}).bankDetailsKeysFile, 'sandbox')
})

t.test('production names where a vulnerability is reported to', async (t) => {
  fits(t, faultsOf({ ...production, SECURITY_CONTACT: undefined }), [/^SECURITY_CONTACT/])
})

t.test('every fault is told at once, and no value is repeated: some are secrets', async (t) => {
  const env = { PORT: 'secret-port', DATABASE_URL: 'mysql://u:secret-word@x', LOG_LEVEL: 'secret-level' }
  const error = t.throws(() => readConfig(env), ConfigError) as ConfigError
  t.equal(error.faults.length, 3)
  t.match(error.message, /3 faults/)
  t.notMatch(error.message, /secret/)
})

t.test('a claim with an NHS number is trusted only with the level at which the issuer proved who it is', async (t) => {
  const claim = { ...production, OIDC_NHS_NUMBER_CLAIM: 'nhs_number' }
  const level = { OIDC_NHS_NUMBER_LEVEL: 'vot=P9.Cp.Cd,P9.Cp.Ck' }
  t.equal(readConfig(production).verifiedNumber, undefined)
  t.same(readConfig({ ...claim, ...level }).verifiedNumber, {
    claim: 'nhs_number',
    levelClaim: 'vot',
    levels: ['P9.Cp.Cd', 'P9.Cp.Ck'],
  })
  t.match(faultsOf(claim), [/^OIDC_NHS_NUMBER_CLAIM and OIDC_NHS_NUMBER_LEVEL go together/])
  t.match(faultsOf({ ...production, ...level }), [/^OIDC_NHS_NUMBER_CLAIM and OIDC_NHS_NUMBER_LEVEL go together/])
  for (const wrong of ['P9', '=P9', 'vot=', 'vot=P9,', 'vot=P9, P5'])
    t.match(faultsOf({ ...claim, OIDC_NHS_NUMBER_LEVEL: wrong }), [/^OIDC_NHS_NUMBER_LEVEL must be /], wrong)
})
