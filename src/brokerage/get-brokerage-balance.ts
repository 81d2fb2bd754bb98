import type { Static } from '@sinclair/typebox'
import { getRulesOfCase } from '../case-access/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { brokerageBalance } from '../rules/planning/brokerage.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import { sumMinutes } from './repository.ts'
import type { BrokerageBalance } from './schemas.ts'

/** The minutes that there are for one person in a scheme, and what is spent of them by all brokers together, on all of their cases. */
export async function getBrokerageBalance(
  reads: Reads,
  actor: Actor,
  caseId: string,
): Promise<Static<typeof BrokerageBalance> | undefined> {
  const [rules, sums] = await Promise.all([getRulesOfCase(reads, actor, caseId), sumMinutes(reads, actor, caseId)])
  return rules && toBalance(rules, sums)
}

/** The balance as it is told, with the time of peer brokers apart. */
export function toBalance(
  rules: Pick<SchemeRules, 'brokerage'>,
  { spent, byPeers, agreed }: Awaited<ReturnType<typeof sumMinutes>>,
): Static<typeof BrokerageBalance> {
  return {
    ...brokerageBalance(rules, spent, agreed),
    byPeersMinutes: byPeers,
    byOthersMinutes: spent - byPeers,
    agreedMinutes: agreed,
  }
}
