import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { oneOf, ref, thing } from '../../shared/schema.ts'
import { sealingBacklog } from '../audit/sealing.ts'
import type { DatabaseAccess } from '../database/database.ts'
import { publicResponses } from './problem-responses.ts'

const states = ['pass', 'warn', 'fail'] as const
const HealthStatus = oneOf(states, { $id: 'HealthStatus', description: 'How something is.' })

const Check = thing('HealthCheck', 'One thing that was looked at.', {
  status: ref(HealthStatus, { description: 'How it is.' }),
  observedValue: Type.Optional(Type.Number({ description: 'What was measured.', examples: [1.2] })),
  observedUnit: Type.Optional(Type.String({ description: 'The unit of the measure.', examples: ['ms'] })),
})
const Health = thing('Health', 'How the service is (draft-inadarei-api-health-check-06).', {
  status: ref(HealthStatus, { description: 'The worst of the checks.' }),
  serviceId: Type.String({ description: 'Which service this is.', examples: ['recovery-budgets'] }),
  checks: ref(
    thing('HealthChecks', 'What was looked at.', {
      'database:responseTime': Type.Array(ref(Check), { description: 'How soon PostgreSQL answers.', maxItems: 1 }),
      'audit:unsealed': Type.Array(ref(Check), {
        description: 'How many audit entries wait for their place in the hash chain.',
        maxItems: 1,
      }),
    }),
  ),
})

/** Named at the top of the service: where a part of it names schemas of its own, Fastify compiles that part's answers with all schemas there are. */
export const healthSchemas = [Check, Health]

/** So many entries in wait mean that nobody seals. */
const tooManyUnsealed = 10_000
/** Anybody may ask, so the database is asked once a second at the most. */
const keptMilliseconds = 1_000

async function look(database: DatabaseAccess) {
  const begun = performance.now()
  try {
    const backlog = await sealingBacklog(database)
    const unsealed = [...backlog.values()].reduce((total, waiting) => total + waiting, 0)
    const milliseconds = Math.round((performance.now() - begun) * 10) / 10
    const sealed = unsealed > tooManyUnsealed ? 'warn' : 'pass'
    return {
      status: sealed,
      serviceId: 'recovery-budgets',
      checks: {
        'database:responseTime': [{ status: 'pass', observedValue: milliseconds, observedUnit: 'ms' }],
        'audit:unsealed': [{ status: sealed, observedValue: unsealed, observedUnit: 'entries' }],
      },
    }
  } catch {
    const checks = { 'database:responseTime': [{ status: 'fail' }], 'audit:unsealed': [{ status: 'warn' }] }
    return { status: 'fail', serviceId: 'recovery-budgets', checks }
  }
}

/** `/_ping` says that the process answers; `/_status` says whether it can do its work. As NHS APIs do. */
export async function healthRoutes(app: FastifyInstance, { database }: { database: DatabaseAccess }) {
  const config = { public: true } as const
  const common = { tags: ['Service'], security: [] }
  const answer = (description: string) => ({
    description,
    content: { 'application/health+json': { schema: ref(Health) } },
  })

  app.get(
    '/_ping',
    {
      config: { ...config, rateLimit: false, pressureHandler: () => {} },
      logLevel: 'warn',
      schema: {
        ...common,
        operationId: 'ping',
        summary: 'Ask whether the process answers',
        description: 'Nothing behind it is asked, the database least of all.',
        response: { 204: Type.Null({ description: 'It does.' }), ...publicResponses() },
      },
    },
    async (_request, reply) => reply.code(204).send(),
  )

  let kept: { at: number; health: ReturnType<typeof look> } | undefined
  app.get(
    '/_status',
    {
      config,
      logLevel: 'warn',
      schema: {
        ...common,
        operationId: 'getStatus',
        summary: 'Ask how the service is',
        description: 'What is seen is at most a second old.',
        response: {
          ...publicResponses(),
          200: answer('The service does its work; `warn` says that something needs attention.'),
          503: answer('The service cannot do its work.'),
        },
      },
    },
    async (_request, reply) => {
      if (!kept || performance.now() - kept.at > keptMilliseconds)
        kept = { at: performance.now(), health: look(database) }
      const health = await kept.health
      if (health.status === 'fail') reply.code(503).header('retry-after', '2')
      return reply.type('application/health+json').send(health)
    },
  )
}
