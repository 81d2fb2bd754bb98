import { findCase } from '../case-access/repository.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { agreeBrokerageTime } from './agree-brokerage-time.ts'
import { listExtensions } from './extensions-repository.ts'
import { getBrokerageBalance } from './get-brokerage-balance.ts'
import { getBrokerageFigures } from './get-brokerage-figures.ts'
import { getUnmetNeedFigures } from './get-unmet-need-figures.ts'
import { recordBrokerageTime } from './record-brokerage-time.ts'
import { recordUnmetNeed } from './record-unmet-need.ts'
import { listTime } from './repository.ts'
import {
  BrokerageBalance,
  BrokerageExtension,
  BrokerageExtensionPage,
  BrokerageTimePage,
  BrokerageTimeRecorded,
  NewBrokerageExtension,
  NewBrokerageTime,
} from './schemas.ts'
import { listUnmetNeeds } from './unmet-repository.ts'
import {
  BrokerageFiguresList,
  NewUnmetNeed,
  PeriodQuery,
  UnmetNeed,
  UnmetNeedFigures,
  UnmetNeedPage,
} from './unmet-schemas.ts'

export const brokerageOperations = operationsOf('Brokerage', [
  write('recordBrokerageTime', 'POST /cases/:caseId/brokerage-time', {
    summary: 'Count time that a broker spent with a person',
    description:
      'The minutes of all brokers of the person count together, in the scheme, also of cases of theirs that ended. Over the limit it is refused, and the minutes that are left are told; after four fifths of it, and when it is all spent, an event says so (`brokerage-time.warned`). The day is no earlier than the one on which you became the broker, and not ahead; all that you count on it, with everybody, fits into 24 hours (`brokerage-day-exceeded`).',
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
    summary: 'See what time is spent, by peer brokers and by others, and what is left',
    permission: 'plan:read',
    gives: BrokerageBalance,
    of: findCase,
    read: getBrokerageBalance,
  }),
  write('agreeBrokerageTime', 'POST /cases/:caseId/brokerage-extensions', {
    summary: 'Agree to more of the brokers’ time for one person',
    description:
      'Where the rules of the scheme let it be agreed (`brokerage.beyond`). By an officer of the commissioner or a manager of the trust who is not, and was not, a broker of the case.',
    permission: 'plan:decide',
    key: 'required',
    problems: [409],
    body: NewBrokerageExtension,
    gives: { 201: BrokerageExtension },
    run: agreeBrokerageTime,
  }),
  list('listBrokerageExtensions', '/cases/:caseId/brokerage-extensions', {
    summary: 'List the time that was agreed beyond the limit for a person, newest first',
    permission: 'plan:read',
    gives: BrokerageExtensionPage,
    of: findCase,
    read: listExtensions,
  }),
  get('getBrokerageFigures', '/brokerage-figures', {
    summary: 'See the time of brokers by organisation, peer brokers apart from others',
    description:
      'Over the days from `from` to `until`, both included. Left out: the year up to today. Who coordinates brokers sees their own organisation.',
    permission: 'broker:read',
    query: PeriodQuery,
    gives: BrokerageFiguresList,
    read: getBrokerageFigures,
  }),
  write('recordUnmetNeed', 'POST /cases/:caseId/unmet-needs', {
    summary: 'Record that nothing was found for a need of a person',
    description:
      'By the broker or the care coordinator: the domain of need, the district and the language, and no words. Where it is said to come of a search, the directory is searched, and what is there is not missing.',
    permission: 'unmet-need:write',
    problems: [409],
    body: NewUnmetNeed,
    gives: { 201: UnmetNeed },
    run: recordUnmetNeed,
  }),
  list('listUnmetNeeds', '/cases/:caseId/unmet-needs', {
    summary: 'List the needs of a person for which nothing was found, newest first',
    permission: 'plan:read',
    gives: UnmetNeedPage,
    of: findCase,
    read: listUnmetNeeds,
  }),
  get('getUnmetNeedFigures', '/unmet-need-figures', {
    summary: 'See what people needed and nobody offers, by need, district and language',
    description:
      'Over the days from `from` to `until`, both included. Left out: the year up to today. Numbers from 1 to 7 are hidden, and as many others as it takes that they cannot be worked out.',
    permission: 'figures:read',
    query: PeriodQuery,
    gives: UnmetNeedFigures,
    read: getUnmetNeedFigures,
  }),
])
