import { isNotifyKey } from './notifications/gov-uk-notify.ts'
import type { MessageSettings } from './notifications/open-transports.ts'
import type { VerifiedNumber } from './platform/access/actor-of-claims.ts'
import { type Pooler, poolerOf, poolers } from './platform/database/pooler.ts'
import { isScannerUrl } from './platform/documents/clamd.ts'
import type { S3Options } from './platform/documents/s3-store.ts'

/** What the service needs to know of its surroundings, checked and frozen. */
export interface Config {
  readonly production: boolean
  readonly host: string
  readonly port: number
  /** Unset: `npm start` runs an embedded PostgreSQL. */
  readonly databaseUrl: string | undefined
  /** The role that owns the tables and applies migrations. Unset: the service starts on a schema that is up to date already. */
  readonly migrationUrl: string | undefined
  /** What stands before the database, of both addresses. */
  readonly pooler: Pooler
  readonly poolSize: number
  readonly issuer: { readonly issuer: string; readonly audience: string; readonly jwksUrl: string } | 'sandbox'
  /** Which claim of the issuer's tokens holds an NHS number that it has verified, and at which levels. Unset: it verifies none. */
  readonly verifiedNumber: VerifiedNumber | undefined
  readonly logLevel: string
  readonly rateLimitPerMinute: number
  readonly trustProxy: boolean
  /** The keys that the audit is sealed with; those of the sandbox are made for it. */
  readonly sealKeys: { readonly keyFile: string; readonly retiredKeysFile: string | undefined } | 'sandbox'
  /** The file of keys that bank details are sealed with, kept where the database is not; those of the sandbox are made for it. */
  readonly bankDetailsKeysFile: string | 'sandbox'
  /** Where files are kept: a folder, or a bucket of a server that speaks S3. `usual` is beside the sandbox's database. */
  readonly documents: { readonly folder: string } | S3Options | 'usual'
  /** Where ClamAV's daemon listens, that looks for harm in files: `tcp://host:port`, or `unix:/path`. Unset: nothing looks. */
  readonly scannerUrl: string | undefined
  /** Where a vulnerability is reported to, as a URI. */
  readonly securityContact: string | undefined
  /** What takes messages to people, and where they sign in. Unset: nobody is told anything. */
  readonly messages: MessageSettings | undefined
}

/** Thrown at start with every fault of the configuration, so that they are mended in one go. */
export class ConfigError extends Error {
  override name = 'ConfigError'
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(
      `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
    )
    this.faults = faults
  }
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

/**
 * Reads the environment, the only function that does. Throws a `ConfigError` that names each variable at fault;
 * values are not repeated, since some are secrets.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const faults: string[] = []
  const production = env.NODE_ENV === 'production'

  const number = (name: string, fallback: number, from: number, to: number): number => {
    const text = env[name]
    if (text === undefined || text === '') return fallback
    const value = Number(text)
    if (Number.isInteger(value) && value >= from && value <= to) return value
    faults.push(`${name} must be a whole number from ${from} to ${to}`)
    return fallback
  }
  const url = (name: string, protocols: readonly string[]): string | undefined => {
    const text = env[name]
    if (text === undefined || text === '') return undefined
    if (URL.canParse(text) && protocols.includes(new URL(text).protocol)) return text
    faults.push(
      `${name} must be a URL that begins with ${protocols.map((p) => (p === 'mailto:' ? p : `${p}//`)).join(' or ')}`,
    )
    return undefined
  }

  const databaseUrl = url('DATABASE_URL', ['postgres:', 'postgresql:'])
  const migrationUrl = url('MIGRATION_DATABASE_URL', ['postgres:', 'postgresql:'])
  const pooler = poolerOf(env.DATABASE_POOLER)
  if (!pooler) faults.push(`DATABASE_POOLER must be one of ${poolers.join(', ')}`)
  const oidc = {
    issuer: url('OIDC_ISSUER', ['https:', 'http:']),
    jwksUrl: url('OIDC_JWKS_URL', ['https:', 'http:']),
    audience: env.OIDC_AUDIENCE || undefined,
  }
  const given = [oidc.issuer ?? env.OIDC_ISSUER, oidc.jwksUrl ?? env.OIDC_JWKS_URL, oidc.audience].filter(
    Boolean,
  ).length
  if (given > 0 && given < 3)
    faults.push('OIDC_ISSUER, OIDC_JWKS_URL and OIDC_AUDIENCE go together: set all three or none')
  if (production && given === 0)
    faults.push(
      'OIDC_ISSUER, OIDC_JWKS_URL and OIDC_AUDIENCE must be set in production: the sandbox issuer is refused there',
    )
  if (production && !env.DATABASE_URL) faults.push('DATABASE_URL must be set in production')
  if (production && [oidc.issuer, oidc.jwksUrl].some((text) => text?.startsWith('http:'))) {
    faults.push('OIDC_ISSUER and OIDC_JWKS_URL must begin with https:// in production')
  }
  const numberClaim = env.OIDC_NHS_NUMBER_CLAIM || undefined
  const numberLevel = env.OIDC_NHS_NUMBER_LEVEL || undefined
  if (!numberClaim !== !numberLevel)
    faults.push('OIDC_NHS_NUMBER_CLAIM and OIDC_NHS_NUMBER_LEVEL go together: set both or none')
  const [, levelClaim, levels] = /^([^=\s]+)=([^\s,]+(?:,[^\s,]+)*)$/.exec(numberLevel ?? '') ?? []
  if (numberLevel && !levelClaim)
    faults.push('OIDC_NHS_NUMBER_LEVEL must be a claim and its values, as identity_proofing_level=P9')
  const sandbox = env.SANDBOX === 'yes'
  if (env.SANDBOX && !['yes', 'no'].includes(env.SANDBOX)) faults.push('SANDBOX must be yes or no')
  if (sandbox && (production || given > 0))
    faults.push('SANDBOX=yes gives tokens to everybody: it goes with no OIDC_ISSUER and not with NODE_ENV=production')
  if (!production && given === 0 && databaseUrl && !sandbox)
    faults.push(
      'With DATABASE_URL set, OIDC_ISSUER, OIDC_JWKS_URL and OIDC_AUDIENCE must be set too; only SANDBOX=yes gives tokens to everybody who asks',
    )
  const logLevel = env.LOG_LEVEL || 'info'
  if (!logLevels.includes(logLevel)) faults.push(`LOG_LEVEL must be one of ${logLevels.join(', ')}`)
  const keyFile = env.AUDIT_SEAL_KEY_FILE || undefined
  const retiredKeysFile = env.AUDIT_SEAL_RETIRED_KEYS_FILE || undefined
  if (!keyFile && (production || given === 3))
    faults.push(
      'AUDIT_SEAL_KEY_FILE must name a private Ed25519 key (`openssl genpkey -algorithm ed25519`), kept where the database is not: only the sandbox makes its own',
    )
  if (!keyFile && retiredKeysFile) faults.push('AUDIT_SEAL_RETIRED_KEYS_FILE goes with AUDIT_SEAL_KEY_FILE')
  const bankDetailsKeysFile = env.BANK_DETAILS_KEYS_FILE || undefined
  if (!bankDetailsKeysFile && (production || given === 3))
    faults.push(
      'BANK_DETAILS_KEYS_FILE must name a file with a key of 32 bytes in base64 (`openssl rand -base64 32`), kept where the database is not: only the sandbox makes its own',
    )
  const documentsFolder = env.DOCUMENTS_FOLDER || undefined
  const bucketUrl = url('DOCUMENTS_BUCKET_URL', ['https:', 'http:'])
  const bucket = {
    region: env.DOCUMENTS_BUCKET_REGION || 'eu-west-2',
    accessKeyId: env.DOCUMENTS_ACCESS_KEY_ID || '',
    secretAccessKey: env.DOCUMENTS_SECRET_ACCESS_KEY || '',
  }
  if (bucketUrl && !(bucket.accessKeyId && bucket.secretAccessKey))
    faults.push('DOCUMENTS_BUCKET_URL goes with DOCUMENTS_ACCESS_KEY_ID and DOCUMENTS_SECRET_ACCESS_KEY')
  if (bucketUrl && documentsFolder)
    faults.push('DOCUMENTS_FOLDER and DOCUMENTS_BUCKET_URL are two places: set one of them')
  if (production && !env.DOCUMENTS_BUCKET_URL && !documentsFolder)
    faults.push('DOCUMENTS_FOLDER or DOCUMENTS_BUCKET_URL must be set in production: where files are kept')
  if (production && bucketUrl?.startsWith('http:'))
    faults.push('DOCUMENTS_BUCKET_URL must begin with https:// in production')
  const scannerUrl = url('CLAMD_URL', ['tcp:', 'unix:'])
  if (scannerUrl && !isScannerUrl(scannerUrl))
    faults.push('CLAMD_URL must be like tcp://host:3310 or unix:/run/clamav/clamd.ctl')
  const securityContact = url('SECURITY_CONTACT', ['mailto:', 'https:'])
  if (production && !env.SECURITY_CONTACT)
    faults.push('SECURITY_CONTACT must be set in production: where a vulnerability is reported to')
  const smtpUrl = url('SMTP_URL', ['smtps:', 'smtp:'])
  const from = env.MAIL_FROM || undefined
  if ((env.SMTP_URL || undefined) !== undefined && !from?.includes('@'))
    faults.push('SMTP_URL goes with MAIL_FROM, the address that emails come from')
  const notifyKey = env.NOTIFY_KEY || undefined
  if (notifyKey && !isNotifyKey(notifyKey))
    faults.push('NOTIFY_KEY must be a key of GOV.UK Notify: its name, the service and the secret')
  const templates = { email: env.NOTIFY_EMAIL_TEMPLATE || undefined, text: env.NOTIFY_TEXT_TEMPLATE || undefined }
  if (notifyKey && !templates.email && !templates.text)
    faults.push('NOTIFY_KEY goes with NOTIFY_EMAIL_TEMPLATE, NOTIFY_TEXT_TEMPLATE, or both')
  const notifyUrl = url('NOTIFY_URL', ['https:', 'http:']) ?? 'https://api.notifications.service.gov.uk'
  const link = url('SIGN_IN_URL', ['https:', 'http:'])
  if ((smtpUrl || notifyKey) && !env.SIGN_IN_URL)
    faults.push('SIGN_IN_URL must be set with SMTP_URL or NOTIFY_KEY: where whoever gets a message signs in')
  if (production && [env.NOTIFY_URL ? notifyUrl : undefined, link].some((text) => text?.startsWith('http:')))
    faults.push('NOTIFY_URL and SIGN_IN_URL must begin with https:// in production')
  const trustProxy = env.TRUST_PROXY === 'true'
  if (env.TRUST_PROXY && !['true', 'false'].includes(env.TRUST_PROXY)) faults.push('TRUST_PROXY must be true or false')

  const config: Config = {
    production,
    host: env.HOST || '127.0.0.1',
    port: number('PORT', 3000, 0, 65_535),
    databaseUrl,
    migrationUrl,
    pooler: pooler ?? 'none',
    poolSize: number('DATABASE_POOL_SIZE', 16, 1, 200),
    issuer:
      oidc.issuer && oidc.jwksUrl && oidc.audience
        ? { issuer: oidc.issuer, jwksUrl: oidc.jwksUrl, audience: oidc.audience }
        : 'sandbox',
    verifiedNumber:
      numberClaim && levelClaim && levels ? { claim: numberClaim, levelClaim, levels: levels.split(',') } : undefined,
    logLevel,
    rateLimitPerMinute: number('RATE_LIMIT_PER_MINUTE', 6_000, 1, 1_000_000),
    trustProxy,
    sealKeys: keyFile ? { keyFile, retiredKeysFile } : 'sandbox',
    bankDetailsKeysFile: bankDetailsKeysFile ?? 'sandbox',
    documents: bucketUrl ? { bucketUrl, ...bucket } : documentsFolder ? { folder: documentsFolder } : 'usual',
    scannerUrl,
    securityContact,
    messages:
      link && (smtpUrl || notifyKey)
        ? {
            link,
            smtp: smtpUrl && from ? { url: smtpUrl, from } : undefined,
            notify: notifyKey ? { url: notifyUrl, key: notifyKey, templates } : undefined,
          }
        : undefined,
  }
  if (faults.length > 0) throw new ConfigError(faults)
  return Object.freeze(config)
}
