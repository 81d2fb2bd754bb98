import { type Static, type TSchema, Type } from '@sinclair/typebox'

const Instant = (description: string) =>
  Type.String({ description, format: 'date-time', maxLength: 40, examples: ['2027-01-04T09:00:00Z'] })

const Clock = Type.Object(
  {
    now: Instant('What the time is for the tenant.'),
    aheadSeconds: Type.Integer({ description: 'How far that is ahead of the time of the world.', examples: [259_200] }),
  },
  { description: 'The clock of a tenant. It runs; only what is sent to it moves it.' },
)
const ClockSetting = Type.Object(
  { now: Instant('The instant to move to, no earlier than it is for the tenant.') },
  { additionalProperties: false, description: 'To which instant the clock is moved.' },
)
const ClockAdvance = Type.Object(
  {
    by: Type.String({
      description: 'A duration (ISO 8601). Days, weeks, months and years are those of England.',
      minLength: 1,
      maxLength: 60,
      examples: ['P3D'],
    }),
  },
  { additionalProperties: false, description: 'By how much the clock is moved.' },
)
const TenantReset = Type.Object(
  {
    scenarios: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
        description:
          'Which scenarios are made; all of them where it is left out. A few are there within a second or so.',
        maxItems: 100,
        uniqueItems: true,
        examples: [['merseyside/plan-signed']],
      }),
    ),
  },
  { additionalProperties: false, description: 'What the tenant begins with.' },
)
const credential = { clientId: Type.String(), clientSecret: Type.String() }
const ScenarioList = Type.Object(
  {
    ready: Type.Boolean({
      description: 'Whether all of them are made. After a start or a reset that takes a minute or so.',
    }),
    failed: Type.Array(Type.String({ description: 'The name of a scenario.' }), {
      description:
        'Those that could not be made, or not be put back: nobody makes them any more, and `ready` stays false. A reset tries again.',
    }),
    items: Type.Array(
      Type.Object({
        name: Type.String({
          description: 'The scheme and the step at which the case is.',
          examples: ['merseyside/plan-signed'],
        }),
        scheme: Type.String({ description: 'The code of the scheme.', examples: ['merseyside-one-off'] }),
        station: Type.String({
          description: 'The step of the case when it was made, or what is open beside it.',
          examples: ['plan-signed'],
        }),
        title: Type.String({ description: 'What that is, in a sentence.' }),
        caseId: Type.String({ format: 'uuid' }),
        personId: Type.String({ format: 'uuid' }),
        person: Type.Object(credential, { description: 'By which the person of this case asks for a token.' }),
        next: Type.Array(Type.Object(credential), {
          description: 'By which those ask for one who can do what comes next.',
        }),
      }),
    ),
  },
  { description: 'People and their cases, one at each step of three schemes.' },
)
const Token = Type.Object(
  {
    access_token: Type.String(),
    token_type: Type.Literal('Bearer'),
    expires_in: Type.Integer({
      description: 'Seconds of the time of the world, whatever the clock of the tenant says.',
    }),
    scope: Type.Optional(Type.String({ description: 'What a system may do. People and staff have roles instead.' })),
  },
  { description: 'A token (RFC 6749, 5.1).' },
)
const TokenRequest = Type.Object(
  {
    grant_type: Type.Literal('client_credentials'),
    client_id: Type.Optional(Type.String({ description: 'Left out where the header says it.' })),
    client_secret: Type.Optional(Type.String({ description: 'Left out where the header says it.' })),
    scope: Type.Optional(Type.String({ description: 'A part of what a system is registered for.' })),
  },
  { description: 'Client credentials (RFC 6749, 4.4), in the form or by Basic.' },
)

export type ClockSetting = Static<typeof ClockSetting>
export type TenantReset = Static<typeof TenantReset>
export type ClockAdvance = Static<typeof ClockAdvance>
export type ScenarioList = Static<typeof ScenarioList>

interface Documented {
  readonly path: string
  readonly method: 'get' | 'put' | 'post'
  readonly summary: string
  readonly description?: string
  readonly body?: TSchema
  readonly form?: TSchema
  readonly gives: TSchema
  readonly open?: true
  /** The body can be left out. */
  readonly mayBeEmpty?: true
}

/** What only the sandbox has. None of it is in the contract of the service. */
export const operations = {
  giveToken: {
    path: '/sandbox/oauth2/token',
    method: 'post',
    summary: 'Ask for a token by client credentials',
    description:
      'Every credential is published: those of roles and systems at `/sandbox/tokens`, those of people at `/sandbox/scenarios`.',
    form: TokenRequest,
    gives: Token,
    open: true,
  },
  listScenarios: {
    path: '/sandbox/scenarios',
    method: 'get',
    summary: 'List who stands at which step of which scheme',
    description: 'Of the tenant that the token names.',
    gives: ScenarioList,
  },
  getClock: { path: '/sandbox/clock', method: 'get', summary: 'Read the clock of the tenant', gives: Clock },
  setClock: {
    path: '/sandbox/clock',
    method: 'put',
    summary: 'Move the clock of the tenant to an instant',
    description:
      'Forwards only. It comes back once what has fallen due by then is done: what is late is passed on, a crisis stands down. Other tenants keep their time.',
    body: ClockSetting,
    gives: Clock,
  },
  advanceClock: {
    path: '/sandbox/clock/advances',
    method: 'post',
    summary: 'Move the clock of the tenant on by a duration',
    description:
      'The same, from the instant that it is for the tenant. Sent twice, it moves twice: where a request may be sent again, move to an instant.',
    body: ClockAdvance,
    gives: Clock,
  },
  resetTenant: {
    path: '/sandbox/reset',
    method: 'post',
    summary: 'Put the tenant back to how it began',
    description:
      'All that was recorded of it is gone, and its clock is at the time of the world. Organisations, schemes, staff and systems keep their identifiers; people and cases are made anew. Other tenants stay as they are. What was left out is made at the next start.',
    body: TenantReset,
    mayBeEmpty: true,
    gives: Clock,
  },
} as const satisfies Readonly<Record<string, Documented>>

/** The sandbox's own OpenAPI document, made from the schemas that its requests are held to. */
export function sandboxDocument() {
  const paths: Record<string, Record<string, object>> = {}
  for (const [operationId, operation] of Object.entries<Documented>(operations)) {
    const { path, method, summary, description = '', body, form, gives, open, mayBeEmpty = false } = operation
    const content = form
      ? { 'application/x-www-form-urlencoded': { schema: form } }
      : body && { 'application/json': { schema: body } }
    paths[path] = {
      ...paths[path],
      [method]: {
        operationId,
        summary,
        description,
        ...(open ? { security: [] } : {}),
        ...(content && { requestBody: { required: !mayBeEmpty, content } }),
        responses: {
          200: { description: gives.description ?? '', content: { 'application/json': { schema: gives } } },
          default: {
            description: open
              ? 'A refusal by RFC 6749, 5.2: `error` and `error_description`.'
              : 'A problem, as the service answers it (RFC 9457).',
          },
        },
      },
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'The sandbox of Recovery Budgets',
      version: '1',
      description:
        'What only the sandbox has, beside the contract of the service at `/documentation/json`. Production has none of it.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    security: [{ token: [] }],
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'A token of the sandbox.' } },
    },
    paths,
  }
}
