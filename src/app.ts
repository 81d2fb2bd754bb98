import helmet from '@fastify/helmet'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify, { type FastifyBaseLogger } from 'fastify'
import { caseRoutes } from './cases/routes.ts'
import { caseSchemas } from './cases/schemas.ts'
import { organisationRoutes } from './organisations/routes.ts'
import { organisationSchemas } from './organisations/schemas.ts'
import { peopleRoutes } from './people/routes.ts'
import { peopleSchemas } from './people/schemas.ts'
import { type AccessOptions, accessPlugin } from './platform/access.ts'
import { correlationPlugin, requestId } from './platform/correlation.ts'
import type { DatabaseAccess } from './platform/database.ts'
import { errorsPlugin } from './platform/errors.ts'
import { openapiPlugin } from './platform/openapi.ts'
import type { TypedApp } from './platform/route.ts'
import { validationPlugin } from './platform/validation.ts'
import { schemeRoutes } from './schemes/routes.ts'
import { schemeSchemas } from './schemes/schemas.ts'
import { commonSchemas } from './shared/schema.ts'

export interface AppOptions {
  readonly database: DatabaseAccess
  readonly access: AccessOptions
  readonly log: FastifyBaseLogger
  readonly trustProxy: boolean
  readonly rateLimitPerMinute: number
}

const mostBytesInBody = 256 * 1024

/** The service, ready to listen: the platform's plugins, then one line for each domain, in the order of the journey. */
export async function createApp(options: AppOptions): Promise<TypedApp> {
  const { database, access } = options
  const platform = { database, now: access.now }
  const app = Fastify({
    loggerInstance: options.log,
    genReqId: requestId,
    trustProxy: options.trustProxy,
    bodyLimit: mostBytesInBody,
    requestTimeout: 15_000,
    connectionTimeout: 60_000,
    return503OnClosing: true,
  }).withTypeProvider<TypeBoxTypeProvider>()

  await app.register(errorsPlugin)
  await app.register(correlationPlugin)
  await app.register(helmet)
  await app.register(validationPlugin)
  // The documentation page comes before the access rules: every route after them must name a permission.
  await app.register(openapiPlugin)
  await app.register(accessPlugin, access)

  const schemas = [commonSchemas, schemeSchemas, organisationSchemas, peopleSchemas, caseSchemas]
  for (const schema of schemas.flat()) app.addSchema(schema)

  await app.register(
    async (v1) => {
      const typed = v1.withTypeProvider<TypeBoxTypeProvider>()
      await typed.register(schemeRoutes, { platform })
      await typed.register(organisationRoutes, { platform })
      await typed.register(peopleRoutes, { platform })
      await typed.register(caseRoutes, { platform })
    },
    { prefix: '/v1' },
  )
  return app
}
