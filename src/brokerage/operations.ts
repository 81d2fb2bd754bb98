import { findCase } from '../case-access/repository.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { getBrokerageBalance } from './get-brokerage-balance.ts'
import { recordBrokerageTime } from './record-brokerage-time.ts'
import { listTime } from './repository.ts'
import { BrokerageBalance, BrokerageTimePage, BrokerageTimeRecorded, NewBrokerageTime } from './schemas.ts'

export const brokerageOperations = operationsOf('Brokerage', [
  write('recordBrokerageTime', 'POST /cases/:caseId/brokerage-time', {
    summary: 'Count time that a broker spent with a person',
    description:
      'Over the limit of the scheme it is refused, and the minutes that are left are told. The day is no earlier than the one on which you became the broker, and not ahead; all that you count on it, with everybody, fits into 24 hours (`brokerage-day-exceeded`).',
    permission: 'brokerage:write',
    problems: [409, 422],
    body: NewBrokerageTime,
    gives: { 201: BrokerageTimeRecorded },
    run: recordBrokerageTime,
  }),
  list('listBrokerageTime', '/cases/:caseId/brokerage-time', {
    summary: 'List the time that brokers spent with a person, newest first',
    permission: 'plan:read',
    gives: BrokerageTimePage,
    of: findCase,
    read: listTime,
  }),
  get('getBrokerageBalance', '/cases/:caseId/brokerage-balance', {
    summary: 'See what time is spent and left',
    permission: 'plan:read',
    gives: BrokerageBalance,
    of: findCase,
    read: getBrokerageBalance,
  }),
])
