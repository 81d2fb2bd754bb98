import compress, { type FastifyCompressOptions } from '@fastify/compress'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyPluginCallback,
  LogController,
} from 'fastify'
import { scanDocuments } from './documents/scan-documents.ts'
import { domainOperations, domainSchemas, domainWork, sight } from './domains.ts'
import { fhirPlugin, isInFhir, sendRefusal } from './fhir/fhir-plugin.ts'
import { letLocalOriginsIn, originFinder } from './machine-clients/origins.ts'
import { giveTranslations } from './notifications/translations.ts'
import { closeTransports, giveTransports, type Transports } from './notifications/transports.ts'
import { pagesPlugin } from './pages/pages-plugin.ts'
import { accessPlugin } from './platform/access/access-plugin.ts'
import type { AuthenticatorOptions } from './platform/access/authenticator.ts'
import { ReadLog } from './platform/audit/read-log.ts'
import type { SealKeys } from './platform/audit/seals.ts'
import type { DatabaseAccess } from './platform/database/database.ts'
import { documentationPlugin } from './platform/documentation/documentation.ts'
import { Documents } from './platform/documents/documents.ts'
import type { Scanner } from './platform/documents/scanner.ts'
import type { DocumentStore } from './platform/documents/store.ts'
import { bodiesPlugin } from './platform/http/bodies.ts'
import { closingPlugin } from './platform/http/closing.ts'
import { CompiledSchemas } from './platform/http/compiled-schemas.ts'
import { correlationPlugin, requestId } from './platform/http/correlation.ts'
import { corsPlugin, preflightsPlugin } from './platform/http/cors.ts'
import { errorsPlugin, frameworkProblem } from './platform/http/errors.ts'
import { healthRoutes, healthSchemas } from './platform/http/health.ts'
import { limitsPlugin } from './platform/http/limits.ts'
import { requestLogPlugin } from './platform/http/log.ts'
import { methodsPlugin } from './platform/http/methods.ts'
import { metricsPlugin } from './platform/http/metrics.ts'
import { openapiPlugin } from './platform/http/openapi.ts'
import type { Platform } from './platform/http/operation.ts'
import { problemPages } from './platform/http/problem-pages.ts'
import { ProblemSchema } from './platform/http/problem-responses.ts'
import { addRoute } from './platform/http/route.ts'
import { securityHeadersPlugin } from './platform/http/security-headers.ts'
import { sentFilesPlugin } from './platform/http/sent-file.ts'
import { sentLinesPlugin } from './platform/http/sent-lines.ts'
import { serializationPlugin } from './platform/http/serialization.ts'
import { answerOnSocket } from './platform/http/socket-errors.ts'
import { validationPlugin } from './platform/http/validation.ts'
import { wellKnownRoutes, wellKnownSchemas } from './platform/http/well-known.ts'
import { type FieldKeys, giveFieldKeys } from './platform/secrets/field-keys.ts'
import { backgroundPlugin } from './platform/work/background.ts'
import type { Clock } from './platform/work/clock.ts'
import { withReferred } from './shared/schema.ts'
import { asyncApiDocument } from './webhooks/asyncapi.ts'
import { giveWebhookTargets, type WebhookTargets } from './webhooks/targets.ts'
import { offeredOf, type PageWords, pageWordFiles } from './words/pages/page-words.ts'

declare module 'fastify' {
  interface FastifyInstance {
    readLog: ReadLog
  }
}

export interface AppOptions {
  readonly database: DatabaseAccess
  readonly access: AuthenticatorOptions
  /** The time of each tenant; by that of `access` unless it is said. */
  readonly now?: Clock | undefined
  readonly log: FastifyBaseLogger
  /** What the audit is sealed with. */
  readonly sealKeys: SealKeys
  /** What bank details are sealed with. */
  readonly fieldKeys: FieldKeys
  /** Where webhooks may lead; in the sandbox anywhere, else to public addresses alone, unless it is said. */
  readonly webhookTargets?: WebhookTargets
  /** What takes messages to people; nothing, and nobody is told, where it is left out. */
  readonly transports?: Transports | undefined
  /** Where files are kept. */
  readonly documentStore: DocumentStore
  /** What looks for harm in files; nothing does where it is left out. */
  readonly scanner?: Scanner | undefined
  /** Where a vulnerability is reported to, as a URI. */
  readonly securityContact?: string | undefined
  readonly trustProxy: boolean
  readonly rateLimitPerMinute: number
  /** How far behind the event loop may be before new work is refused; 0 for never, as where a test shares the process. */
  readonly mostDelayMilliseconds?: number | undefined
  /** The file of the committed contract; where it is left out it is made from the routes when it is first asked for. */
  readonly contract?: string
  /** Where compiled schemas are kept; of the app's own, and compiled before the first request, unless it is given. */
  readonly compiled?: CompiledSchemas
  /** The words of the pages that people read, in each language that there is a file of. */
  readonly pageWords?: readonly PageWords[]
  /** Whether this process seals the audit and clears up beside answering requests. */
  readonly background?: boolean
  /** What only a sandbox answers, where this is one. */
  readonly sandbox?: FastifyPluginCallback<Platform> | undefined
}

/** Long answers alone: a short one is sent in one packet either way. */
const compression: FastifyCompressOptions = { threshold: 8_192, encodings: ['br', 'gzip'], globalDecompression: false }
const mostBytesInBody = 256 * 1024
/** Longer than the database is ever waited for: a request whose answer is late gets a 503 instead. */
const handlingMilliseconds = 15_000

/** The service, ready to listen: the platform's plugins, then the domains. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { database, access, sealKeys, securityContact, now = access.now } = options
  giveFieldKeys(database, options.fieldKeys)
  giveWebhookTargets(database, options.webhookTargets ?? (options.sandbox ? 'any' : 'public'))
  if (options.transports) giveTransports(database, options.transports)
  const { pageWords = pageWordFiles } = options
  giveTranslations(database, offeredOf(pageWords))
  const readLog = new ReadLog(database)
  const documents = new Documents({ database, store: options.documentStore, now, scanner: options.scanner })
  const closing = new AbortController()
  const platform = { database, now, sight, readLog, documents, closing: closing.signal }
  const app = Fastify({
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestId,
    trustProxy: options.trustProxy,
    bodyLimit: mostBytesInBody,
    requestTimeout: 15_000,
    connectionTimeout: 60_000,
    handlerTimeout: handlingMilliseconds,
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) =>
      isInFhir(request) ? sendRefusal(error, request, reply) : frameworkProblem(error, request, reply),
    clientErrorHandler: (error, socket) => answerOnSocket(error, socket, options.log),
  })

  app.addHook('preClose', async () => closing.abort())
  await app.register(errorsPlugin)
  await app.register(correlationPlugin)
  await app.register(requestLogPlugin)
  // Before whatever can refuse: a page of another origin reads a refusal, and when to ask again, only with its headers.
  if (options.sandbox) letLocalOriginsIn(database)
  await app.register(corsPlugin, { findOrigins: originFinder(database, access.now) })
  await app.register(closingPlugin)
  await app.register(securityHeadersPlugin)
  await app.register(compress, compression)
  const { compiled = new CompiledSchemas({ ahead: true }) } = options
  await app.register(validationPlugin, { compiled })
  await app.register(serializationPlugin, { compiled })
  await app.register(bodiesPlugin)
  await app.register(sentFilesPlugin)
  await app.register(sentLinesPlugin)
  await app.register(methodsPlugin)
  const { rateLimitPerMinute: perMinute, mostDelayMilliseconds } = options
  await app.register(limitsPlugin, { perMinute, mostDelayMilliseconds })
  await app.register(metricsPlugin, { database })
  await app.register(openapiPlugin, { contract: options.contract })
  await app.register(preflightsPlugin)
  await app.register(accessPlugin, access)
  await app.register(documentationPlugin, {
    sandbox: options.sandbox !== undefined,
    asyncApi: asyncApiDocument(),
  })
  const keepReads = { name: 'reads', everyMilliseconds: 1_000, work: () => readLog.flush() }
  const sweepDocuments = {
    name: 'documents',
    everyMilliseconds: 600_000,
    work: (_: object, closing: AbortSignal) => documents.sweep(closing),
  }
  let away = false
  const toldAway = (is: boolean) => {
    if (is && !away) app.log.error('the scanner of files is away, or not well: files wait for it')
    away = is
  }
  const scanFiles = {
    name: 'scans',
    everyMilliseconds: 2_000,
    work: (_: object, closing: AbortSignal) => scanDocuments(platform, closing, toldAway),
  }
  app.decorate('readLog', readLog)
  app.addHook('onClose', () => readLog.flush())
  app.addHook('onClose', async () => options.transports && closeTransports(options.transports))
  if (options.background)
    await app.register(backgroundPlugin, {
      ...platform,
      sealKeys,
      domainWork: [...domainWork, keepReads, sweepDocuments, scanFiles],
    })
  for (const schema of withReferred([ProblemSchema, ...healthSchemas, ...wellKnownSchemas, ...domainSchemas]))
    app.addSchema(schema)
  await app.register(healthRoutes, { database })
  await app.register(problemPages)
  await app.register(wellKnownRoutes, { sealKeys, securityContact, now: access.now })
  await app.register(pagesPlugin, { database, now, pageWords })
  await app.register(fhirPlugin, { ...platform, operations: domainOperations, prefix: '/fhir/R4' })
  if (options.sandbox) await app.register(options.sandbox, { database, now })

  await app.register(
    async (v1) => {
      for (const operation of domainOperations) addRoute(v1, platform, operation)
    },
    { prefix: '/v1' },
  )
  app.refuseOtherMethods()
  return app
}
