import { readOfCase } from '../case-access/reading.ts'
import { getRulesOfCase } from '../case-access/repository.ts'
import { orNotFound, type Platform, write } from '../platform/http/operation.ts'
import { PageQuery, page, pageRequest } from '../platform/http/pages.ts'
import { idParams, operation, type TypedApp } from '../platform/http/route.ts'
import { brokerageBalance } from '../rules/planning/brokerage.ts'
import { ref } from '../shared/schema.ts'
import { recordBrokerageTime } from './record-brokerage-time.ts'
import { listTime, sumMinutes } from './repository.ts'
import { BrokerageBalance, BrokerageTimePage, BrokerageTimeRecorded, NewBrokerageTime } from './schemas.ts'

const tag = 'Brokerage'

export async function brokerageRoutes(app: TypedApp, { platform }: { platform: Platform }) {
  app.post(
    '/cases/:caseId/brokerage-time',
    operation({
      id: 'recordBrokerageTime',
      tag,
      summary: 'Count time that a broker spent with a person',
      description:
        'Over the limit of the scheme it is refused, and the minutes that are left are told. The day is no earlier than the one on which the case was opened, and not ahead.',
      permission: 'brokerage:write',
      problems: [409, 422],
      schema: {
        params: idParams('caseId'),
        body: ref(NewBrokerageTime),
        response: { 201: ref(BrokerageTimeRecorded) },
      },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        recordBrokerageTime(tx, context, request.params.caseId, request.body),
      ),
  )

  app.get(
    '/cases/:caseId/brokerage-time',
    operation({
      id: 'listBrokerageTime',
      tag,
      summary: 'List the time that brokers spent with a person, newest first',
      permission: 'plan:read',
      schema: { params: idParams('caseId'), querystring: PageQuery, response: { 200: ref(BrokerageTimePage) } },
    }),
    async (request, reply) => {
      const { actor, params } = request
      const asked = pageRequest(request.query)
      const rows = await readOfCase(platform, actor, params.caseId, (reads) =>
        listTime(reads, actor, params.caseId, asked),
      )
      return page(request, reply, asked, rows, (row) => row.id)
    },
  )

  app.get(
    '/cases/:caseId/brokerage-balance',
    operation({
      id: 'getBrokerageBalance',
      tag,
      summary: 'See what time is spent and left',
      permission: 'plan:read',
      schema: { params: idParams('caseId'), response: { 200: ref(BrokerageBalance) } },
    }),
    async ({ actor, params: { caseId } }) => {
      const [rules, spent] = await readOfCase(platform, actor, caseId, (reads) =>
        Promise.all([getRulesOfCase(reads, actor, caseId), sumMinutes(reads, actor, caseId)]),
      )
      return brokerageBalance(orNotFound(rules), spent)
    },
  )
}
