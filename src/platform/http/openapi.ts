import { dirname } from 'node:path'
import swagger, { type FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import type { FastifyInstance, FastifySchema, RouteOptions } from 'fastify'
import fp from 'fastify-plugin'
import { mostSecondsBehind } from '../access/authenticator.ts'
import { completed } from './contract-document.ts'
import { withHeaders } from './contract-headers.ts'
import { contractVersion } from './contract-version.ts'
import { fileTypeNames } from './sent-file.ts'
import { lineExample, lineTypes } from './sent-lines.ts'

const description = `Personal health budgets and integrated personal budgets in mental health, in England:
from a person's expression of interest to the first review of their budget.

Amounts are whole pence, dates are dates in England, instants are UTC. Unknown fields are refused.
A POST may carry an \`Idempotency-Key\`; where money or a decision moves it must.
What can change has an \`ETag\`, and changing it needs \`If-Match\`.`

const tokens = `A token of the configured OIDC issuer. \`sub\` and \`commissioner\` say who asks and of whom; \`organisation\`, an ODS code, who
sends them; \`roles\` what they are; \`name\` how they are called. Each role belongs to kinds of organisation. A system's \`sub\` is its
\`client_id\`, which the commissioner has registered. A claim that is malformed or does not go with the rest spoils the token (401).
What was ended, a machine client or an organisation, is refused within ${mostSecondsBehind} seconds.`

export const tags = [
  ['Schemes', "A commissioner's dated set of rules."],
  ['Simulations', 'What a draft of a scheme would do to the present cases, before it is published.'],
  ['Organisations', 'Commissioners, trusts, brokerage organisations and the others who take part.'],
  ['Staff', 'Who works here, and by which accounts: one human counts once.'],
  ['Payees', 'Who is paid, and what lets them be.'],
  ['Machine clients', 'Systems that ask in their own name: for whom, and for what.'],
  ['Delegations', 'Who decides on whose behalf, and until when.'],
  ['People', 'People, and what they agreed to share.'],
  ['Cases', "One person's way through one scheme: team, clocks, timeline, tasks."],
  ['Expressions of interest', 'What would help, in the person’s own words, and the decision on it.'],
  ['Needs assessments', 'Typical day and worst day, by domain of life.'],
  ['Current services', 'What the person has now, and what stays whatever is decided.'],
  ['Budgets', 'Calculations that explain themselves, and the indicative budget.'],
  ['Support plans', 'Outcomes, lines, crisis contingency, signatures and sign-off.'],
  ['Resources', 'What there is for people: groups, courses, networks and services, the free first.'],
  ['Brokerage', 'The time that brokers spend with a person.'],
  ['Appeals', 'A request that a decision is looked at again, by somebody who took no part in it.'],
  ['Spending', 'Purchases, receipts and the statement.'],
  ['Concerns', 'That money may be taken or misspent: raised by anybody, seen by those who handle it alone.'],
  ['Payments', 'Payments by the schedule of a plan, and the runs in which they are approved and paid.'],
  ['Reviews', 'How it is going, and what is found.'],
  ['Crises', 'More support at once, as it was agreed with the plan, and how it stands down.'],
  ['Access', 'Who looked at a record and why, emergencies, and records that are kept to their team.'],
  ['Imports', 'What is brought over from another system, many lines at once.'],
  ['Events', 'What happened, for systems that follow.'],
  ['Notifications', 'How people are told that there is something for them, and how they can be reached safely.'],
  ['Service', 'Whether the service answers, and how it is.'],
] as const

const patchTypes = ['application/merge-patch+json', 'application/json']

const withTypes = (schema: FastifySchema, { method, config }: RouteOptions): FastifySchema =>
  config?.takesFile
    ? {
        ...schema,
        consumes: fileTypeNames,
        body: { type: 'string', format: 'binary', description: 'The file itself.' },
      }
    : config?.takesLines
      ? {
          ...schema,
          consumes: [...lineTypes],
          body: { type: 'string', description: 'The lines, as text in UTF-8.', examples: [lineExample] },
        }
      : method === 'PATCH'
        ? { ...schema, consumes: [...patchTypes] }
        : schema

/** The contract is made from the routes and the schemas that validate. */
const fromRoutes = (app: FastifyInstance): FastifyDynamicSwaggerOptions => ({
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Recovery Budgets',
      version: contractVersion,
      description,
      license: { name: 'MIT', identifier: 'MIT' },
      contact: { name: 'Recovery Budgets', url: 'https://recovery-budgets.example/' },
    },
    servers: [{ url: '/', description: 'The host that serves this document.' }],
    tags: tags.map(([name, text]) => ({ name, description: text })),
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: tokens,
        },
      },
    },
    security: [{ bearer: [] }],
  },
  // A change is a JSON Merge Patch; plain JSON is taken for one.
  transform: ({ schema, url, route }) => ({
    schema: schema && withHeaders(withTypes(schema, route), route),
    url,
  }),
  transformObject: (document) =>
    'openapiObject' in document
      ? completed(document.openapiObject as object, app.getSchemas())
      : document.swaggerObject,
  refResolver: { buildLocalReference: (json, _base, _fragment, index) => String(json.$id ?? `schema-${index}`) },
})

/** The committed contract where one is given, since to make it takes two seconds of a start. */
export const openapiPlugin = fp<{ contract: string | undefined }>(
  async (app: FastifyInstance, { contract }) => {
    if (contract)
      await app.register(swagger, { mode: 'static', specification: { path: contract, baseDir: dirname(contract) } })
    else await app.register(swagger, fromRoutes(app))
  },
  { name: 'openapi' },
)
