import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { sealingBacklog } from '../audit/sealing.ts'
import type { DatabaseAccess } from '../database/database.ts'

/** What Prometheus reads at `/metrics`. Labels are routes, methods and statuses: never an identifier, never data. */
export const metricsPlugin = fp<{ database: DatabaseAccess }>(
  async (app: FastifyInstance, { database }) => {
    const registry = new Registry()
    collectDefaultMetrics({ register: registry })
    const registers = [registry]
    const durations = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'How long requests took, by route, method and status.',
      labelNames: ['route', 'method', 'status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
      registers,
    })
    new Gauge({
      name: 'database_connections',
      help: 'Connections to PostgreSQL: in use, idle, and requests that wait for one.',
      labelNames: ['state'],
      registers,
      collect() {
        const { total, idle, waiting } = database.counts()
        this.set({ state: 'used' }, total - idle)
        this.set({ state: 'idle' }, idle)
        this.set({ state: 'waiting' }, waiting)
      },
    })
    new Gauge({
      name: 'audit_unsealed_entries',
      help: 'Audit entries that wait for their place in the hash chain; absent while PostgreSQL is away.',
      registers,
      async collect() {
        this.reset()
        const backlog = await sealingBacklog(database).catch(() => undefined)
        if (backlog) this.set([...backlog.values()].reduce((total, waiting) => total + waiting, 0))
        else this.remove()
      },
    })

    // To find the labels of a measurement takes longer than to count it.
    const counted = new Map<string, ReturnType<typeof durations.labels>>()
    app.addHook('onResponse', (request, reply, next) => {
      const route = request.routeOptions.url ?? 'unknown'
      const labels = [route, request.method, String(reply.statusCode)] as const
      const name = labels.join(' ')
      const duration = counted.get(name) ?? durations.labels(...labels)
      counted.set(name, duration)
      duration.observe(reply.elapsedTime / 1000)
      next()
    })
    app.get(
      '/metrics',
      { config: { public: true }, logLevel: 'warn', schema: { hide: true } },
      async (_request, reply) => {
        reply.type(registry.contentType)
        return registry.metrics()
      },
    )
  },
  { name: 'metrics' },
)
