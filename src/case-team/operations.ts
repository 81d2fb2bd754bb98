import { findCase } from '../case-access/repository.ts'
import { list, operationsOf, write } from '../platform/http/operations.ts'
import { listBrokerConflicts } from './broker-conflicts-repository.ts'
import {
  BrokerConflict,
  BrokerConflictPage,
  BrokerHandOver,
  BrokerHandOverPage,
  NewBrokerConflict,
  NewBrokerHandOver,
} from './broker-schemas.ts'
import { declareBrokerConflict } from './declare-broker-conflict.ts'
import { handOverBrokerage } from './hand-over-brokerage.ts'
import { listHandOvers } from './hand-overs-repository.ts'

export const brokerPlaceOperations = operationsOf('Brokerage', [
  write('handOverBrokerage', 'POST /cases/:caseId/broker-hand-overs', {
    summary: 'Hand a person over from their broker to another',
    description:
      'By who coordinates the brokers of the organisation, the care coordinator, a manager of the trust or the commissioner; the person was told. The next broker is one whom the person shares with, has what the scheme asks of brokers, and has no conflict of interest on the case. What waited for the broker waits for the next, and the one before sees nothing any more.',
    permission: 'case:team',
    problems: [403, 409],
    body: NewBrokerHandOver,
    gives: { 201: BrokerHandOver },
    run: handOverBrokerage,
  }),
  list('listBrokerHandOvers', '/cases/:caseId/broker-hand-overs', {
    summary: 'List the hand-overs between the brokers of a person, newest first',
    permission: 'plan:read',
    gives: BrokerHandOverPage,
    of: findCase,
    read: listHandOvers,
  }),
  write('declareBrokerConflict', 'POST /cases/:caseId/broker-conflicts', {
    summary: 'Declare that a broker has a conflict of interest on a case',
    description:
      'By the broker of the case, or on the word of one by who coordinates them, the care coordinator, a manager of the trust or the commissioner. They are not given to the person, or their place ends at once; nor do they work on the case in any other role or by any other account (`broker-conflict`).',
    permission: 'conflict:write',
    view: 'team',
    problems: [409, 422],
    body: NewBrokerConflict,
    gives: { 201: BrokerConflict },
    run: declareBrokerConflict,
  }),
  list('listBrokerConflicts', '/cases/:caseId/broker-conflicts', {
    summary: 'List the conflicts of interest of brokers on a case, newest first',
    permission: 'case:read',
    view: 'team',
    gives: BrokerConflictPage,
    of: findCase,
    read: listBrokerConflicts,
  }),
])
